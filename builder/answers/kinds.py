"""What a question asks for, and whether a sentence can be its answer: words come in, yes or no goes out. Pure.

It only keeps sentences from being said, and is generous: whatever may be a price, a time or a number counts as one.
"""

import re
from collections.abc import Callable, Sequence

from builder.answers.asking import thing_that_acts, thing_that_is_there
from builder.answers.beside import speaks_beside
from builder.answers.defining import defines_nothing, does_something_with
from builder.answers.pointing import COMPARED
from builder.answers.ways import tells_no_way
from builder.rank import words
from builder.rank.opposites import turns_round
from builder.unaltered import DATES
from builder.wording import thing_to_define

_DIGIT = r"\d|[½¼¾⅓]"
_COUNTED = (
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|halves|third|quarters?|once|twice"
    r"|doubled?|triple|single|couple|pair|both|several|few|(?<!how )many|most|no|none|not|never|nothing|nobody|all|any"
    r"|every|each|always|unlimited|infinite\w*|indefinite\w*|forever|until|as \w+ as|\w+er than|(?:more|less) \w* ?than"
    r"|\w*(?:daily|hourly|weekly|monthly|yearly|nightly|annual\w*)|immediate\w*|at once|instant\w*"
    r"|an? (?:second|minute|hour|day|week|month|year))\b|n[’']t\b"
)
_MONEY = (
    r"[$€£¥]|\b(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?|cents?|francs?|yen|rupees?|kron\w+|pay\w*|paid|pric\w+"
    r"|cost\w*|fees?|free|gratis|charge\w*|cheap\w*|expensive|included|donat\w+|deposit|budget|tax\w*)\b"
)
_DATE = (
    r"\b(?:1[5-9]|20)\d\d\b|\d[-/.:]\d+[-/.:]\d"
    rf"|\b(?:(?:{'|'.join(sorted(DATES))})s?|spring|summer|autumn|winter)\b"
)
_EVENT = (
    r"\b(?:when\w*|while|during|after\w*|before\w*|since|until|till|once|as soon|as long|ago|yesterday|today|tomorrow"
    r"|later|earlier|recently|centur\w+|years?|months?|weeks?|days?|hours?|minutes?|seconds?|nights?|morning|noon"
    r"|evening|midnight|not yet|never)\b(?! v?\d+\.\d)"
)
_ANY_TIME = (
    r"\b(?:if|unless|every\w*|each|whenever|always|only|now|soon|immediate\w*|at|in case|in time|time|where|on|with"
    r"|without|for|first|then|by|as|automatic\w*|regular\w*|often|usually|still|already)\b|\w+ly\b"
)
# Words that end as persons do and are none.
_NO_PERSON = (
    r"(?:f?or|nor|for|per|over|under|after|later|other|another|ever|never|however|whether|rather|together|n?either|number"
    r"|paper|water|letter|order|server|computer|container|folder|header|footer|parameter|filter|buffer|pointer|integer"
    r"|counter|cluster|layer|power|master|matter|chapter|register|trigger|monitor|error|processor|factor|vector|sensor"
    r"|color|mirror|minor|major|prior|winter|summer|weather|further|former|latter|higher|lower|larger|smaller|greater|longer"
    r"|shorter|faster|slower|better|newer|older|earlier|easier|event|content|current|recent|present|percent|component"
    r"|different|consistent|dependent|sufficient|parent|list|exist|consist|persist|assist|three|free|tree|see|fee|degree"
    r"|important|relevant|constant|variant|plant|want|grant|instant|significant"
    r"|(?!govern|depart|manage)\w+ment)s?\b"
)
_GROUP = (
    r"\b(?:we|us|i|me|you|they|he|she|people|persons?|men|women|folk|staff|team|group|\w+body|no one|everyone|anyone"
    r"|someone|head|agency|company|trust|fund|foundation|club|city|council|university|public|community|family|boss|none"
    r"|(?:all|those|only) (?:of|who|with|may|can|must)"
    rf"|(?!{_NO_PERSON})\w+(?:er|or|ist|ian|ee|ant|ent|eur|man|woman|mate|chief)s?)\b|@"
)
_NAME = (
    r"(?-i:(?<=\s)[A-ZÀ-ÖØ-Þ]\w+"
    r"|^(?!(?:The|An?|Its?|In|On|At|This|That|These|Those|There|Here|All|Only|Not|No|Any|Each|Every|Some|If|When|For|To|As"
    r"|By|With|After|Before|From|Or|And|But|Both|Most|Many)\b)[A-ZÀ-ÖØ-Þ])"
)
_IS = r"(?:is|are|was|were)"
# But not: which temperature sensor.
_ASKS_WARMTH = (
    rf"\b(?:what|which)(?: {_IS}(?: the| its)?(?: [\w-]+){{0,3}})? temperatures?"
    rf"(?=\W*$| (?:ranges?|limits?|{_IS}|do|does|did|can|may|must|should|will|would|at|for|in|of|on)\b)"
)
_WARMTH = (
    r"°|º|℃|\d ?(?:[CFK]|deg)\b|\b(?:temperature\w*|degrees?|celsius|centigrade|fahrenheit|kelvin|cold\w*|cool\w*"
    r"|warm\w*|hot\w*|\w*heat\w*|boil\w*|freez\w*|frost\w*|ambient|room)\b"
)
_WHO = r"^(?:by |to )?whom?\b"
_FIGURE = (
    r"(?:ports?|time-?outs?|sizes?|lengths?|intervals?|ttl|durations?|delays?|limits?|numbers?|counts?|ages?|widths?|heights?"
    r"|weights?)"
)
_ASKS_FIGURE = (
    rf"^what(?:['’]s| is| are) the (?:default|maximum|minimum|max|min) (?:[\w-]+ ){{0,3}}?{_FIGURE}"
    r"(?=\W*$| (?:of|for|in|on)\b)"
)
_ASKS_NUMBER = (
    r"^(?:what|which)(?: [\w-]+)? numbers?\b|^(?:what|which) numeric\b"
    r"|^what(?:['’]s| is) (?:the|your|its) (?:[\w.'’-]+ )?(?:phone|telephone|fax|emergency|toll-free) number\b"
)
_VALUE = r"`[^`]+`|[\"“][^\"”]+[\"”]"  # one that has a name: `auto`
_CONTRAST = (
    r"\b(?:differ(?:s|ed|ences?|ent)?|while|whereas|but|instead|unlike|than|rather|however|only|versus|vs|compared|contrast"
    r"|other hand|opposite)\b|;"
)
_PENALTY = r"\b(?:penal(?:ty|ties)|punishments?|sanctions?)\b"
_ASKS_PENALTY = rf"^(?:what|which)(?:['’]s| is| are)? (?:the |an? )?(?:[\w-]+ )?{_PENALTY}"
_LOSS = (
    rf"{_PENALTY}|\b(?:fin(?:es?|ed)|penali[sz]\w*|punish\w*|fail\w*|zero|points?|grades?|marks?|los(?:e|es|ing|t|s)"
    r"|suspen\w+|expel\w*|expulsion|dismiss\w*|disqualif\w+|bann?(?:ed|s)?|remov\w+|report\w*|disciplinary|forfeit\w*"
    r"|deduct\w*|reduc\w+|warn\w*|terminat\w+|revok\w+|prison|jail|probation|consequences?|may not|pay\w*|minus|out)\b"
    r"|[$€£%]"
)
_NEWNESS = r"\b(?:latest|newest|oldest|current|older|newer|lts|stable)\b"
_SIZE = r"(?:many|much|long|large|big|high|tall|heavy|deep|wide|thick|far|fast|old|often|soon|loud|hot|warm|cold)"
_COST = (
    r"^(?:how much|what)\b[^?]*\bcosts?\s*(?:[?.]|$|a |an |per |for |to )"
    r"|^how (?:expensive|much .*\b(?:pay|paid|charged?))\b"
    r"|^what(?:[’']s| is| are| was| were) the (?:[\w-]+ )?(?:price|cost|fee|charge)s?\b"
)


