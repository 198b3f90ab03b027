"""Whether a sentence states anything, or only announces, asks, aims, supposes or tells of others. Pure."""

import re

_WH = r"(?:whether|if|how|what|which|why|when|where|who)\b"
_LOOK_INTO = r"(?:ask|wonder|investigate|examine|explore|assess|stud(?:y|ie))(?:s|d|ed)?"
_TO_KNOW = rf"to (?:{_LOOK_INTO}|find out|determine|establish|understand|learn|answer|clarify|test|see|know)"
_PIECE = r"(?:section|chapter|part|page|paper|article|study|work|report|guide|tutorial|document|thesis|appendix)s?"
# Sentences that announce, ask or aim: they repeat the question, and state nothing.
_STATES_NOTHING = re.compile(
    rf"^(?:(?:in|with) (?:this|the present|our) [\w -]+?,? )?(?:here,? )?we (?:also |then |therefore |now )?(?:will )?"
    rf"(?:(?:aim|seek|want|wish|set out|try|tried|hope)(?:ed)? {_TO_KNOW}|{_LOOK_INTO}) {_WH}"
    rf"|^(?:our|the|this|one|another|a)(?: \w+)? (?:question|issue)s? (?:that )?"
    rf"(?:is|was|are|were|remains?|we ask\w*)\b.*\b{_WH}"
    rf"|\b(?:aims?|goals?|objectives?|purpose)\b[^.]{{0,60}}? (?:is|was|are|were) {_TO_KNOW}\b.*\b{_WH}"
    rf"|^(?:this|the|our) (?:\w+ )?{_PIECE} (?:\w+ )?{_LOOK_INTO} {_WH}"
    rf"|^it (?:is|was|remains) (?:still |yet |as yet |largely )?"
    rf"(?:unknown|unclear|not (?:yet )?(?:known|clear)|an open question),? {_WH}"
    rf"|^(?:in )?(?:{_PIECE} \d[\d.]*|(?:this|the (?:next|following|other|last|first|second))(?: \d+)? {_PIECE})"
    r"(?: on this page| below)?,? (?:we )?(?:also )?"
    r"(?:(?:describ|explain|discuss|cover|outlin)(?:e?s|e)?|go(?:es)? into)\b",
    re.IGNORECASE,
)
# Neither do those that only say what a table or figure shows, or what comes next.
_SHOWS = re.compile(
    r"(?:table|figure|fig\.|appendix|panel) \w{1,3} (?:(?:below|above|also) )?"
    r"(?:shows|presents|reports|displays|lists|summari[sz]es|gives|provides|contains|depicts|illustrates|describes|outlines)\b"
    r"(?!.*\b(?:that|which|how|is|are|was|were|has|have|had|than|no)\b)[^\d:]*\."
    r"|notes?: (?:the|this|each) (?:table|figure|map|graph|panel|column|row)s?"
    r" (?:shows?|displays?|reports?|presents?|plots?|tabulates?|depicts?)\b.*"
    r"|(?:(?:next|now|then|finally|in what follows),? )?we (?:(?:now|next|then|first|finally) )?"
    r"(?:turn|proceed|move on) to\b.*"
    r"|.*\b(?:conclude|find|found|note|observe|summari[sz]e|see) the following\.",
    re.IGNORECASE,
)
_NUMBER_OF_A_NOTE = "⁰¹²³⁴⁵⁶⁷⁸⁹ "
_ASKS_WHERE_SHOWN = re.compile(r"\b(?:tables?|figures?|diagrams?|appendi\w+|where|shown?|listed)\b", re.IGNORECASE)
# What others found is none of a document's own findings.
_WORK = r"[A-Z][\w'’-]+(?:,? et al\.?,?| (?:and|&) [A-Z][\w'’-]+)? \((?:19|20)\d\d[a-z]?\)"
_OF_OTHERS = re.compile(
    rf"(?:(?:In|For example,|Similarly,) )?{_WORK}"
    r"|(?:(?:Many|Several|Some|Most|A few|A number of) )?(?:[Pp]revious|[Pp]rior|[Ee]arlier|[Pp]ast|[Oo]ther) (?:\w+ )?"
    r"(?:stud(?:y|ies)|works?|research|papers?|authors|reports|literature)\b"
)
_ASKS_OF_ITS_OWN = re.compile(
    r"\b(?:the|this) (?:main |key |most important )?"
    r"(?:study|paper|article|thesis|report|authors?|sample|results?|findings?|conclusions?)\b",
    re.IGNORECASE,
)
_ASKS_OF_OTHERS = re.compile(
    r"\b(?:previous|prior|earlier|past|others?|literature|compare[sd]?|differs?)\b", re.IGNORECASE
)
# Neither do those that only suppose something.
_SUPPOSES = re.compile(
    r"(?:(?:now|so|for (?:example|instance)),? )?(?:imagine,? (?:that|you|we|there|if|an?|the|having)\b|suppose\b"
    r"|assume (?:that|you|we|there|for)\b|let(?:[’']s| us) (?:say|assume|suppose|imagine)\b"
    r"|say,? (?:that )?(?:you|we) (?:have|had|want)\b|if [^,]*\b(?:had|were)\b(?! to\b)[^,]*, .*\bwould\b)"
    r"|imagine .*\bhad\b",
    re.IGNORECASE,
)
_ASKS_TO_SUPPOSE = re.compile(r"\b(?:if|would|could|imagin\w+|suppos\w+|assum\w+|hypothe\w+)\b", re.IGNORECASE)
_ASKS_FOR_AIM = re.compile(
    r"\b(?:aim\w*|goals?|objectives?|purpose|(?:research|open|main|central) questions?|hypothes[ie]s|(?:un)?known"
    r"|(?:un)?clear|structured?|organi[sz]ed|outline|sections?|chapters?|pages?|investigated?|examined?|explored?"
    r"|(?<!the )(?<!this )study|studied|asked|about|covers?)\b",
    re.IGNORECASE,
)

# Nor does a notice of whose the text is.
_NOTICE = re.compile(r"©|\(c\) ?\d{4}|\bcopyright \d{4}|\ball rights reserved\b", re.IGNORECASE)
_ASKS_FOR_NOTICE = re.compile(
    r"\b(?:who|whose|whom|when|copyrights?|licen\w+|rights?|owns?|owners?|publish\w*|permi\w+|allowed|reus\w+|may|can)\b",
    re.IGNORECASE,
)


def states_nothing(text: str, question: str) -> bool:
    """Whether a sentence announces, asks, aims, supposes, tells of others or claims rights, where nobody asks that."""
    text = text.lstrip(_NUMBER_OF_A_NOTE)
    aims = _STATES_NOTHING.search(text) and not _ASKS_FOR_AIM.search(question)
    notice = _NOTICE.search(text) and not _ASKS_FOR_NOTICE.search(question)
    shows = _SHOWS.fullmatch(text) and not _ASKS_WHERE_SHOWN.search(question)
    supposes = _SUPPOSES.match(text) and not _ASKS_TO_SUPPOSE.search(question)
    own = _ASKS_OF_ITS_OWN.search(question) and not _ASKS_OF_OTHERS.search(question)
    return bool(aims or notice or shows or supposes or (own and _OF_OTHERS.match(text)))
