"""What languages have in common and what not: texts come in, whether they are English and how many words. Pure."""

import re

from builder.rank.words import UNSPACED_LETTER

FEWEST = 2  # different words that tell of a language: one may be a name, or stand in code
MOSTLY = 0.33  # of a text's words, to tell of a language by their accents alone
_UNIT = re.compile(rf"{UNSPACED_LETTER}|(?:(?!{UNSPACED_LETTER}|(?<!\S)[?!])[^\s？])+")  # ` ?` is no word
_UNSPACED = re.compile(f"{UNSPACED_LETTER}+")
_HALF_WIDTH = {0xFF01 + place: 0x21 + place for place in range(0x5E)}
_PAIR = re.compile(f"{UNSPACED_LETTER}{{2}}")  # where no blanks part words, two letters are about one
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u036f\u1d00-\u1eff\u2100-\u214f\ufb00-\ufb06\uff21-\uff5a]{3,}")
_ACCENTED = re.compile("[\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
# Words of two letters would be codes of languages and names as well: `de`, `en`, `la`. Those that English shares with
# others count for nobody: a, an, as, do, in, on, so, was.
_ENGLISH = frozenset(
    "about and any are be been both but by can could did does each for from had has have how if into is it its may more"
    " most must not of only other our should such than that the their them then there these they this those to use used"
    " using we were what when where which who why with would you your".split()
)
_OTHERS = frozenset(
    # German, Dutch
    "aber alle als auch auf aus bei bis das dass dem den der des die diese dieser durch ein eine einem einen"
    " einer eines haben ich ist kann mit nach nicht noch nur oder sich sie sind und vom von wann warum welche"
    " welchen welcher welches wenn werden wer wie wir wird wurde zum zur aan bij dan dat deze een het hoe kan meer"
    " naar niet ook uit van voor waar wanneer welke worden wordt zijn"
    # French, Catalan
    " avec cette ces dans des elle est être leur les mais nous par pas peut pour quand que quel quelle quelles"
    " quels qui ses sont sur tout une vous amb els"
    # Spanish, Portuguese, Italian, Romanian
    " como con cual cuando del desde donde ellos entre esta estas este estos las los muy para pero por porque"
    " puede puedo quien ser sin sobre sus también una uno ao aos das dos ela ele essa esse isso mais mas nas nos"
    " onde pelo pelos pode posso qual quando quanto quem seu sua uma você alla anche che chi come della delle dei"
    " gli nel nella perché più quale quali questa questo sono acest această care din fie mai pentru prin sau"
    " sunt unei unui"
    # Swedish, Danish, Norwegian, Finnish
    " att blir det där eller från för han hur inte jag kan med och när som vad vilken ett hvad hvilken"
    " hvis hvor hvordan ikke når og ved eivät että hän joka kun mikä miten mutta myös niin ovat sekä tai voi"
    # Polish, Czech, Hungarian, Turkish, Indonesian
    " aby być czy dla gdzie jak jest jeśli kiedy które który lub może można nie oraz przez się což jako jsou která"
    " který nebo při azok csak egy ezt hogy nem vagy volt bir bu daha değil gibi için ile olan olarak ve veya"
    " adalah atau bagaimana dan dapat dari dengan jika pada tidak untuk yang".split()
)


# What a question begins with in the languages above, where that is no word of English; some say `¿Qué`.
ASKING = frozenset(
    "wer wie wo wann warum wieso weshalb welche welcher welches welchen kann darf muss ist sind gibt wat hoe waar"
    " wanneer waarom welke qui que quoi comment pourquoi quand où quel quelle quels quelles combien qu'est-ce est-ce"
    " puis-je peut-on faut-il qué quién cómo cuándo dónde cuál cuáles cuánto puedo hay quem como onde qual quais"
    " quanto posso por cosa chi dove perché quale quali vad hur varför när hvad hvordan hvorfor hvor co jak gdzie"
    " kiedy dlaczego czy".split()
)

# What denies or bounds, where a word of English would; those of unspaced scripts stand within a run of letters.
DENIALS = (
    "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand nirgends ohne außer kaum nur selten niet"
    " niets geen nooit zonder behalve pas jamais aucun aucune rien sans sauf seulement uniquement nunca jamás sin"
    " ningún ninguno ninguna nadie nada tampoco excepto salvo sólo solo solamente não sem nenhum nenhuma ninguém"
    " exceto apenas somente senza nessun nessuno nessuna niente tranne soltanto inte ikke ingen inga aldrig aldri utan"
    " uden kun nigdy bez tylko не нет никогда без только"
).split()
UNSPACED_DENIALS = "[不没沒无無未非勿仅僅]|ない|なかった|なし|ません|않|없|못"
NUMBERS = frozenset(
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend halb halbe doppelt"
    " einmal zweimal twee drie vijf zes zeven negen tien twaalf twintig honderd duizend deux trois quatre cinq sept"
    " huit neuf dix onze douze quinze vingt trente mille moitié fois dos tres cuatro cinco seis siete ocho nueve diez"
    " doce quince veinte treinta cien mitad doble dois duas três quatro sete oito nove dez doze vinte trinta cem"
    " metade dobro tre quattro cinque sette otto dieci dodici venti trenta cento metà två fyra fem sju åtta nio tio"
    " dwa trzy cztery pięć два две три четыре пять шесть семь восемь девять десять двадцать сто".split()
)
TIMES = frozenset(
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " januari februari maart mei augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag janvier février"
    " mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi"
    " dimanche enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes"
    " miércoles jueves viernes sábado domingo janeiro fevereiro março maio junho julho setembro outubro novembro"
    " dezembro segunda terça quarta quinta sexta gennaio febbraio aprile maggio giugno luglio settembre ottobre"
    " dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica heure heures jour jours seconde secondes"
    " semaine semaines mois ans année années hora horas día días minuto minutos segundo segundos semana semanas meses"
    " año años dias mês ano anos giorno giorni settimana settimane mese mesi anno anni uur dagen weken jaar".split()
)


def is_english(text: str) -> bool | None:
    """Whether a text is English, or in another language, or none where its words do not tell."""
    written = [word for word in _WORD.findall(text) if not word.isupper()]
    english = [word for word in map(str.lower, written) if word in _ENGLISH]
    others = [
        *_PAIR.findall(text),
        *_OTHER_SCRIPT.findall(text),
        *(word for word in map(str.lower, written) if word in _OTHERS),
    ]
    accented = [word for word in written if word.islower() and word not in _OTHERS and _ACCENTED.search(word)]
    if others or len(accented) >= MOSTLY * len(written):  # else it may be English about a purée with jalapeños
        others += accented
    if len(english) == len(others):
        return None
    more = max(english, others, key=len)
    return more is english if len(set(more)) >= FEWEST else None


def spaced(text: str) -> str:
    """A text with blanks around what has none of its own, and figures and Latin letters of half width."""
    return _UNSPACED.sub(lambda run: f" {run.group()} ", text.translate(_HALF_WIDTH))


def count_words(text: str) -> int:
    """How many words a text has; where no blanks part them, how many letters, which say about as much."""
    return len(_UNIT.findall(text))
