"""Whether a sentence is only understood with what stands before it: its words come in, yes or no goes out. Pure."""

import re

_UNRESOLVED = re.compile(
    r"^(?:(?:However|Therefore|Thus|Hence|Moreover|Furthermore|Also|Additionally|Then|So|But|And|Consequently|As such"
    r"|For this|Of course|In fact|Indeed|\w+ly(?=,)),?\s+)?"
    r"(?:it|its|they|their|them|he|she|his|her|this|these|those|that|such|here|both"
    r"|the (?:former|latter|same|above|other|others|two|three)"
    r"|(?:each|one|some|all|most|any|none|neither|either) of (?:it|these|them|those|which)"
    r"|(?:the (?:first|second|third|last|rest)|others?|another|some|most|many|few|none|neither|either)"
    r" (?:is|are|was|were|has|have|can|may|must|will|do|does|needs?)"
    r"|(?:in|for|with|from|at|after|above|below|beyond|under|over|until|since|before|despite|besides|during|without"
    r"|because of|due to|by|on|of) (?:this|that|these|those|such)|to (?:do (?:so|this|that)|this end)"
    r"|if (?:so|not)|only then|in which case|conversely|(?:except|not) (?:in|on|for|when|where|with|by|if)"
    r"|(?:while|whereas) (?:others|the (?:others?|former|latter))|(?:if|when|once) you \w+ (?:one|any)(?=,)"
    r"|(?:by )?doing (?:so|this)|(?:failing|failure) to do (?:so|this)"
    r"|(?:yes|no)(?=[,;:!—–]|\.(?!\s?\d)|\s+[—–-])"
    r"|(?:by default|in general|usually|normally|typically|generally|often|sometimes|currently"
    r"|for (?:example|instance)),? (?:it|they|these)"
    r"|(?:when|if|once|while|until|after|before|unless|as long as)"
    r" (?:it(?! comes to)|they|this|that|these|those|you (?:want|need|prefer|choose) (?:this|that)"
    r"|(?:you(?:['’]ve| have)? )?\w+ (?:these|those)"
    r"(?! (?:who|whose|that|which|with|without|of|in|on|(?:[\w-]+ )?(?:terms|conditions|rules|guidelines|policies))\b))"
    r"|or(?: else)?|and then|which"
    r"|as a result|otherwise|on the other hand|similarly|likewise|in contrast|accordingly|instead|afterwards?)\b",
    re.IGNORECASE,
)
# Beside what is it so? `Unlike the others, it is small.`
COMPARED = (
    r"(?:unlike|like|compar(?:ed|ing) (?:to|with)|in (?:addition|comparison|contrast) to|as (?:opposed to|with)"
    r"|similar to|(?:apart|aside) from|instead of|rather than|besides)"
)
_COMPARES = re.compile(rf"{COMPARED}\b[^.;:]*?, (?:it|they|its|their|(?:this|these) (?:is|are))\b", re.IGNORECASE)
# It goes on from the sentence before, and says by itself what it says.
_GOES_ON = re.compile(
    r"(?:so|however|therefore|thus|hence|then|next|finally|lastly|afterwards|besides|nevertheless|still|yet|again|also"
    r"|additionally|in addition|furthermore|moreover|alternatively|rather|notably|namely|in particular(?! \w+,))"
    r"(?:,| (?!that\b|far\b|long\b|as\b|to\b|much\b|many\b|than\b))"
    r"|you (?:can|could|may|might|should) (?:also|alternatively|instead|(?:now )?(?:do so|\w+ that))\b"
    r"|another (?:way|option|approach|method)\b",
    re.IGNORECASE,
)
# It does something with what the sentence before names.
_DOES_WITH_IT = re.compile(
    r"to (?!be\b)[a-z]+(?: (?:around|at|for|from|of|on|out of|with))? (?:it|this|that|them|these|those)\b"
    r"(?! \w+ (?:is|are)\b)"
    r"|(?:please )?(?:note|warning|caution|important|tip)\b[:,]?(?: that)? (?:it|its|this|they|these|those|their)\b"
    r"|(?:you (?:can|could|may|must|might|should|need to|will) (?:also |alternatively |then |now )?)?"
    r"(?:set|use|enable|disable|change|add|put|replace|turn|run|pass|remove|delete|override|configure|do|find|install|call"
    r"|pair|combine)"
    r" (?:(?:it|them)\b|(?:this|that|these|those)\b(?! (?!(?:to|for|when|if|in|with|as|only)\b)\w))",
    re.IGNORECASE,
)
# Behind another sentence of its line: what it says is said of that.
_NO_SUBJECT = re.compile(
    r"(?:Defaults? to|Default is|Uses|Must|Cannot|Can (?:only|also|be)|Should|May (?:be|not|also)|Ignored|Returns"
    r"|Accepts|Applies|Requires|(?:If|When|Unless) (?:not )?(?:enabled|disabled|set|omitted|given|true|false|unset"
    r"|empty|absent|missing|specified))\b"
    r"|(?:Defaults?|Types?|Min(?:imum)?|Max(?:imum)?|Range|Units?|Values?|Since|Exceptions?|Penalt(?:y|ies)|Fines?|Fees?)\s*:"
    r"|(?:(?i:(?:not )?(?:enabled|disabled|available|supported|deprecated|removed|added|introduced|experimental"
    r"|optional|required|allowed|recommended|implemented|compatible|only))|(?:On|Off)(?= by default| unless|[.,;]))"
    r"(?=[.,;]| (?:by|in|on|since|for|from|as of|until|with|unless|if|when|only)\b)"
)
_WORKS_AROUND = re.compile(
    r"(?:(?:you|we|one) (?:can|could|may|might) )?(?:work|get) around (?:it|them|this|that|these)\b", re.IGNORECASE
)
# Of what is it an example?
_EXAMPLE = re.compile(r"(?:for (?:example|instance)|e\.\s?g\.?|examples?)\s*[:.]?", re.IGNORECASE)
# A line of its own below what an option does: `Default: 80`.
_VALUE_LINE = re.compile(r"(?:Defaults?(?: value)?|Initial value)\s*: ?\S")
# A conjunction or a relative word that was torn from the sentence before; in capitals it is an operator.
_TORN = re.compile(r"(?:And|Or|Nor|But|Which|Whose|Whom|Whereas)\b(?!/)")
# What stands above is said with it, wherever in the sentence it is pointed at.
_ABOVE = re.compile(
    r"\b(?:the|as|see) above\b|\babove (?:commands?|instructions?|steps?|examples?|code|listing|method|procedure)\b"
    r"|\b(?:examples?|commands?|code|snippets?|sections?|tables?|lists?|steps?|settings?) above\b"
    r"|\b(?:described|mentioned|noted|seen|explained) above\b|\bas (?:mentioned|noted)(?: earlier| before)?,",
    re.IGNORECASE,
)
# It ends in a word for what is named before it: `It is a good choice for this.`; or tells what has come of that.
_ENDS_ON_IT = re.compile(
    r"\b(?:for|of|with|from|to|about|against) (?:this|these|any of (?:them|these|those))[.!]?$", re.IGNORECASE
)
_COME_OF_IT = re.compile(
    r"now,? (?:the|your|our|its?|we|they|this|these|all|both|each|every|that)\b(?! version)", re.IGNORECASE
)
# It adds to a time that is told before it.
_ADDS = re.compile(
    r"\b(?:another|further|additional) (?:\d+|two|three|four|five|six|seven|ten|few|couple of)"
    r" (?:(?:working|business|calendar) )?(?:minute|hour|day|week|month|year)s\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^(?:\w+ly, )?(?:in|for|with|throughout|within)?\s*(?:this|the present|our)\s+(?:\w+\s+)?(?:study|studies|papers?"
    r"|work|article|research|thesis|survey|review|section|chapter|page|guide|tutorial|documentation|project|package"
    r"|library|tool|book|report|manuscript|website|site|policy|experiment)\b"
    r"|^this is an? (?:[\w-]+ ){0,3}(?:article|paper|preprint|manuscript|report|thesis|manual|handbook|data ?sheet"
    r"|document)(?=\W*$|[,;:(]| (?:that|which|on|about|of|for|by|from|published|distributed|licensed|under|in|with)\b)",
    re.IGNORECASE,
)
_IMPERSONAL = (
    r"(?:recommended|possible|impossible|important|necessary|unnecessary|essential|crucial|vital|critical|best|better|good"
    r"|bad|easy|easier|hard|harder|difficult|likely|unlikely|common|usual|typical|normal|rare|worth|advisable|advised"
    r"|suggested|sufficient|enough|safe|safer|unsafe|convenient|useful|helpful|sensible|reasonable|tempting|wise|fair"
    r"|permitted|forbidden|clear|unclear|fine|ok|okay|ideal|preferable|desirable|customary|mandatory|up|time)"
)
_EMPTY_IT = re.compile(
    r"^(?:\w+ly, )?it\s+(?:(?:is|was|would be|will be|may be|might be|can be|has been|should be)"
    r"(?:\s+(?:\w+ly|not|also|very|quite|often|sometimes|still))?"
    rf"\s+(?:{_IMPERSONAL}\s+(?:to|that|for|whether|how|if|when)|(?:\w+\s+)?(?:that|whether))"
    r"|(?:seems|appears|turns out)\s+(?:\w+\s+)?that)\b"
    r"|^(?:that|this|it)(?:['’]s| is| means)\s+(?:all|it)\b",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Whether a sentence opens with a word for what only the one before it names, points at that or adds to it."""
    torn = bool(_TORN.match(text) or _UNRESOLVED.match(text)) and not _OWN.match(text) and not _EMPTY_IT.match(text)
    beside = _DOES_WITH_IT.match(text) or _COMPARES.match(text) or _ABOVE.search(text) or _ADDS.search(text)
    beside = beside or _WORKS_AROUND.match(text) or _EXAMPLE.fullmatch(text)
    return torn or bool(beside or _ENDS_ON_IT.search(text) or _COME_OF_IT.match(text))


def goes_on(text: str) -> bool:
    """Whether a sentence goes on from the one before it: better said with that, where there is one."""
    return bool(_GOES_ON.match(text))


def lacks_subject(text: str) -> bool:
    """Whether a sentence that stands behind another in its line leaves to that what it speaks of."""
    return bool(_NO_SUBJECT.match(text))


def tells_value(text: str) -> bool:
    """Whether a line below what an option does only tells its value."""
    return bool(_VALUE_LINE.match(text))
