"""Currencies and units of measure, under one name each however they are written."""

from __future__ import annotations

from variance.text.wordlists import list_words, map_words

# Signs that stand before an amount, with the letters that may stand before the sign (US$, A$).
CURRENCY_SIGNS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
}
CURRENCY_SIGNS |= {"₴": "UAH", "₪": "ILS", "₦": "NGN", "₱": "PHP", "฿": "THB"}
DOLLAR_PREFIXES = {"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "hk": "HKD"}
DOLLAR_PREFIXES |= {"nz": "NZD", "s": "SGD", "r": "BRL", "nt": "TWD"}
# Codes stand before or behind an amount and only in capitals.
CURRENCY_CODES = frozenset(list_words("USD EUR GBP JPY AUD CAD CHF CNY INR RUB NZD HKD SGD KRW UAH ILS"))
_CURRENCY_WORDS = map_words(
    """
    USD dollar dollars buck bucks|EUR euro euros|JPY yen|CNY yuan renminbi|RUB rouble roubles ruble rubles
    INR rupee rupees|CHF franc francs|KRW won|UAH hryvnia hryvnias|ILS shekel shekels|MXN peso pesos
    BRL real reais|TRY lira liras|GBP sterling quid|ZAR rand|SEK krona kronor|PLN zloty zlotys|NGN naira
    KES shilling shillings|CENT cent cents|PENNY pence penny
    """
)
_DOLLARS_OF = {"us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD"}
_DOLLARS_OF |= {"hong kong": "HKD", "singapore": "SGD"}
# "won" is a verb and "real" an adjective: money only behind amounts that scores and counts do not reach.
_DOUBTFUL_CURRENCIES = frozenset(list_words("won real rand"))
_LEAST_DOUBTFUL = 1000

_UNIT_WORDS = map_words(
    """
    kilometre km kms kilometre kilometres kilometer kilometers|mile mile miles
    metre metre metres meter meters|centimetre cm centimetre centimetres centimeter centimeters
    millimetre mm millimetre millimetres millimeter|millimetre millimeters|foot foot feet ft
    inch inch inches|yard yard yards|kilogram kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos
    gram gram grams gramme grammes|tonne tonne tonnes|ton ton tons|pound pound pounds lb lbs
    ounce ounce ounces oz|stone stone|litre litre litres liter liters|gallon gallon gallons
    barrel barrel barrels|acre acre acres|hectare hectare hectares ha|mph mph|kph kph kmh|knot knots
    degree degree degrees|watt watt watts|kilowatt kw kilowatt kilowatts|megawatt mw megawatt megawatts
    gigawatt gw gigawatt gigawatts|kiloton kiloton kilotons kilotonne kilotonnes|megaton megaton megatons
    hertz hz|megahertz mhz|byte byte bytes|megabyte mb megabyte megabytes|gigabyte gb gigabyte gigabytes
    """
)
_DURATION_WORDS = map_words(
    """
    second second seconds sec secs|minute minute minutes min mins|hour hour hours hr hrs|day day days
    week week weeks|fortnight fortnight fortnights|month month months|year year years yr yrs
    decade decade decades|century centuries
    """
)


def find_unit(key: str) -> str:
    """The name of a unit of measure ("kilometre" for "km"), empty for any other word."""
    return _UNIT_WORDS.get(key, "")


def find_time_unit(key: str) -> str:
    """The name of a unit of time ("year" for "years"), empty for any other word."""
    return _DURATION_WORDS.get(key, "")


def find_currency(key: str, *, before: str = "", least: int = 0) -> str:
    """The code of a currency's word, empty for any other.

    ``before`` is the word before it ("Australian dollars"); ``least`` the amount, for words that are also
    verbs or adjectives.
    """
    if key in _DOUBTFUL_CURRENCIES and least < _LEAST_DOUBTFUL:
        return ""
    code = _CURRENCY_WORDS.get(key, "")
    return _DOLLARS_OF.get(before, code) if code == "USD" else code


def is_dollar_adjective(key: str) -> bool:
    """Whether a word tells whose dollars follow ("3,000 US dollars")."""
    return key in _DOLLARS_OF
