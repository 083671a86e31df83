"""Real kinds of village product, where they come from, what they cost and when there are any.

Product kinds and their provinces are facts; every producer, buyer and product made of them is
invented. Prices are in riel per unit.
"""

from __future__ import annotations

from dataclasses import dataclass

ALL_YEAR = tuple(range(1, 13))


@dataclass(frozen=True)
class Kind:
    """One kind. `variants` are (Khmer, English) endings; `home` the provinces it is known from.

    An ending that begins with a capital is a name of its own: “Mangosteen”, of “Durian and mangosteen”.
    """

    category: str
    km: str
    en: str
    unit: str
    price: tuple[int, int]
    supply: tuple[int, int]
    months: tuple[int, ...]
    home: tuple[str, ...]
    variants: tuple[tuple[str, str], ...]
    about_km: str
    about_en: str
    keeps_days: int | None = None

    def names(self, variant: tuple[str, str]) -> tuple[str, str]:
        """What a product of this kind and variant is called, (Khmer, English)."""
        if variant[1][0].isupper():
            return variant
        return f"{self.km} {variant[0]}", f"{self.en}, {variant[1]}"


def _k(
    category: str, km: str, en: str, unit: str, price: tuple[int, int], supply: tuple[int, int],
    months: tuple[int, ...], home: str, variants: str, about_km: str, about_en: str, keeps: int | None = None,
) -> Kind:  # fmt: skip
    pairs = tuple(
        (pair.split("|")[0].strip(), pair.split("|")[1].strip()) for pair in variants.split(";")
    )
    return Kind(
        category,
        km,
        en,
        unit,
        price,
        supply,
        months,
        tuple(home.split()),
        pairs,
        about_km,
        about_en,
        keeps,
    )


WET, DRY = (6, 7, 8, 9, 10, 11), (11, 12, 1, 2, 3, 4, 5)

