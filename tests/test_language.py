"""Which texts count as English."""

import pytest

from builder.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "The pump can be started when its tank is full.",
        "Which port does the server use?",
        "Written by José Pérez and his sister in São Paulo, in the Rue de la Paix, for the archive.",
        "Say “こんにちは” when you enter, and it will answer with a greeting that you can change.",
        "The mean of α and β was below the limit that is given by Σωκράτης.",
        "Stir 2 spoons of crème fraîche and a jalapeño into each purée, and keep it warm.",
        "SELECT * FROM boats WHERE name IS NOT NULL lists the boats that have a name.",
    ],
)
def test_english_is_told(text: str) -> None:
    assert is_english(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Die Pumpe wird gestartet, wenn der Tank voll ist.",
        "Welcher Port wird genutzt?",
        "Pour démarrer la pompe, remplissez le réservoir avec de l'eau.",
        "¿Cuál es el puerto que usa el servidor para los clientes?",
        "Quando o tanque está cheio, você pode ligar a bomba.",
        "La pompa non si avvia quando il serbatoio è vuoto, perché manca l'acqua.",
        "De pomp wordt gestart als het reservoir vol is.",
        "Pumpen startas när tanken är full och inte tidigare.",
        "Pompa nie działa, gdy zbiornik jest pusty.",
        "A szivattyú nem indul el, hogyha üres a tartály.",
        "Máy bơm chạy khi bể đầy.",
        "タンクが満水になるとポンプが動きます。",
        "水箱装满后，请运行 `pump start --from tank --with all`。",
        "탱크가 가득 차면 펌프가 시작됩니다.",
        "Насос включается, когда бак полон.",
        "تعمل المضخة عندما يمتلئ الخزان.",
    ],
)
def test_other_languages_are_told(text: str) -> None:
    assert is_english(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pip install boats",
        "de, en, es, fr, la",
        "DES, 3DES, EST",
        "Café Zürich",
        "8080",
        "para",
        "3 jalapeños | 200 g crème fraîche | butter | a lemon | salt | black pepper",
        "Port | 8080\nTLS | on",
    ],
)
def test_what_does_not_tell_is_not_judged(text: str) -> None:
    assert is_english(text) is None
