"""Text that speaks to a model instead of a reader: a text comes in, whether it gives orders goes out. Pure.

A filter and no proof: what slips through still meets the gates; a sentence is published only with its quote.
"""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TWINS = (
    "аa еe оo рp сc уy хx іi јj ѕs ԁd һh ӏl ԛq ԝw кk мm тt ѵv ոn αa εe ρp οo νv ιi κk τt υu χx γy"
    " Аa Вb Еe Кk Мm Нh Оo Рp Сc Тt Хx Іi Јj Ѕs Αa Βb Εe Ζz Ηh Ιi Κk Μm Νn Οo Ρp Τt Υy Χx"
)
_ALIKE = str.maketrans({twins[0]: twins[1] for twins in _TWINS.split()})
_DIGITS = str.maketrans("013457@$!", "oieastasi")
_SPACED = re.compile(r"(?<=\S)[ \t](?=\S)")
_PACKED = re.compile(r"[A-Za-z0-9+/=_-]{16,}")
_HEXED = re.compile(r"(?:[0-9a-fA-F]{2}\s?){10,}")
# England, Scotland and Wales: a black flag, tag letters and the tag that ends them; other places could spell anything.
_FLAGS = re.compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
_LONGEST = 20_000  # characters looked at; longer texts are looked at in pieces

