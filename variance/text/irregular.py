"""English forms that no suffix rule reaches: strong verbs, odd plurals, nouns made from verbs.

Written for this project from general knowledge of the language; a row is a lemma and its other forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from variance.text.wordlists import map_words

_VERBS = """
arise arose arisen|awake awoke awoken|be am is are was were been being|bear bore borne|beat beaten
become became|begin began begun beginning|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown
break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught
choose chose chosen|cling clung|come came|creep crept|deal dealt|die dies died dying|dig dug digging
do does did done|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|dwell dwelt|eat ate eaten
fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flies flew flown
forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got gotten getting|give gave given|go goes went gone|grind ground|grow grew grown
hang hung|have has had having|hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known
lay lays laid|lead led|lean leant|leap leapt|learn learnt|leave left|lend lent|lie lies lied lying|light lit
lose lost losing|make made making|mean meant|meet met|mislead misled|mistake mistook mistaken
outdo outdid outdone|overcome overcame|oversee oversaw overseen|overtake overtook overtaken
overthrow overthrew overthrown|pay pays paid|prove proven|rebuild rebuilt|retell retold|ride rode ridden
ring rang rung|rise rose risen|run ran running|say says said|see saw seen|seek sought|sell sold|send sent
set setting|sew sewn|shake shook shaken|shine shone|shoot shot shooting|show shown|shrink shrank shrunk
sing sang sung|sink sank sunk|sit sat sitting|sleep slept|slide slid|sow sown|speak spoke spoken|speed sped
spend spent|spill spilt|spin spun|spoil spoilt|spring sprang sprung|stand stood|steal stole stolen
stick stuck|sting stung|stink stank stunk|strike struck stricken|strive strove striven|swear swore sworn
sweep swept|swell swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told
think thought|throw threw thrown|undergo underwent undergone|understand understood
undertake undertook undertaken|undo undid undone|uphold upheld|wake woke woken|wear wore worn
weave wove woven|weep wept|win won winning|wind wound|withdraw withdrew withdrawn|withhold withheld
withstand withstood|write wrote written|tie ties tied tying|vie vies vied vying|cut cutting|hit hitting
put putting|shut shutting|quit quitting
"""

_NOUNS = """
man men|woman women|child children|person people persons|foot feet|goose geese|mouse mice|ox oxen
tooth teeth|wife wives|life lives|knife knives|thief thieves|wolf wolves|half halves|leaf leaves|loaf loaves
shelf shelves|self selves|calf calves|crisis crises|analysis analyses|basis bases|thesis theses|oasis oases
diagnosis diagnoses|criterion criteria|phenomenon phenomena|medium media|stadium stadia|alumnus alumni
nucleus nuclei|spokesman spokesmen|spokeswoman spokeswomen|policeman policemen|policewoman policewomen
gunman gunmen|businessman businessmen|fisherman fishermen|congressman congressmen|lawmaker lawmakers
army armies
"""

# A noun and the verb it tells of share one stem, so that "the invasion" meets "invaded".
_DERIVED = """
acquire acquisition|act action actor|admit admission|agree agreement agreeable|apply application
approve approval|arrive arrival|attend attendance attention|believe belief|bear birth born|begin inception
break breach|choose choice|collide collision|compare comparison|compel compulsion|complain complaint
conclude conclusion|consume consumption|criticise criticize critic critical criticism
decide decision decisive|deceive deception|defend defence defense defensive|deny denial|describe description
destroy destruction destructive|detain detention|die death dead deadly|disappear disappearance
discover discovery|divide division|elect election electoral|enter entry entrance|expand expansion
explode explosion explosive|explain explanation|expel expulsion|fail failure|flee flight|fly flight
free freedom|fund funding|give gift|grow growth|hate hatred|include inclusion|intend intention intent
intrude intrusion|invade invasion|know knowledge|lose loss|marry marriage|move movement motion
offend offence offense offensive|perform performance|permit permission|persuade persuasion|please pleasure
president presidency presidential|press pressure|proceed procedure|produce production product
protest protester|provide provision|prove proof|receive receipt reception|recognise recognize recognition
reduce reduction|refuse refusal|remain remainder|remove removal|reply replies|respond response responsive
retain retention|rob robbery|sell sale seller|serve service|sign signature|sit session|solve solution
speak speech|strong strength|succeed success successful|suspect suspicion suspicious|tend tendency
think thought|threat threaten threatening|try trial tries tried|vary variety various variation|warn warning
weigh weight|wide width|withdraw withdrawal|long length|high height|deep depth|poor poverty|able ability
safe safety|secure security|likely likelihood|good better best|bad worse worst|far further farther furthest
build builder building|buy buyer|drive driver|farm farmer|fight fighter|kill killer killing
lead leader leadership|make maker|minister ministry ministerial|own owner ownership|play player|read reader
ride rider|rule ruler ruling|run runner|teach teacher|use uses used using user useful usage|vote voter
win winner|work worker|write writer|age aged ageing aging|sue sues sued suing|argue argument
politics political politician|economy economic economical economist|north northern|south southern
east eastern|west western
"""

IRREGULAR_VERBS: Mapping[str, str] = MappingProxyType(map_words(_VERBS))
IRREGULAR_NOUNS: Mapping[str, str] = MappingProxyType(map_words(_NOUNS))
DERIVED_WORDS: Mapping[str, str] = MappingProxyType(map_words(_DERIVED))