def _any(*patterns: str) -> Callable[[str], object]:
    return re.compile("|".join(patterns), re.IGNORECASE).search


# What a question asks for, in the order of trial, and what holds it. A question of no kind is answered by anything.
_KINDS = (
    (_any(_COST), _any(_MONEY)),
    (_any(r"\b(?:which|what) (?:[\w.+#-]+ ){0,3}versions?\b"), _any(_DIGIT, _COUNTED, _NEWNESS)),
    (_any(_ASKS_WARMTH, r"^how (?:hot|cold|warm)\b"), _any(_WARMTH)),
    (_any(r"^what(?:['’]s| is| are) the differences? between\b"), _any(_CONTRAST)),
    (_any(rf"\bhow {_SIZE}\b"), _any(_DIGIT, _COUNTED)),
    (_any(_ASKS_FIGURE), _any(_DIGIT, _COUNTED, _VALUE)),
    (_any(_ASKS_NUMBER), _any(_DIGIT, _COUNTED)),
    (_any(_ASKS_PENALTY), _any(_LOSS)),
    (_any(r"^when (?:was|were|did)\b"), _any(_DATE, _EVENT)),
    (_any(r"^(?:since |until )?when\b"), _any(_DIGIT, _COUNTED, _DATE, _EVENT, _ANY_TIME)),
    (_any(_WHO), _any(_NAME, _GROUP)),
)
# What a sentence takes out of what it says: it tells no amount, time or name for that, unless something else does.
_TAKEN_OUT = re.compile(
    r"\b(?:other than|except(?: for)?|apart from|aside from|excluding|with the exception of|exceptions?:)\s+"
    r"((?:[\w.'/-]++\s?+){1,6}+)"
    r"(?!\W+(?:where|when|which|who|whose|it|they|these|those|there)\b)",
    re.IGNORECASE,
)
# When is that, to who reads it later? `The next crew meets next Monday.`
_DAYS = frozenset(day for day in DATES if day.endswith("day"))
_FROM_WRITING = re.compile(
    rf"(?<!the )\b(?:next|this|last|coming) (?:week|month|year|quarter|{'|'.join(sorted(_DAYS))})\b"
    rf"|\b(?:day|week|month)s? from (?:now|today|tomorrow|{'|'.join(sorted(_DAYS))})\b",
    re.IGNORECASE,
)
_HAS_DATE = _any(rf"\b(?:1[5-9]|20)\d\d\b|\d[-/.]\d+[-/.]\d|\b(?:{'|'.join(sorted(DATES - _DAYS - {'may'}))})\b")
_ASKS_WHEN = re.compile(r"(?:since |until )?when\b", re.IGNORECASE)
_ASKS_WHO = re.compile(_WHO, re.IGNORECASE)
_WHO_IS = re.compile(r"who(?:['’]s| is| are| was| were) (?:the|our|your) ([^?]+?)\W*", re.IGNORECASE)
_HAS_NAME = re.compile(r"(?<=\s)[A-ZÀ-ÖØ-Þ]\w+|^[A-ZÀ-ÖØ-Þ]\w+ (?:[A-ZÀ-ÖØ-Þ]|(?:is|was|has|will|became) )|@")
_BE = r"(?:is|are|was|were|be|been|became|becomes?|as)"
_WORD = re.compile(r"\w+")
_STEM = 5  # letters by which a word is one of the question's: author, authors

