"""Which English words tell somebody to do something, and their forms: words come in, base forms go out. Pure."""

_PLAIN = frozenset(
    "accept access activate adapt add adjust allow annotate append apply assign attach authenticate authorize avoid"
    " bind bring build bump bundle call catch choose clean clear clone close collect combine compare compile compose"
    " compute configure confirm connect consume contribute convert create customise customize declare decode"
    " decorate define delete deploy deprecate describe deserialize detect determine disable discard display"
    " distribute download edit embed enable encode encrypt enforce ensure escape evaluate exclude execute expand"
    " export expose extend extract fetch find fix forbid forward generate get give handle hash hide host identify"
    " ignore implement import improve include increase inherit initialise initialize inject insert inspect install"
    " instantiate integrate invoke join keep launch limit load locate lock log make manage map measure merge migrate"
    " minimise minimize modify mount move nest obtain omit open optimise optimize override overwrite pass perform"
    " pin populate prepare preserve prevent print process produce prohibit protect provide publish pull push put"
    " raise read rebuild receive redirect reduce refactor refer register reload remove rename render reorder replace"
    " require reset resolve restart restore restrict retrieve reuse revert rotate run save secure select send"
    " separate serialise serialize serve set share show simplify simulate skip solve sort specify split start stop"
    " store stream submit subscribe switch sync terminate throw toggle track train transform translate try tune turn"
    " uninstall unlock update upgrade upload use validate verify visualise visualize work wrap write".split()
)
# They are as often nouns: a determiner or a name has to follow before they are taken for verbs.
_ALSO_NOUNS = frozenset(
    "access bind bump bundle call change check clone contact copy debug design display document download export"
    " file filter format group handle host import index input keep label layer limit link list load lock log map"
    " mark monitor mount move name nest notice open order output pass patch pin plan plot post print process profile"
    " pull push query read record reference release reload report request reset return review route run scale"
    " schedule scope search secret set share show sign sort split start state stop store stream style switch tag"
    " target test track try type update upgrade upload use value version view wait watch work wrap".split()
)
_IRREGULAR = {"does": "do", "has": "have", "goes": "go", "is": "be", "are": "be"}
VERBS = _PLAIN | _ALSO_NOUNS
DETERMINERS = frozenset(
    "a an the your my multiple several some all any each every other another more many custom additional different"
    " new existing extra no both".split()
)
# Behind a verb they show that it has no object.
AFTER_VERBS = frozenset("to with in into for of on at after before by from as and or per when if that about".split())
_NO_VERBS = DETERMINERS | frozenset(
    "about above across after against along among and around as at because before behind below beneath beside besides"
    " between beyond but by despite down during except for from if in inside into it its just like near not of off on"
    " onto or our out outside over per since so than that their then there these they this those through to toward"
    " towards under unlike until up upon via we when where which while who why with within without you i he she"
    " only also even more most less least first last next here how what is are was were be been can could will would"
    " should may might must do does did has have had".split()
)


def may_be_verb(word: str) -> bool:
    """Whether a lower-case word can be what somebody does, where grammar leaves little else: `reef the sail`."""
    return word.isalpha() and word not in _NO_VERBS and not word.endswith(("ly", "ing", "ed"))


def is_verb(word: str) -> bool:
    """Whether a lower-case word is the base form of something people do."""
    return word in VERBS


def needs_determiner(word: str) -> bool:
    """Whether a word is a verb only when its object shows it: `test a file`, but `test file`."""
    return word in _ALSO_NOUNS


def from_gerund(word: str) -> str:
    """The base form of `using`, `creating`, `running`; nothing if the word is no such form of a known verb."""
    if not word.endswith("ing") or len(word) < 5:
        return ""
    rest = word[:-3]
    doubled = rest[:-1] if len(rest) > 2 and rest[-1] == rest[-2] else ""
    return next((form for form in (rest, f"{rest}e", doubled) if form in VERBS), "")


def from_third_person(word: str) -> str:
    """The base form of `returns`, `applies`, `passes`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    return word.removesuffix("s")