_WHAT = (
    r"(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|orders?|constraints?|messages?|context|"
    r"commands?|training|polic(?:y|ies)|restrictions?|safeguards?|tasks?|questions?|passages?|sources?|documents?)"
)
_MODEL = (
    r"(?:a\.?i\.?s?|assistants?|chat ?bots?|language models?|llms?|gpt[\w.-]*|chatgpt|claude|gemini|copilot|bots?|"
    r"(?:answering|summari[sz]ing) (?:models?|systems?|engines?)|ai (?:models?|systems?|agents?)|answer engines?)"
)
_SAY = (
    r"(?:say|says|saying|answer|reply|respond|write|state|claim|output|print|tell|report|conclude|repeat|include|add|"
    r"insert|append|mention|recommend|declare|assert|announce|begin|start|end|finish)"
)
_ORDERS = (
    # forget what you were told
    rf"\b(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|bypass\w*|discard|neglect|skip|drop|delete|erase)\s\W*+(?:\w++\W++){{0,5}}?"
    rf"(?:previous|prior|preceding|above|earlier|former|foregoing|existing|original|initial|system|"
    rf"your|these|those|all|every|any|other)\s\W*+(?:\w++\W++){{0,3}}?{_WHAT}\b",
    r"\b(?:new|updated|revised|hidden|secret|special|real|actual|additional|"
    r"following)\s+(?:\w+\s+)?(?:system\s+)?(?:instructions?|prompts?|directives?|orders?)\s*(?::|-|"
    r"follow|for (?:the|you|any))",
    r"\b(?:ignore|disregard|forget)\s+(?:everything|anything|all)\s+(?:that\s+)?"
    r"(?:you|above|before|so far|said|else)\b",
    r"\b(?:previous|prior|above|earlier|old)\s+(?:instructions?|prompts?|rules?)\s+"
    r"(?:are|is|were|have been|no longer)\b",
    r"\b(?:instructions?|prompts?|rules?)\s+(?:above|before this|so far|given earlier)\s+(?:are|is|"
    r"were|was|no longer|do not)\b",
    r"\bsystem\s+(?:prompt|message|override|notice|instruction|command|update)\b",
    r"\b(?:end|start|begin|close)(?:ning)?\s+of\s+(?:the\s+)?(?:passages?|documents?|context|prompt|"
    r"data|sources?|user input|instructions?)\b",
    # be somebody else
    rf"\byou\s+(?:are|'re)\s+(?:now|no longer|actually|really|an?\s+(?:\w+\s+){{0,3}}{_MODEL})\b",
    r"\b(?:from now on|henceforth|starting now)\b.{0,40}\byou(?:r)?\b",
    rf"\b(?:act|behave|respond|roleplay|role-play|pose)\s+as\s+(?:if|an?|the|my|"
    rf"though)\b.{{0,60}}\b(?:{_MODEL}|you|unrestricted|no rules)\b",
    r"\bpretend\s+(?:to be|that|you)\b|\b(?:developer|dan|god|admin|debug|jailbreak|unrestricted|sudo)\s+mode\b",
    # words put into the model's mouth
    rf"\b(?:dear|attention|note to|notice to|message (?:to|for)|instructions? (?:to|for)|addressed to|"
    rf"for the attention of|to (?:the|any|all|every))\s+(?:\w+\s+){{0,2}}{_MODEL}\b",
    rf"\b(?:if|when|whenever|should|in case)\s+(?:you\s+are\s+|you're\s+)?(?:an?\s+|the\s+|"
    rf"any\s+)?(?:\w+\s+)?{_MODEL}\b.{{0,60}}\b(?:read|reads|reading|see|sees|process\w*|summar\w*|"
    rf"answer\w*|must|should|please|then)\b",
    rf"\b(?:if|when|whenever|once)\s+(?:you are\s+|you're\s+|anyone\s+(?:is\s+)?|somebody\s+|users?\s+|"
    rf"the user\s+|a user\s+|people\s+|readers?\s+)?(?:asks?|asked|asking|answer\w*|summari[sz]\w*|"
    rf"quer\w+|prompted)\b.{{0,80}}\b(?:{_SAY}|must|should|always)\b",
    rf"\b(?:always|only|instead|simply|just|must|should|shall|please|kindly|now|then|"
    rf"also)\s+(?:,\s*)?{_SAY}\s+(?:that|with|only|exactly|the (?:following|words?|phrase|sentence|"
    rf"text)|[\"'“‘`:«])",
    r"^[^\w\n]*+(?:please\s+|now\s+)?(?:say|answer|reply|respond|write|state|output|print|tell|repeat|claim|"
    r"conclude|report)\s+(?:that|with|only|exactly|to|the (?:user|reader|following|words?|phrase|"
    r"sentence)|[\"'“‘`:«])",
    r"\byour\s+(?:final\s+|next\s+|only\s+)?(?:answer|response|reply|output|summary|task|goal|role|"
    r"job|duty|purpose|orders?)\s+(?:\w+\s+)?(?:is|are|must|should|shall|will|has to|needs to|:)",
    r"\bin\s+your\s+(?:final\s+|next\s+)?(?:answer|response|reply|output|summary)\b",
    r"\b(?:the\s+)?(?:correct|right|true|only|expected|approved|official|required)\s+(?:answer|"
    r"response|reply)\s+(?:to\s+(?:this|any|every|all|the)\s+(?:\w+\s+)?(?:questions?|query|queries|"
    r"prompt)\s+)?(?:is|must be|should be|shall be)\b",
    r"\b(?:do not|don'?t|never|must not|should not)\s+(?:\w+\s+){0,2}(?:tell|inform|reveal|mention|"
    r"disclose|cite|quote|warn|use)\b.{0,40}\b(?:the (?:user|reader|passages?|sources?|documents?|"
    r"above|question)|this (?:instruction|message|note|passage)|it to)\b",
    r"\b(?:reveal|print|repeat|show|output|leak|display|dump)\s+(?:\w+\s+){0,3}(?:system prompt|"
    r"hidden (?:prompt|instructions?)|instructions|your (?:prompt|rules|instructions|training))\b",
    r"\bas\s+an?\s+(?:ai|language model|assistant)\b|\btreat\s+(?:this|"
    r"the following)\s+as\s+(?:the\s+)?(?:truth|fact|instructions?|your)\b",
    r"\b(?:important|urgent|critical)\s*(?::|!|-)\s*(?:the\s+)?(?:ai|assistant|model|system|you)\b",
    rf"\b{_MODEL}\s*[:,>]\s*(?:please|you|now|ignore|do|say|answer|write|respond|reply|print|output|"
    rf"always|never|tell|from)\b",
    # the marks of chat formats and of our own prompt
    r"<\|?\s*/?\s*(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|"
    r"end_header_id|begin_of_text|instructions?|inst|sys|end|prompt)\s*\|?>",
    r"\[\s*/?\s*(?:inst|system|assistant|sys|instructions?|admin|override)\s*\]|<<\s*/?\s*sys\s*>>|"
    r"^[^\S\n]*+#{1,6}\s*(?:system|instructions?|new task|human|assistant)\b|#{2,6}\s*(?:system|instructions?)\s*:",
    r"\bto\s+(?:the|any|every)\s+(?:\w+\s+)?model\s*:|^[^\S\n]*+(?:system|assistant|user|human|ai|model)\s*:\s*\S",
    r"^[^\S\n]*+>\s*\[\d+\]|>\s*\[\d+\]\s*\S.{0,400}\bend\s*$",
    r"</?\s*(?:passages?|documents?|context|data|question)\s*>",
    # other languages
    r"\bignore[rz]?\s+(?:\w+\s+){0,3}(?:instructions?|consignes|règles)\b|"
    r"\boublie[rz]?\s+(?:\w+\s+){0,3}(?:instructions|consignes)\b",
    r"\b(?:ignorier\w*|missacht\w*|vergiss|vergessen sie)\s+(?:\w+\s+){0,4}(?:anweisung\w*|vorgaben|"
    r"regeln|befehle?)\b",
    r"\b(?:ignora\w*|olvida\w*|descarta\w*|desconsider\w*|"
    r"esque[cç]a)\s+(?:\w+\s+){0,4}(?:instrucciones|reglas|indicaciones|instru[cç][oõ]es|regras|"
    r"istruzioni|regole)\b",
    r"\b(?:negeer|vergeet)\s+(?:\w+\s+){0,4}(?:instructies|regels)\b|"
    r"\bzignoruj\s+(?:\w+\s+){0,4}(?:instrukcj\w+|polece\w+)\b",
    r"(?:игнорируй|забудь|проигнорируй)\w*\s+(?:\w+\s+){0,4}(?:инструкци|указани|правил)",
    r"(?:忽略|无视|忘记|忽視|無視).{0,12}(?:指令|指示|说明|提示|规则|規則)|(?:指示|命令|ルール).{0,6}(?:無視|忘れ)|(?:지시|명령|규칙).{0,8}(?:무시|잊)",
    r"(?:تجاهل|انس).{0,20}(?:التعليمات|الأوامر|القواعد)|(?:अनदेखा|भूल).{0,20}|निर्देश\w*.{0,20}(?:अनदेखा|भूल)",
)
_ORDER = re.compile("|".join(f"(?:{order})" for order in _ORDERS), re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=10_000)
def speaks_to_model(text: str) -> bool:
    """Whether a text, as it stands or in one of the usual disguises, gives orders to a model."""
    text = _FLAGS.sub("\U0001f3f4", text)
    starts = range(0, max(1, len(text)), _LONGEST)
    if any(map(_is_tag, text)):  # letters that nobody can see have no honest use
        return True
    return any(_ORDER.search(form) for start in starts for form in _forms(text[start : start + _LONGEST]))