_ASKS_WHICH = re.compile(r"[Ww]hich (?:[\w-]+ ){0,2}?(?!(?:does|has|is)\b)([a-z]+[^\Waious])s\b")
_NAMED_NEXT = r",? (?:such as|including|like|namely|e\.g\.)"
_VAGUE = r"\b(?:multiple|several|various|many|different|some|certain|each|any of (?:these|those)|(?:a )?number of)"

_LIMIT = r"\b(default|maximum|minimum|initial|recommended)"
_NAMED_LIMIT = re.compile(rf"{_LIMIT} ((?:[\w-]+ ){{1,3}}?)(?:is|are|was|were)\b", re.IGNORECASE)
_ANY_LIMIT = frozenset(words("value setting settings number amount choice option size length limit time one"))


def speaks_of_another(text: str, thing: str) -> bool:
    """Whether a sentence only holds another thing beside the one that is asked about: `As with A, B …`."""
    named = rf"(?:the |an? )?{re.escape(thing)}(?!\w)"
    if re.match(rf"{COMPARED} {named}[^,]*,", text, re.IGNORECASE):
        return True
    rest = re.sub(rf"\b{COMPARED} {named}", "", text, flags=re.IGNORECASE)
    return rest != text and not re.search(rf"(?<!\w){re.escape(thing)}(?!\w)", rest, re.IGNORECASE)


