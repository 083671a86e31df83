"""Words that mean the same thing, loaded as data that staff can extend.

Each line: category | words in English | words in Khmer; the usual word first. Only words for one and the
same thing stand together: whoever asks for one is shown what is written with another.
"""

from producers.models import ProductTerm

TERMS = """
sweets | palm sugar, thnot sugar, thnaot sugar, skor thnot, skor tnaot, jaggery | ស្ករត្នោត, ស្ករថ្នោត
sweets | cane sugar | ស្ករអំពៅ
sweets | palm syrup, liquid palm sugar, palm sugar syrup, palm nectar | ស្ករត្នោតខាប់, ស្ករខាប់, ទឹកស្ករត្នោត
sweets | sugar, skor | ស្ករ
sweets | palm, sugar palm, thnot, thnaot | ត្នោត
sweets | sticky rice cake, num ansom, nom ansom, ansom | នំអន្សម, អន្សម
sweets | cake, pastry, num, nom | នំ
sweets | jam, marmalade, spread, preserve | ដំណាប់
sweets | mango jam, mango spread | ដំណាប់ស្វាយ
sweets | candy, sweets | ស្ករគ្រាប់
sauces | fish sauce, tuk trey, teuk trey, tik trey, toek trei, nuoc mam | ទឹកត្រី
sauces | soy sauce, si iv, sii iv, teuk si iv | ទឹកស៊ីអ៊ីវ, ស៊ីអ៊ីវ
sauces | palm vinegar | ទឹកខ្មេះត្នោត
sauces | vinegar | ទឹកខ្មេះ
sauces | chilli sauce, chili sauce, hot sauce, chilli paste | ទឹកម្ទេស, ទឹកជ្រលក់ម្ទេស
sauces | sauce, dip | ទឹកជ្រលក់
sauces | tamarind, tamarind paste | អំពិល, អំពិលទុំ
sauces | fermented soybean, soybean paste, bean paste | សៀង, ទឹកសៀង
seafood | shrimp paste, kapi, kapik, belacan | កាពិ
sauces | curry paste, kroeung, spice paste | គ្រឿងការី, គ្រឿង
sauces | amok paste, amok | គ្រឿងអាម៉ុក, អាម៉ុក
noodles | rice noodles, rice noodle, kuy teav, kuyteav, kuay teow, rice sticks, vermicelli | គុយទាវ
noodles | noodle, mee | មី
noodles | rice paper, spring roll wrapper, spring roll paper | នំបាញ់ឆែវ, ផែកនំ
noodles | khmer noodles, num banh chok, nom banh chok, fresh rice noodles | នំបញ្ចុក
drinks | coffee, coffee beans | កាហ្វេ
drinks | tea | តែ
drinks | herbal tea, tisane, infusion | តែឱសថ
drinks | rice wine, rice spirit, rice liquor, rice whisky, sra sor | ស្រាអង្ករ, ស្រាស
drinks | liquor, spirit, alcohol | ស្រា
drinks | wine, sra | ស្រា
drinks | fruit wine | ស្រាផ្លែឈើ
drinks | palm wine, toddy, palm beer | ទឹកត្នោតជូរ
drinks | palm juice, palm sap | ទឹកត្នោត
drinks | fruit juice, juice, concentrate | ទឹកផ្លែឈើ
drinks | butterfly pea | ផ្កាអញ្ជ័ន, អញ្ជ័ន
drinks | mulberry | មន, ផ្លែមន
drinks | grape | ទំពាំងបាយជូរ
drinks | cocoa, cacao, chocolate | កាកាវ, សូកូឡា
herbal | lemongrass, lemon grass | ស្លឹកគ្រៃ
herbal | moringa | ម្រុំ
herbal | basil, holy basil | ម្រះព្រៅ, ជីរនាងវង
herbal | mint | ជីរអង្កាម
dried | banana chips, fried banana | ចេកឆាប, ចេកបំពង
dried | dried banana | ចេកក្រៀម, ចេកងៀត
dried | chips, crisps, crackers, crisp, crunchy, crispy | ឆាប, ស្រួយ, បំពង
dried | dried mango, mango leather | ស្វាយក្រៀម, ស្វាយហាល, ស្វាយដំណាប់
dried | dried fruit | ផ្លែឈើក្រៀម
dried | jackfruit | ខ្នុរ
dried | taro | ត្រាវ
dried | cassava, tapioca | ដំឡូងមី
dried | sweet potato | ដំឡូងជ្វា
dried | sausage, sach krok | សាច់ក្រក
dried | dried beef, beef jerky, jerky, sach ko ngeat | សាច់គោងៀត, សាច់ងៀត, សាច់គោក្រៀម
dried | dried meat | សាច់ក្រៀម
dried | beef | សាច់គោ
dried | buffalo | ក្របី
silk | silk, sot | សូត្រ
silk | golden silk, sot meas | សូត្រមាស
silk | ikat, hol, hol lboeuk | ហូល, ល្បើក
silk | phamuong, pamuong | ផាមួង
silk | silk scarf, silk krama, silk shawl | ក្រមាសូត្រ, កន្សែងសូត្រ, កន្សែងបង់កសូត្រ
silk | silk fabric, silk cloth | ក្រណាត់សូត្រ
silk | sarong, sampot | សារុង, សំពត់
silk | fabric, cloth, textile | ក្រណាត់
krama | krama, kroma, checked scarf, khmer scarf, checkered scarf | ក្រមា
krama | scarf, shawl, stole | កន្សែងបង់ក, កន្សែង, ក្រមា
krama | cotton | កប្បាស, អំបោះ
krama | towel | កន្សែងជូតខ្លួន
krama | blanket | ភួយ
krama | hammock | អង្រឹង
krama | handwoven, hand woven, handloom, woven | តម្បាញដៃ, តម្បាញ, ត្បាញ
crafts | natural dye, plant dye, naturally dyed | ពណ៌ធម្មជាតិ
basketry | basket | កន្ត្រក, ល្អី, កញ្ជើ, ជាល
basketry | rattan | ផ្តៅ
basketry | bamboo | ឫស្សី, ឬស្សី
basketry | mat, floor mat, sleeping mat, kontel, kantel | កន្ទេល
basketry | carpet, rug, floor rug | ព្រំ, កម្រាល
basketry | reed, sedge, rush | កក់, ឈើក, រំចេក
basketry | water hyacinth, hyacinth, kamplauk, kamplok, kamphlaok | កំប្លោក
basketry | bag, handbag, tote, shopping bag, purse | កាបូប
basketry | tray | ថាស
basketry | box, gift box, smok | ប្រអប់, ស្មុក
basketry | hat | មួក
basketry | broom | អំបោស
basketry | palm leaf | ស្លឹកត្នោត
basketry | coaster, placemat, table mat | កម្រាលចាន, ទ្រនាប់ចាន
carving | stone carving, stone sculpture, sandstone carving, statue | ចម្លាក់ថ្ម, រូបចម្លាក់
carving | stone, sandstone | ថ្ម
carving | wood carving, carved wood, wooden carving | ចម្លាក់ឈើ
carving | wood, wooden | ឈើ
carving | carving, sculpture, carved | ចម្លាក់, ឆ្លាក់
carving | silver | ប្រាក់
carving | silverware, silverwork, silver box | គ្រឿងប្រាក់, ប្រអប់ប្រាក់
carving | copper | ស្ពាន់
carving | bowl | ចាន
carving | spoon | ស្លាបព្រា
carving | mould, mold | ពុម្ព
pottery | pottery, ceramics, earthenware, clay ware, terracotta | គ្រឿងស្មូន, ស្មូន
pottery | clay pot, cooking pot, pot | ឆ្នាំងដី, ឆ្នាំង
pottery | clay, earthen | ដី
pottery | clay stove, charcoal stove, stove, cooker | ចង្ក្រាន
pottery | water jar, water pot, jar | ក្អមទឹក, ក្អម, ពាង
pottery | piggy bank, money box | កូនជ្រូក
pottery | vase, flower pot | ថូ, ផើងផ្កា, ផើង
decoration | lamp, lantern, lampshade | ចង្កៀង, គោម
decoration | candle | ទៀន
decoration | beeswax, wax | ក្រមួនឃ្មុំ, ក្រមួន
decoration | shadow puppet, leather puppet, sbek, puppet | ស្បែកតូច, ស្បែកធំ, អាយ៉ង
decoration | leather | ស្បែក
decoration | souvenir, gift | អនុស្សាវរីយ៍, វត្ថុអនុស្សាវរីយ៍
decoration | incense | ធូប
herbal | cardamom | ក្រវាញ
herbal | herbal medicine, traditional medicine, remedy | ឱសថបុរាណ, ថ្នាំបុរាណ, ឱសថ
herbal | balm, ointment, tiger balm, massage balm | ប្រេងកូឡា, ប្រេងខ្យល់
herbal | massage oil | ប្រេងម៉ាស្សា
herbal | turmeric, curcuma | រមៀត
herbal | ginger | ខ្ញី
herbal | galangal | រំដេង
herbal | spirulina | ស្ពៃរូលីណា
cosmetics | soap | សាប៊ូ
cosmetics | shampoo | សាប៊ូកក់សក់
cosmetics | coconut oil, virgin coconut oil | ប្រេងដូង
cosmetics | coconut | ដូង
cosmetics | essential oil | ប្រេងក្រអូប
cosmetics | oil | ប្រេង
cosmetics | hair, hair oil | សក់
cosmetics | skin | ស្បែក
cosmetics | cream, lotion | ក្រែម, ឡេ
 | cooking, kitchen, frying | ចម្អិន, ចម្អិនអាហារ, ឆាចៀន, ចៀន, ផ្ទះបាយ
 | cold pressed, virgin | គាបត្រជាក់, ត្រជាក់
rice | rice, milled rice, angkor | អង្ករ
rice | paddy, unmilled rice | ស្រូវ
rice | jasmine rice, fragrant rice, malis rice | អង្ករម្លិះ, អង្ករក្រអូប, អង្ករផ្ការំដួល
rice | phka romduol, phka rumduol, romduol, rumduol | ផ្ការំដួល
rice | sticky rice, glutinous rice, damnaeb | អង្ករដំណើប, ដំណើប
rice | brown rice, unpolished rice, whole grain rice | អង្ករសំរូប, សំរូប
rice | red rice | អង្ករក្រហម
rice | rice bran, bran | កន្ទក់
rice | flour | ម្សៅ
rice | corn, maize | ពោត
spices | pepper, peppercorn, mrech | ម្រេច
spices | black pepper | ម្រេចខ្មៅ
spices | red pepper | ម្រេចក្រហម
spices | white pepper | ម្រេចស
spices | green pepper | ម្រេចខៀវ, ម្រេចស្រស់
spices | kampot pepper | ម្រេចកំពត
spices | chilli, chili, chile, hot pepper | ម្ទេស
spices | salt, sea salt | អំបិល
spices | flower of salt, fleur de sel | ផ្កាអំបិល
spices | garlic | ខ្ទឹមស
spices | shallot, onion | ខ្ទឹមក្រហម
spices | spice | គ្រឿងទេស
fruit | mango, svay | ស្វាយ
fruit | keo romeat | កែវរមៀត
fruit | pomelo, grapefruit | ក្រូចថ្លុង
fruit | orange, mandarin, tangerine | ក្រូច, ក្រូចពោធិ៍សាត់
fruit | lime, lemon | ក្រូចឆ្មា
fruit | durian | ធុរេន, ទុរេន
fruit | mangosteen | មង្ឃុត
fruit | rambutan | សាវម៉ាវ
fruit | longan | មៀន
fruit | lychee | គូលែន
fruit | banana | ចេក
fruit | pineapple | ម្នាស់
fruit | passion fruit, passionfruit | ផ្លែប៉ាសិន, ប៉ាសិន, ផាសិន
fruit | dragon fruit, dragonfruit | ផ្លែស្រកានាគ, ស្រកានាគ
fruit | papaya | ល្ហុង
fruit | watermelon | ឪឡឹក
fruit | avocado | ផ្លែប៊័រ
fruit | guava | ត្របែក
fruit | fruit | ផ្លែឈើ
vegetables | vegetable, greens | បន្លែ
vegetables | mushroom | ផ្សិត
vegetables | oyster mushroom | ផ្សិតអំបោះ
vegetables | straw mushroom | ផ្សិតចំបើង
vegetables | lotus | ឈូក
vegetables | lotus seed | គ្រាប់ឈូក
vegetables | lotus root | ក្រអៅឈូក
vegetables | morning glory, water spinach | ត្រកួន
vegetables | cucumber | ត្រសក់
vegetables | tomato | ប៉េងប៉ោះ
vegetables | pumpkin | ល្ពៅ
vegetables | eggplant, aubergine | ត្រប់
vegetables | lettuce, salad | សាឡាត់
vegetables | cabbage | ស្ពៃក្តោប
vegetables | bamboo shoot | ទំពាំង
vegetables | pickle, pickled vegetables | ជ្រក់
vegetables | egg, duck egg | ពងទា, ពងមាន់
nuts | cashew, cashew nut, cashew kernel | គ្រាប់ស្វាយចន្ទី, ស្វាយចន្ទី
nuts | peanut, groundnut | សណ្តែកដី
nuts | bean, soybean | សណ្តែក, សណ្តែកសៀង
nuts | mung bean, green bean | សណ្តែកបាយ
nuts | sesame | ល្ង
honey | honey | ទឹកឃ្មុំ, ឃ្មុំ
honey | wild honey, forest honey | ទឹកឃ្មុំព្រៃ
honey | honeycomb, comb honey | សំបុកឃ្មុំ
honey | bee | ឃ្មុំ
prahok | prahok, prahoc, fermented fish paste, fish paste, khmer fish cheese | ប្រហុក
prahok | phaok, paok, pa ok, fermented fish with rice | ផ្អក, ផ្អកត្រី
prahok | fermented fish | ប្រហុក, ផ្អក, មាំ
prahok | mam, mam trey | មាំ
smoked-fish | smoked fish, trei chhaer, trey chhaer, trey chha er, trei chha er | ត្រីឆ្អើរ
smoked-fish | dried fish, salted fish, dried salted fish, trey ngeat, trei ngeat | ត្រីងៀត, ត្រីក្រៀម
smoked-fish | fish, trey, trei | ត្រី
smoked-fish | snakehead, snakehead fish, trey ros | ត្រីរ៉ស់
smoked-fish | sheatfish, trey kes | ត្រីកេស
smoked-fish | catfish | ត្រីអណ្តែង
seafood | shrimp, prawn | បង្គា
seafood | dried shrimp, dried prawn | បង្គាក្រៀម, បង្គាងៀត
seafood | crab | ក្តាម
seafood | squid | មឹក
seafood | dried squid | មឹកក្រៀម, មឹកងៀត
seafood | seafood, sea food | គ្រឿងសមុទ្រ
homestay | homestay, home stay, village stay, overnight stay | ស្នាក់តាមផ្ទះ, ផ្ទះស្នាក់, ហូមស្តេយ៍
tours | tour, village tour, excursion, day trip | ដំណើរកម្សាន្ត, ទេសចរណ៍
tours | boat trip, boat tour, boat ride | ជិះទូក
tours | boat | ទូក
tours | workshop, class, lesson | សិក្ខាសាលា, វគ្គ
tours | cooking class | វគ្គចម្អិនអាហារ
 | organic, chemical free | សរីរាង្គ, គ្មានជាតិគីមី
 | handmade, hand made, handcrafted | ធ្វើដោយដៃ, ធ្វើដៃ
 | natural | ធម្មជាតិ
 | fresh | ស្រស់
 | dried, sun dried, dry | ក្រៀម, ងៀត, ហាល
 | smoked | ឆ្អើរ
 | roasted, toasted | លីង
 | powder, powdered, ground | ម្សៅ, កិន
 | granulated, granules | ម្សៅ, គ្រាប់
 | block, blocks, cake form | ដុំ
 | sweet | ផ្អែម
 | salted, salty | ប្រៃ
 | sour | ជូរ
 | spicy | ហឹរ
 | large, big | ធំ
 | small, little | តូច
 | raw | ឆៅ
 | ripe | ទុំ
 | boneless | គ្មានឆ្អឹង
 | lid, lidded | គម្រប
 | cotton blend | អំបោះ
 | black | ខ្មៅ
 | white | ស
 | red | ក្រហម
 | green | បៃតង, ខៀវ
 | wild, forest | ព្រៃ
 | local, village | ក្នុងស្រុក, ភូមិ
"""


def load_terms() -> int:
    """Fill an empty table; one that staff have worked on is left alone. Returns how many rows."""
    if not ProductTerm.objects.exists():
        lines = [line.split("|") for line in TERMS.strip().splitlines()]
        ProductTerm.objects.bulk_create(
            ProductTerm(
                category_id=category.strip() or None, words_en=en.strip(), words_km=km.strip()
            )
            for category, en, km in lines
        )
    return ProductTerm.objects.count()
