"""OVOP's fields and kinds of product, loaded as data that staff can extend."""

from producers.models import Category

# field: (icon, Khmer, English, [(kind, Khmer, English, synonyms)])
TREE: dict[str, tuple[str, str, str, list[tuple[str, str, str, str]]]] = {
    "food": ("basket2", "ម្ហូបអាហារ និងភេសជ្ជៈ", "Food and beverage", [
        ("sweets", "ស្ករ និងនំ", "Sugar and sweets", "ស្ករត្នោត palm sugar jaggery cake នំ"),
        ("sauces", "ទឹកត្រី និងគ្រឿងផ្សំ", "Sauces and pastes", "ទឹកត្រី fish sauce kapi paste soy"),
        ("noodles", "មី និងនំបញ្ចុក", "Noodles and rice paper", "rice paper noodle គុយទាវ នំបញ្ចុក"),
        ("drinks", "ភេសជ្ជៈ កាហ្វេ និងតែ", "Coffee, tea and drinks", "coffee tea wine juice ស្រា ទឹកផ្លែឈើ"),
        ("dried", "អាហារក្រៀម", "Dried foods", "snack dried fruit chips ក្រៀម"),
    ]),
    "crafts": ("flower1", "សិប្បកម្ម និងវាយនភណ្ឌ", "Crafts and textiles", [
        ("silk", "សូត្រ និងហូល", "Silk", "silk scarf sampot hol ផាមួង ក្រមាសូត្រ"),
        ("krama", "ក្រមា និងកប្បាស", "Krama and cotton", "scarf cotton weaving តម្បាញ"),
        ("basketry", "កន្ត្រក និងផលិតផលត្បាញ", "Basketry and mats", "rattan bamboo reed mat basket ផ្ដៅ ឫស្សី កន្ទេល"),
        ("carving", "ចម្លាក់ និងប្រាក់", "Carving and silver", "stone wood silver copper លោហៈ ថ្ម ឈើ"),
    ]),
    "household": ("house-heart", "គ្រឿងប្រើប្រាស់ និងតុបតែង", "Household and decoration", [
        ("pottery", "គ្រឿងស្មូន", "Pottery", "clay pot ceramic ឆ្នាំងដី ក្អម"),
        ("decoration", "គ្រឿងតុបតែង", "Decoration", "lamp souvenir ornament អនុស្សាវរីយ៍"),
    ]),
    "herbs": ("droplet-half", "ឱសថ និងគ្រឿងសម្អាង", "Herbs and cosmetics", [
        ("herbal", "ឱសថបុរាណ", "Herbal medicine", "herb cardamom balm medicine ក្រវាញ"),
        ("cosmetics", "សាប៊ូ និងប្រេង", "Soap and oils", "soap coconut oil cosmetic ប្រេងដូង"),
    ]),
    "agriculture": ("tree", "កសិផល", "Agriculture", [
        ("rice", "អង្ករ", "Rice", "rice paddy jasmine ស្រូវ ផ្ការំដួល"),
        ("spices", "ម្រេច និងគ្រឿងទេស", "Pepper and spices", "pepper spice turmeric chilli ម្រេច រមៀត ម្ទេស"),
        ("fruit", "ផ្លែឈើ", "Fruit", "mango pomelo durian longan banana ស្វាយ ក្រូចថ្លុង"),
        ("vegetables", "បន្លែ", "Vegetables", "vegetable mushroom lotus ផ្សិត ឈូក"),
        ("nuts", "គ្រាប់ និងស្វាយចន្ទី", "Nuts and beans", "cashew peanut bean សណ្ដែក"),
        ("honey", "ទឹកឃ្មុំ", "Honey", "honey bee ឃ្មុំ"),
    ]),
    "fishery": ("water", "ផលនេសាទ", "Fishery", [
        ("prahok", "ប្រហុក និងផ្អក", "Prahok and fermented fish", "prahok pha'ok mam fermented fish paste ផ្អក មាំ"),
        ("smoked-fish", "ត្រីឆ្អើរ និងត្រីងៀត", "Smoked and dried fish", "smoked dried fish trei ត្រីងៀត"),
        ("seafood", "គ្រឿងសមុទ្រ", "Seafood", "shrimp crab squid បង្គា ក្ដាម មឹក"),
    ]),
    "services": ("signpost-split", "សេវាកម្ម និងទេសចរណ៍", "Services and tourism", [
        ("homestay", "ស្នាក់តាមផ្ទះ", "Homestay", "homestay stay room guest"),
        ("tours", "ដំណើរកម្សាន្ត និងសិក្ខាសាលា", "Tours and workshops", "tour workshop boat visit ទូក"),
    ]),
}  # fmt: skip


def fields_with_kinds() -> list[tuple[Category, list[Category]]]:
    """The fields in order, each with its kinds; fields without any are left out. One query."""
    every = list(Category.objects.all())
    found = [
        (field, [kind for kind in every if kind.parent_id == field.pk])
        for field in every
        if field.parent_id is None
    ]
    return [(field, kinds) for field, kinds in found if kinds]


def load_categories() -> int:
    """Insert or update the tree; return how many categories there are. Staff's own stay."""
    rows = []
    for place, (code, (icon, km, en, kinds)) in enumerate(TREE.items()):
        rows.append(Category(code=code, icon=icon, name_km=km, name_en=en, position=place * 100))
        rows += [
            Category(
                code=kind, parent_id=code, icon=icon, name_km=kind_km, name_en=kind_en,
                synonyms=synonyms, position=place * 100 + n,
            )
            for n, (kind, kind_km, kind_en, synonyms) in enumerate(kinds, 1)
        ]  # fmt: skip
    Category.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["parent", "icon", "name_km", "name_en", "synonyms", "position"],
    )
    return Category.objects.count()