def _forms(text: str) -> Iterator[str]:
    """The text as it stands, and as it reads without its disguise."""
    plain = _plain(text)
    yield plain
    folded = plain.translate(_ALIKE).lower()
    if folded != plain.lower():
        yield folded
    letters = folded.split()
    if sum(len(letter) == 1 for letter in letters) > len(letters) / 2:
        yield from (re.sub(r"[ \t]+", " ", _SPACED.sub("", form)) for form in (plain, folded))
    if re.search(r"[a-z][0134578@$!|]+[a-z]|[0134578@$!|][a-z]{2}", folded):
        yield folded.translate(_DIGITS)
    yield codecs.decode(folded, "rot13")
    yield from (plain[::-1], folded[::-1])
    yield " ".join(word[::-1] for word in folded.split())
    yield re.sub(r"[\s_*~.\-]+", " ", re.sub(r"(?<=\w)[*_~`.\-]+(?=\w)", "", folded))
    for packed in _PACKED.findall(text):
        yield from _unpacked(packed)
    for hexed in _HEXED.findall(text):
        yield _readable(bytes.fromhex(re.sub(r"\s", "", hexed)))


def _plain(text: str) -> str:
    """Without letters nobody sees, with every letter in its usual shape."""
    seen = "".join(_from_tag(letter) for letter in text if unicodedata.category(letter) != "Cf" or _is_tag(letter))
    folded = unicodedata.normalize("NFKD", seen)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).replace("’", "'") + "\n" + unicodedata.normalize("NFKC", seen)


def _is_tag(letter: str) -> bool:
    return 0xE0020 <= ord(letter) <= 0xE007E


def _from_tag(letter: str) -> str:
    """Invisible tag letters say what their plain twins say."""
    return chr(ord(letter) - 0xE0000) if _is_tag(letter) else letter


def _unpacked(packed: str) -> Iterator[str]:
    padded = packed.rstrip("=") + "=" * (-len(packed.rstrip("=")) % 4)
    try:
        yield _readable(base64.b64decode(padded, altchars=b"-_" if set("-_") & set(packed) else None, validate=True))
    except (binascii.Error, ValueError):
        return


def _readable(raw: bytes) -> str:
    text = raw.decode("utf-8", "ignore")
    return text if text and sum(letter.isprintable() or letter.isspace() for letter in text) > 0.9 * len(text) else ""