def holds_what_is_asked(text: str, question: str, headings: Sequence[str] = ()) -> bool:
    """Whether sentences that are said together, below headings, hold the kind of thing that a question asks for."""
    thing, acts = thing_to_define(question), thing_that_acts(question)
    if (acts and speaks_of_another(text, acts)) or speaks_beside(text, question, acts):
        return False
    if thing and defines_nothing(text, thing, headings):
        return False
    if does_something_with(text, thing_that_is_there(question) or "\n"):
        return False
    if tells_no_way(text, question) or turns_round(text, question):
        return False
    if _ASKS_WHEN.match(question) and _FROM_WRITING.search(text) and not _HAS_DATE(text):
        return False
    if _only_mentions_who(text, question) or _tells_not_which(text, question):
        return False
    holds = next((holds for kind, holds in _KINDS if kind(question)), None)
    if holds is not None and _takes_out(text, question):
        return False
    told = _without_asked(text, question) if _ASKS_WHO.match(question) else text
    return (holds is None or bool(holds(told))) and not _names_another(text, question)


def _tells_not_which(text: str, question: str) -> bool:
    """Whether a text tells of what a question asks which they are only that there are several of them."""
    found = _ASKS_WHICH.match(question)
    several = found and re.search(rf"{_VAGUE}\W+(?:[\w-]+ )?{found[1]}s?\b(?!{_NAMED_NEXT})", text, re.IGNORECASE)
    return bool(several) and ":" not in text


def _takes_out(text: str, question: str) -> bool:
    """Whether a text names something that a question asks for only as what it does not speak of."""
    found = _TAKEN_OUT.search(text)
    if found is None or _TAKEN_OUT.search(question):
        return False
    without = frozenset(words(text[: found.start()] + text[found.end() :]))
    return bool({one for one in words(found[1]) if len(one) >= _STEM} & frozenset(words(question)) - without)


def _only_mentions_who(text: str, question: str) -> bool:
    """Whether a text speaks of whom a question asks to be told, but not who that is: `Inform the head of sales.`

    Nor does one tell it that names nobody and speaks of somebody else.
    """
    found = _WHO_IS.fullmatch(question)
    if found is None:
        return False
    wanted = re.compile(rf"\b{re.escape(found[1])}\b", re.IGNORECASE)
    told = re.compile(rf"\b{_BE} (?:(?:the|our|your|an?) )?…|…\W* ?(?:(?:will |must |shall |can )?{_BE}\b|:)")
    rest = wanted.sub("…", text)
    if _HAS_NAME.search(rest):
        return False
    return not told.search(rest) if rest != text else not _holds_all(text, found[1])


def _holds_all(text: str, phrase: str) -> bool:
    """Whether a text holds all longer words of a phrase, whatever their endings, or the phrase has but one."""
    wanted = {word[:_STEM].lower() for word in _WORD.findall(phrase) if len(word) >= _STEM - 1}
    return len(wanted) < 2 or wanted <= {word[:_STEM].lower() for word in _WORD.findall(text)}


def _without_asked(text: str, question: str) -> str:
    """A text without the question's own words: who the authors are is not told by `the author`."""
    asked = {word[:_STEM].lower() for word in _WORD.findall(question) if len(word) >= _STEM}
    return _WORD.sub(lambda found: "…" if found.group()[:_STEM].lower() in asked else found.group(), text)


def _names_another(text: str, question: str) -> bool:
    """Whether a text tells the default, or another limit, of something that the question does not name."""
    wanted = re.search(_LIMIT, question, re.IGNORECASE)
    asked = frozenset(words(question)) | _ANY_LIMIT
    told = [match[2] for match in _NAMED_LIMIT.finditer(text) if wanted and match[1].lower() == wanted[1].lower()]
    return bool(told) and all(asked.isdisjoint(words(thing)) for thing in told)