KINDS: tuple[Kind, ...] = (
    _k("prahok", "ប្រហុក", "Prahok", "kg", (8000, 16000), (80, 600), (12, 1, 2, 3, 4, 5), "17 02 04 15 06",
       "ត្រីកំភ្លាញ|of gourami; ត្រីរៀល|of riel fish; គ្មានឆ្អឹង|boneless; ត្រីឆ្ពិន|of silver barb",
       "ប្រឡាក់អំបិលសមុទ្រ ផ្អាប់ក្នុងពាងបីខែ តាមវិធីដូនតា។", "Salted and kept three months in clay jars, the way our grandmothers do it.", 365),
    _k("prahok", "ផ្អកត្រី", "Pha'ok fermented fish", "kg", (12000, 22000), (40, 200), (1, 2, 3, 4, 5, 6), "17 02 06 04",
       "ល្ហុងខ្ចី|with green papaya; អង្ករលីង|with roasted rice", "ផ្អកធ្វើពីត្រីទន្លេសាប លាយអង្ករលីង។", "Tonle Sap fish fermented with roasted rice.", 180),
    _k("smoked-fish", "ត្រីឆ្អើរ", "Smoked fish", "kg", (28000, 48000), (40, 350), (11, 12, 1, 2, 3, 4), "17 02 04 15 06 10",
       "ត្រីកេស|sheatfish; ត្រីរ៉ស់|snakehead; ត្រីក្រាយ|featherback; ចង្កាក់|on skewers",
       "ឆ្អើរនឹងឈើធម្មជាតិពីរថ្ងៃ គ្មានសារធាតុគីមី។", "Smoked two days over hardwood, nothing added.", 90),
    _k("smoked-fish", "ត្រីងៀត", "Dried salted fish", "kg", (20000, 36000), (50, 400), DRY, "17 04 10 19 02 06",
       "ត្រីរ៉ស់|snakehead; ត្រីប្រា|pangasius; ត្រីអណ្ដែង|catfish", "ហាលថ្ងៃលើរានឫស្សី មានសំណាញ់ការពាររុយ។", "Dried in the sun on netted bamboo racks.", 120),
    _k("seafood", "កាពិ", "Shrimp paste (kapi)", "kg", (12000, 24000), (60, 400), (1, 2, 3, 4, 5, 10, 11, 12), "09 07 18 23",
       "កំពឹសល្អិត|of krill; ពិសេស|first grade", "កំពឹសស្រស់ លាយអំបិលកំពត ហាលបីដង។", "Fresh krill and Kampot sea salt, sun-dried three times.", 365),
    _k("seafood", "បង្គាក្រៀម", "Dried shrimp", "kg", (60000, 95000), (20, 150), ALL_YEAR, "09 18 07 23",
       "ធំ|large; តូច|small", "បង្គាសមុទ្រស្ងោរ រួចហាលថ្ងៃ។", "Sea shrimp boiled and dried in the sun.", 180),
    _k("seafood", "ក្ដាមសេះ", "Blue swimmer crab", "kg", (32000, 52000), (40, 250), (10, 11, 12, 1, 2, 3, 4, 5), "23 07",
       "ស្រស់|fresh; សាច់បេះ|picked meat", "ចាប់ដោយលប មិនចាប់ក្ដាមពង។", "Caught in pots; egg-bearing crabs are released.", 3),
    _k("sauces", "ទឹកត្រី", "Fish sauce", "l", (4000, 9000), (200, 1500), ALL_YEAR, "07 09 18 04 17",
       "ទឹកដំបូង|first press; ធម្មតា|table grade", "ផ្អាប់ត្រីសមុទ្រដប់ពីរខែ។", "Sea fish fermented twelve months in wooden vats.", 720),
    _k("sauces", "ទឹកស៊ីអ៊ីវ និងតៅហ៊ូយី", "Soy sauce and bean curd", "l", (5000, 9000), (80, 500), ALL_YEAR, "02 03 12",
       "ទឹកស៊ីអ៊ីវ|Soy sauce; តៅហ៊ូយី|Fermented bean curd", "ធ្វើពីសណ្ដែកសៀងក្នុងស្រុក។", "Made of local soybeans.", 365),
    _k("sweets", "ស្ករត្នោត", "Palm sugar", "kg", (6000, 14000), (100, 900), (12, 1, 2, 3, 4, 5), "05 04 17 21",
       "ម្សៅ|granulated; ដុំ|in blocks; ខាប់|syrup; សរីរាង្គ|organic", "រំងាស់ទឹកត្នោតថ្មីៗរាល់ព្រឹក។", "Fresh palm sap cooked down every morning.", 365),
    _k("sweets", "នំអន្សម និងនំគម", "Sticky rice cakes", "piece", (1500, 4000), (300, 2000), ALL_YEAR, "17 02 08 14 20",
       "ចេក|with banana; ជ្រូក|with pork; ត្នោត|with palm fruit", "វេចស្លឹកចេក ចំហុយរាល់ព្រឹក។", "Wrapped in banana leaf and steamed every morning.", 3),
    _k("sweets", "ដំណាប់ស្វាយ", "Mango jam and leather", "kg", (14000, 24000), (30, 250), (3, 4, 5, 6), "05 02 08",
       "ដំណាប់ស្វាយកែវរមៀត|Keo romeat mango jam; ដំណាប់ស្វាយលាយម្ទេស|Mango leather with chilli", "ស្វាយកែវរមៀតទុំ គ្មានថែមពណ៌។", "Ripe keo romeat mango, no colouring.", 180),
    _k("noodles", "នំបាញ់ឆែវ និងនំស្រស់", "Rice paper", "piece", (200, 600), (3000, 20000), ALL_YEAR, "02",
       "ស្ដើង|thin; ល្ង|with sesame; ចេក|with banana", "ហាលលើរានឫស្សី នៅភូមិមាត់ស្ទឹងសង្កែ។", "Dried on bamboo racks by the Sangkae river.", 180),
    _k("noodles", "គុយទាវក្រៀម", "Dried rice noodles", "kg", (4500, 8000), (200, 1500), ALL_YEAR, "02 08 03 14",
       "សរសៃតូច|fine; សរសៃធំ|broad", "ធ្វើពីអង្ករក្នុងស្រុក។", "Made of local rice.", 240),
    _k("drinks", "កាហ្វេមណ្ឌលគិរី", "Highland coffee", "kg", (28000, 60000), (60, 500), ALL_YEAR, "11 16",
       "រ៉ូប៊ូស្តា|robusta; លីង|roasted; បុក|ground; អារ៉ាប៊ីកា|arabica", "ដាំលើដីក្រហម កម្ពស់ប្រាំបីរយម៉ែត្រ។", "Grown on red soil at eight hundred metres.", 365),
    _k("drinks", "ទឹកផ្លែឈើ និងស្រា", "Fruit wine and juice", "l", (8000, 20000), (60, 400), ALL_YEAR, "02 05 08 11",
       "ទឹកផ្លែប៉ាសិន|Passion fruit juice; ស្រាអង្ករ|Rice wine; ស្រាទំពាំងបាយជូរ|Grape wine", "ដាំនិងផលិតក្នុងភូមិ។", "Grown and pressed in the village.", 365),
    _k("drinks", "តែឱសថ", "Herbal tea", "kg", (30000, 60000), (10, 90), ALL_YEAR, "15 11 13 17 09",
       "ស្លឹកគ្រៃ|lemongrass; ម្រះព្រៅ|basil; ផ្កាអញ្ជ័ន|butterfly pea", "ហាលក្នុងម្លប់ ដើម្បីរក្សាក្លិន។", "Dried in the shade to keep its scent.", 365),
    _k("dried", "ចេកឆាប", "Banana chips", "kg", (14000, 24000), (50, 400), ALL_YEAR, "02 17 03 10 25",
       "ផ្អែម|sweet; ប្រៃ|salted; ត្នោត|with palm sugar", "ចេកណាំវ៉ា ចៀនប្រេងដូង។", "Namwa bananas fried in coconut oil.", 120),
    _k("dried", "សាច់ក្រក និងសាច់ងៀត", "Sausage and dried beef", "kg", (45000, 75000), (40, 260), ALL_YEAR, "17 02 01 22",
       "សាច់គោងៀត|Dried beef; សាច់ក្រកគោសៀមរាប|Siem Reap beef sausage", "ធ្វើតាមរូបមន្តក្រុងសៀមរាប។", "Made to the recipe of the old Siem Reap market.", 60),
    _k("silk", "សូត្រហូល", "Ikat silk", "m", (90000, 220000), (10, 80), ALL_YEAR, "21 17 01 14 08",
       "ហូលផ្កា|flower pattern; ផាមួង|phamuong; សារុង|sarong; ល្បើក|lboeuk",
       "តម្បាញដៃ ជ្រលក់ពណ៌ធម្មជាតិ។", "Hand-woven, natural dyes."),
    _k("silk", "ក្រមាសូត្រ", "Silk scarf", "piece", (60000, 140000), (15, 120), ALL_YEAR, "21 17 01 03 13",
       "សូត្រមាស|golden silk; ពណ៌ធម្មជាតិ|natural dye", "សូត្រមាសខ្មែរ ចិញ្ចឹមនៅភូមិ។", "Khmer golden silk raised in the village."),
    _k("krama", "ក្រមា", "Krama scarf", "piece", (12000, 30000), (80, 700), ALL_YEAR, "03 21 14 20 25 17 08",
       "ក្រឡាក្រហម|red check; ក្រឡាខៀវ|blue check; អំបោះ|cotton", "អំបោះសុទ្ធ តម្បាញកី។", "Pure cotton, woven on a foot loom."),
    _k("basketry", "កន្ត្រកផ្ដៅ", "Rattan basket", "piece", (18000, 60000), (30, 250), ALL_YEAR, "17 04 15 19 16 22 13",
       "មានគម្រប|with lid; ធំ|large; ថាស|tray", "ផ្ដៅព្រៃសហគមន៍ កាត់តាមផែនការ។", "Rattan cut by plan in the community forest."),
    _k("basketry", "កន្ទេលឈើក", "Reed mat", "piece", (20000, 50000), (40, 300), DRY, "10 03 14 04 02 17",
       "ពណ៌|coloured; ធម្មតា|plain", "ត្បាញពីរមាស ជ្រលក់ពណ៌។", "Woven of river reed."),
    _k("basketry", "កាបូបកំប្លោក", "Water hyacinth bag", "piece", (25000, 70000), (30, 240), ALL_YEAR, "17 02 06 04",
       "យួរ|handbag; ផ្សារ|market bag", "កំប្លោកបឹងទន្លេសាប ក្រៀមរួចត្បាញ។", "Tonle Sap water hyacinth, dried and woven."),
    _k("carving", "ចម្លាក់ថ្ម", "Stone carving", "piece", (60000, 400000), (5, 40), ALL_YEAR, "01 17 15",
       "អប្សរា|apsara; ដំរី|elephant", "ឆ្លាក់ដោយជាងភូមិ ពីថ្មភក់។", "Carved from sandstone by village masters."),
    _k("carving", "គ្រឿងប្រាក់", "Silverwork", "piece", (80000, 350000), (5, 60), ALL_YEAR, "08 17 12",
       "ប្រអប់ស្លា|betel box; ចានជើងពាន|footed bowl", "ដំដៃលើប្រាក់ និងស្ពាន់។", "Hand-hammered silver on copper."),
    _k("carving", "ចម្លាក់ឈើ", "Wood carving", "piece", (30000, 180000), (8, 60), ALL_YEAR, "17 06 12 01",
       "ពុម្ពនំ|cake mould; ចានឈើ|bowl; ទូក|boat", "ឈើដាំ មិនមែនឈើព្រៃ។", "Plantation wood only."),
    _k("pottery", "គ្រឿងស្មូន", "Pottery", "piece", (3000, 25000), (100, 1200), DRY, "04 17 03",
       "ឆ្នាំងដី|cooking pot; ចង្ក្រាន|charcoal stove; ក្អមទឹក|water jar; កូនជ្រូក|money box",
       "ដីឥដ្ឋភ្នំក្រាំងដីមាស ដុតចំបើង។", "Hill clay, fired with straw."),
    _k("decoration", "ចង្កៀងក្រដាស និងស្បែក", "Shadow puppets and lamps", "piece", (25000, 120000), (10, 90), ALL_YEAR, "17 12 08",
       "រូបស្បែកតូច|Small shadow puppet; ចង្កៀងឫស្សី|Bamboo lamp", "ឆ្លាក់ស្បែកគោដោយដៃ។", "Cowhide cut by hand."),
    _k("decoration", "ទៀនឃ្មុំ", "Beeswax candles", "piece", (4000, 12000), (60, 500), ALL_YEAR, "11 16 17 19",
       "ស្លឹកគ្រៃ|lemongrass; ធម្មតា|plain", "ក្រមួនឃ្មុំព្រៃ។", "Wild beeswax."),
    _k("herbal", "ក្រវាញ", "Cardamom", "kg", (90000, 160000), (10, 90), (7, 8, 9, 10), "15 09 05",
       "ព្រៃ|wild; សម្ងួត|dried", "បេះពីភ្នំក្រវាញ ដោយសហគមន៍ព្រៃឈើ។", "Picked in the Cardamom Mountains by the forest community.", 365),
    _k("herbal", "ប្រេងកូឡា និងប្រេងខ្យល់", "Herbal balm", "piece", (6000, 15000), (60, 500), ALL_YEAR, "17 12 15 16",
       "ស្លឹកគ្រៃ|lemongrass; ម្រះព្រៅ|camphor basil", "ផ្សំឱសថបុរាណប្រាំមុខ។", "Five traditional herbs.", 730),
    _k("cosmetics", "សាប៊ូ", "Natural soap", "piece", (5000, 14000), (100, 900), ALL_YEAR, "17 12 07 18 08",
       "ប្រេងដូង|coconut; រមៀត|turmeric; ទឹកឃ្មុំ|honey; អំបុកអង្ករ|rice bran", "ប្រេងដូងត្រជាក់ គ្មានទឹកអប់គីមី។", "Cold-pressed coconut oil, no synthetic scent.", 540),
    _k("cosmetics", "ប្រេងដូង", "Coconut oil", "l", (24000, 42000), (30, 220), ALL_YEAR, "18 07 09 23 08",
       "ត្រជាក់|cold pressed; ចម្រាញ់|for hair", "ដូងក្នុងស្រុក គាបត្រជាក់។", "Local coconuts, pressed cold.", 365),
    _k("rice", "អង្ករ", "Rice", "kg", (2800, 6500), (2000, 20000), (11, 12, 1, 2, 3, 4, 5, 6), "13 02 06 01 20 14 21 17 22 25",
       "ផ្ការំដួល|phka romduol; សរីរាង្គ|organic jasmine; សំរូប|brown; ដំណើប|sticky; នាងម៉ិញ|neang minh",
       "ស្រូវកិច្ចសន្យា សហគមន៍កសិកម្ម។", "Contract-grown by the agricultural cooperative.", 365),
    _k("spices", "ម្រេច", "Pepper", "kg", (40000, 95000), (40, 400), ALL_YEAR, "07 23 25 03 16",
       "ខ្មៅ|black; ក្រហម|red; ស|white; ខៀវស្រស់|fresh green", "បេះដៃ ជ្រើសគ្រាប់ម្ដងមួយៗ។", "Picked and sorted by hand, grain by grain.", 720),
    _k("spices", "រមៀត និងម្ទេស", "Turmeric and chilli powder", "kg", (16000, 32000), (30, 260), ALL_YEAR, "02 25 03 24 01",
       "ម្សៅរមៀត|Turmeric powder; ម្ទេសម៉ដ្ឋ|Chilli powder; គ្រឿងការី|Curry paste", "ហាលថ្ងៃ កិនម៉ដ្ឋ។", "Sun-dried, finely ground.", 365),
    _k("spices", "អំបិល", "Sea salt", "kg", (900, 6000), (800, 9000), (1, 2, 3, 4, 5), "07 23",
       "ផ្កាអំបិល|flower of salt; ម៉ដ្ឋ|fine", "វាលអំបិលកំពត។", "From the salt fields of Kampot."),
    _k("fruit", "ក្រូចថ្លុងកោះទ្រង់", "Koh Trong pomelo", "piece", (4000, 9000), (200, 1800), (7, 8, 9, 10, 11, 12), "10",
       "ផ្អែម|sweet; ក្រហម|pink", "កោះទ្រង់ លើទន្លេមេគង្គ។", "From the Mekong island of Koh Trong.", 30),
    _k("fruit", "ស្វាយ", "Mango", "kg", (2200, 5000), (500, 8000), (2, 3, 4, 5, 6), "05 02 08 06",
       "កែវរមៀត|keo romeat; ចេកទុំ|chek tum", "សួនមានប័ណ្ណ GAP។", "From GAP-registered orchards.", 14),
    _k("fruit", "ធុរេន និងមង្ឃុត", "Durian and mangosteen", "kg", (9000, 26000), (200, 2500), (5, 6, 7, 8), "07 03 25 16 11",
       "ធុរេន|Durian; មង្ឃុត|Mangosteen", "ទុំលើដើម។", "Tree-ripened.", 7),
    _k("fruit", "មៀនប៉ៃលិន", "Pailin longan", "kg", (5000, 12000), (300, 4000), (7, 8, 9, 10), "24 02",
       "ស្រស់|fresh; ក្រៀម|dried", "ដីភ្លៅប៉ៃលិន។", "From Pailin's red hills.", 10),
    _k("vegetables", "ផ្សិត និងត្រួយ", "Mushrooms", "kg", (9000, 22000), (40, 350), WET, "17 02 21 05",
       "ចំបើង|straw; អំបោះ|oyster", "ដាំលើចំបើង គ្មានថ្នាំ។", "Grown on rice straw without chemicals.", 5),
    _k("vegetables", "បន្លែសរីរាង្គ", "Organic vegetables", "kg", (3000, 8000), (200, 2500), ALL_YEAR, "17 08 02 21 20 05",
       "ចម្រុះ|mixed box; ស្លឹក|leafy; ត្រសក់ និងប៉េងប៉ោះ|cucumber and tomato", "មានប្រព័ន្ធធានាដោយការចូលរួម (PGS)។", "Under a participatory guarantee system.", 5),
    _k("vegetables", "គ្រាប់ឈូក", "Lotus seeds and tea", "kg", (12000, 26000), (40, 300), (6, 7, 8, 9, 10, 11), "17 08 05 06",
       "គ្រាប់ឈូកស្រស់|Fresh lotus seeds; គ្រាប់ឈូកក្រៀម|Dried lotus seeds", "បឹងឈូកភូមិ។", "From the village lotus lake.", 120),
    _k("nuts", "គ្រាប់ស្វាយចន្ទី", "Cashew nuts", "kg", (18000, 44000), (200, 3000), (2, 3, 4, 5, 6), "06 16 10 13 25 19 22",
       "លីង|roasted; ឆៅ|raw; ម្ទេស|with chilli", "ក្រៀមធម្មជាតិ គ្រាប់ធំ។", "Naturally dried, large kernels.", 300),
    _k("nuts", "សណ្ដែកដី", "Peanuts", "kg", (5000, 11000), (200, 1800), (8, 9, 10, 11, 12), "03 25 24 04 20",
       "លីង|roasted; ស្ករត្នោត|with palm sugar", "ដីល្បាប់មាត់ទន្លេ។", "From river silt.", 180),
    _k("honey", "ទឹកឃ្មុំព្រៃ", "Wild honey", "l", (45000, 90000), (15, 160), (3, 4, 5, 6), "11 16 09 13 19 15 22 17",
       "ឃ្មុំធំ|giant bee; ឃ្មុំតូច|small bee; ក្រាស់|raw comb", "បេះដោយសហគមន៍ ទុកសំបុកមេ។", "Harvested by the community; the brood comb is left.", 720),
    _k("homestay", "ស្នាក់តាមផ្ទះ", "Homestay", "piece", (40000, 90000), (20, 120), ALL_YEAR, "17 10 16 11 09 19 13 06",
       "មួយយប់|one night with dinner; កសិដ្ឋាន|farm stay", "ផ្ទះឈើខ្មែរ អាហារពេលល្ងាចរួម។", "A Khmer wooden house, dinner included."),
    _k("tours", "ដំណើរកម្សាន្តភូមិ", "Village tour and workshop", "piece", (20000, 80000), (20, 200), DRY, "17 07 02 10 11 21 04",
       "ដំណើរកម្សាន្តភូមិតាមទូក|Village tour by boat; រៀនត្បាញ|Weaving workshop; រៀនធ្វើស្មូន|Pottery workshop; រៀនចម្អិនអាហារ|Cooking class", "អ្នកនាំផ្លូវជាអ្នកភូមិ។", "Led by people of the village."),
)  # fmt: skip
