"""Harmonised System headings of what Cambodian villages make, found by words in both languages.

Codes are six digits of the World Customs Organization's HS 2022; the national tariff adds two more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ovop.kernel.naming import in_language
from ovop.text import latin_digits, name_key, query_terms


@dataclass(frozen=True)
class Heading:
    """One code with its names; `words` are further words it is found by."""

    code: str
    km: str
    en: str
    words: str = ""

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.km, self.en)


HEADINGS: tuple[Heading, ...] = (
    Heading("030559", "ត្រីងៀត", "Dried fish, not smoked", "ត្រីក្រៀម salted trei ngeat"),
    Heading("030549", "ត្រីឆ្អើរ", "Smoked fish", "smoke trei chhaer"),
    Heading("030569", "ត្រីប្រឡាក់ ប្រហុក", "Salted or fermented fish, prahok", "prahok fermented ផ្អក មាំ brine"),
    Heading("030617", "បង្គា", "Shrimps and prawns", "shrimp prawn"),
    Heading("030695", "បង្គាក្រៀម", "Dried shrimps", "shrimp dried"),
    Heading("030614", "ក្ដាម", "Crabs", "crab swimmer"),
    Heading("160420", "ផលិតផលត្រីកែច្នៃ", "Prepared fish", "fish ball sausage"),
    Heading("210390", "ទឹកត្រី ទឹកជ្រលក់ កាពិ", "Sauces and pastes, fish sauce, shrimp paste", "fish sauce kapi paste seasoning"),
    Heading("210310", "ទឹកស៊ីអ៊ីវ", "Soy sauce", "soy soya"),
    Heading("040900", "ទឹកឃ្មុំ", "Natural honey", "honey bee ឃ្មុំ"),
    Heading("152190", "ក្រមួនឃ្មុំ", "Beeswax", "wax"),
    Heading("170113", "ស្ករត្នោត", "Palm and cane sugar, raw", "palm sugar jaggery ត្នោត"),
    Heading("170290", "ទឹកស្ករ ស៊ីរ៉ូ", "Syrups", "syrup palm"),
    Heading("190230", "មី គុយទាវ", "Noodles", "noodle rice vermicelli នំបញ្ចុក"),
    Heading("190590", "នំ នំបាញ់ឆែវ", "Cakes, biscuits and rice paper", "cake rice paper នំអន្សម biscuit"),
    Heading("100630", "អង្ករ", "Rice, milled", "rice romduol jasmine ផ្ការំដួល"),
    Heading("100620", "អង្ករសំរូប", "Rice, husked (brown)", "brown rice"),
    Heading("090411", "ម្រេចគ្រាប់", "Pepper, whole", "pepper kampot black ម្រេច"),
    Heading("090412", "ម្រេចម៉ដ្ឋ", "Pepper, ground", "ground pepper"),
    Heading("090422", "ម្ទេសម៉ដ្ឋ", "Chilli, ground", "chilli powder"),
    Heading("091030", "រមៀត", "Turmeric", "turmeric"),
    Heading("090831", "ក្រវាញ", "Cardamom", "cardamom"),
    Heading("250100", "អំបិល", "Salt", "sea salt flower kampot"),
    Heading("080132", "គ្រាប់ស្វាយចន្ទីបក", "Cashew nuts, shelled", "cashew"),
    Heading("080131", "គ្រាប់ស្វាយចន្ទីមិនទាន់បក", "Cashew nuts, in shell", "cashew raw"),
    Heading("120242", "សណ្ដែកដី", "Peanuts", "groundnut peanut"),
    Heading("200811", "សណ្ដែកដីលីង", "Peanuts, prepared", "roasted peanut"),
    Heading("200819", "គ្រាប់ធញ្ញជាតិលីង", "Nuts, prepared", "roasted cashew lotus ឈូក"),
    Heading("080450", "ស្វាយ មង្ឃុត", "Mangoes and mangosteens", "mango mangosteen"),
    Heading("080540", "ក្រូចថ្លុង", "Pomelos and grapefruit", "pomelo"),
    Heading("081060", "ធុរេន", "Durians", "durian"),
    Heading("081090", "មៀន គូលែន", "Longans, lychees and other fruit", "longan lychee"),
    Heading("081340", "ផ្លែឈើក្រៀម", "Dried fruit", "dried mango longan"),
    Heading("200799", "ដំណាប់", "Jams and fruit pastes", "jam mango leather"),
    Heading("200899", "ផ្លែឈើកែច្នៃ ចេកឆាប", "Fruit, prepared; banana chips", "banana chips"),
    Heading("070999", "បន្លែស្រស់", "Fresh vegetables", "vegetable organic"),
    Heading("070959", "ផ្សិត", "Mushrooms", "mushroom"),
    Heading("090121", "កាហ្វេលីង", "Coffee, roasted", "coffee robusta arabica"),
    Heading("090111", "កាហ្វេឆៅ", "Coffee, not roasted", "green coffee"),
    Heading("090210", "តែ", "Tea", "green tea"),
    Heading("121190", "រុក្ខជាតិឱសថ តែឱសថ", "Medicinal plants and herbal teas", "herb lemongrass herbal tea"),
    Heading("220600", "ស្រាផ្លែឈើ", "Fruit wine and rice wine", "wine rice palm"),
    Heading("220299", "ទឹកផ្លែឈើ ភេសជ្ជៈ", "Drinks without alcohol", "juice drink"),
    Heading("160250", "សាច់គោកែច្នៃ", "Prepared beef", "dried beef sausage សាច់ក្រក"),
    Heading("151319", "ប្រេងដូង", "Coconut oil", "coconut oil"),
    Heading("330129", "ប្រេងក្រអូប", "Essential oils", "essential oil"),
    Heading("330499", "គ្រឿងសម្អាង", "Beauty and skin care", "cream cosmetic balm"),
    Heading("300490", "ឱសថបុរាណ ប្រេងកូឡា", "Traditional medicine, balm", "balm medicine"),
    Heading("340111", "សាប៊ូ", "Soap", "soap"),
    Heading("340600", "ទៀន", "Candles", "candle"),
    Heading("500720", "ក្រណាត់សូត្រ", "Woven silk", "silk fabric hol ហូល ផាមួង"),
    Heading("621410", "ក្រមាសូត្រ កន្សែងសូត្រ", "Silk scarves and shawls", "silk scarf"),
    Heading("621490", "ក្រមា", "Cotton scarves, krama", "krama scarf cotton"),
    Heading("520851", "ក្រណាត់អំបោះ", "Woven cotton", "cotton fabric"),
    Heading("460212", "កន្ត្រកផ្ដៅ", "Basketwork of rattan", "rattan basket"),
    Heading("460211", "កន្ត្រកឫស្សី", "Basketwork of bamboo", "bamboo basket"),
    Heading("460219", "ផលិតផលត្បាញ កំប្លោក", "Basketwork of other plants", "hyacinth bag palm leaf"),
    Heading("460129", "កន្ទេល", "Mats of plant material", "reed mat"),
    Heading("420222", "កាបូប", "Handbags", "bag handbag"),
    Heading("691200", "គ្រឿងស្មូន", "Pottery for the table and house", "pottery clay pot"),
    Heading("691390", "គ្រឿងស្មូនតុបតែង", "Ornaments of ceramic", "ceramic ornament"),
    Heading("442090", "ចម្លាក់ឈើ", "Wood carving", "wood carving ornament"),
    Heading("680291", "ចម្លាក់ថ្ម", "Carved stone", "stone carving apsara"),
    Heading("711411", "គ្រឿងប្រាក់", "Silverware", "silver"),
    Heading("830629", "គ្រឿងស្ពាន់", "Ornaments of metal", "copper brass"),
    Heading("940550", "ចង្កៀង", "Lamps without electricity", "lamp"),
    Heading("420500", "ស្បែកឆ្លាក់", "Leather articles, shadow puppets", "leather puppet"),
)  # fmt: skip
BY_CODE = {heading.code: heading for heading in HEADINGS}


def find_headings(text: str, most: int = 8) -> list[Heading]:
    """Headings that a code's beginning or words in either language name, the best first."""
    code = re.sub(r"[.\s]", "", latin_digits(text))
    if code.isdecimal() and len(code) >= 2:
        return [heading for heading in HEADINGS if heading.code.startswith(code)][:most]
    terms = query_terms(text)
    ranked = [(_score(heading, terms, name_key(text)), heading) for heading in HEADINGS]
    ranked = [pair for pair in ranked if pair[0]]
    return [heading for _score, heading in sorted(ranked, key=lambda pair: -pair[0])][:most]


def _score(heading: Heading, terms: list[str], whole: str) -> int:
    own = name_key(f"{heading.km} {heading.en} {heading.words}")
    named = name_key(f"{heading.km} {heading.en}")
    score = sum(2 if name_key(term) in named else 1 for term in terms if name_key(term) in own)
    return score + (3 if whole and whole in named else 0)
