"""Words that tell what a name names: titles, bodies, places, and what may stand inside a name."""

from __future__ import annotations

from functools import cache

from variance.text.speakers import SPEAKING_NOUNS
from variance.text.stems import fold_demonym
from variance.text.wordlists import FUNCTION_WORDS, list_words

# Before a person's name and no part of it. Several may stand in a row ("Foreign Minister", "Lt. Gen.").
TITLES = frozenset(
    list_words(
        """
        mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count president vice deputy
        prime minister premier chancellor secretary king queen prince princess duke duchess pope cardinal
        archbishop bishop reverend rev father sister rabbi imam sheikh sheik sultan emir ayatollah crown
        emperor shah senator sen congressman congresswoman representative rep governor gov mayor judge
        justice attorney general gen lieutenant lt colonel col major maj captain capt sergeant sgt admiral
        adm commander marshal chief speaker ambassador spokesman spokeswoman spokesperson chairman
        chairwoman director leader executive officer financial operating commissioner ceo cfo coo defence
        defense foreign interior finance health education trade former acting then ex
        """
    )
)
# Those of them that nobody is called: between other words and a name they are titles still.
INNER_TITLES = frozenset(
    list_words(
        """
        president premier chancellor secretary minister senator sen congressman congresswoman representative
        rep governor gov speaker ambassador spokesman spokeswoman spokesperson chairman chairwoman director
        leader justice commissioner attorney
        """
    )
)
# Adjectives among them that need a title behind them to be one ("Foreign Minister", but "Foreign Office").
TITLE_PREFIXES = frozenset(
    list_words(
        """
        vice deputy prime crown defence defense foreign interior finance health education trade former
        acting then ex financial operating
        """
    )
)
BODY_WORDS = frozenset(
    list_words(
        """
        ministry department council party army navy court agency committee commission union bank university
        institute college school group company corporation corp inc ltd plc times post journal tribune
        herald telegraph mail staff congress senate parliament assembly association organisation
        organization forum police office bureau board authority force forces guard alliance federation
        league club service services foundation society church movement front brigade regiment division
        command administration airlines airways motors house chamber treasury fund trust network news agency
        intelligence security initiative coalition union studies
        """
    )
)
PLACE_WORDS = frozenset(
    list_words(
        """
        peninsula sea river ocean strait straits street avenue road city county province region island
        islands mountain mountains airport square palace bay gulf line zone valley lake bridge desert cape
        coast district village town park hill hills republic kingdom emirates states territory territories
        strip bank heights canal harbour harbor port square gate tower stadium
        """
    )
)
_OF_HEADS = frozenset(
    list_words(
        """
        isle battle treaty day days act bill lords commons chiefs line declaration charter temple dome tomb
        temple cathedral war wars statue wall prince princess duke king queen bishop archbishop secretary
        head lord president minister speaker director governor mayor leader chief house state states people
        order court
        """
    )
)
# Heads before "of" that join what follows ("Bank of England"); before other words "of" ends a name.
OF_HEADS = BODY_WORDS | PLACE_WORDS | _OF_HEADS
# Small words inside a person's name; al-, el- and bin also begin one.
PARTICLES = frozenset(
    list_words(
        """
        de da do dos das del della di du la le van von der den ter ten al el bin ibn abu
        """
    )
)
OPENING_PARTICLES = frozenset(list_words("al el bin ibn abu van von de"))
DIRECTIONS = frozenset(list_words("north south east west northern southern eastern western central new"))
PEOPLE_PREFIXES = frozenset(list_words("franco anglo sino russo indo euro afro"))  # Franco-German
# Words that open a sentence in a capital without being names, beside function words and those who speak.
_OPENERS = frozenset(
    list_words(
        """
        meanwhile however earlier later according early late following although analysts experts officials
        critics people police nearly almost about around despite last next among like unlike since given
        asked speaking making according additional similar several many most few thousands hundreds millions
        dozens yes no perhaps maybe nobody everybody somebody anybody everyone someone anyone none nothing
        something everything friction relations talks tensions exports dialogue pictures images photos video
        read more breaking live update updated watch today yesterday tomorrow tonight under amid during once
        only even still near across behind beyond outside inside along beside throughout towards toward off
        """
    )
)
OPENERS = _OPENERS | SPEAKING_NOUNS | FUNCTION_WORDS
# Endings of common words: an unknown word with one of them that opens a sentence is taken for no name.
COMMON_ENDINGS = ("ing", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "ity", "ists", "ers", "ors")
# Countries by the last word of their English names, to know their people by; names of one place each.
COUNTRIES = frozenset(
    list_words(
        """
        afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas
        bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil
        britain brunei bulgaria burundi cambodia cameroon canada chad chile china colombia congo croatia
        cuba cyprus czechia denmark djibouti ecuador egypt england eritrea estonia ethiopia fiji finland
        france gabon gambia georgia germany ghana greece grenada guatemala guinea guyana haiti honduras
        hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya
        korea kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya liechtenstein lithuania luxembourg
        madagascar malawi malaysia maldives mali malta mauritania mauritius mexico moldova monaco mongolia
        montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman
        pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda
        samoa scotland senegal serbia singapore slovakia slovenia somalia spain sudan suriname sweden
        switzerland syria taiwan tajikistan tanzania thailand tibet togo tonga tunisia turkey turkmenistan
        uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam wales yemen zambia zimbabwe europe asia
        africa america
        """
    )
)


@cache
def is_demonym(key: str) -> bool:
    """Whether a word is the adjective or the people of a country ("russian", "afghans")."""
    root = fold_demonym(key)
    return key not in COUNTRIES and root in _load_country_roots()


@cache
def _load_country_roots() -> frozenset[str]:
    """The roots that countries share with their people; of a name of several words its last one."""
    return frozenset(fold_demonym(country) for country in COUNTRIES)
