"""Where two books are asked the same, the one that answers is found first."""

from dataclasses import replace
from pathlib import Path

from builder.bundle import learn_box, make_bundle, prepare_box
from builder.bundle.twins import heard_wordings, stated_first
from builder.engines.toy import ToyEncoder
from builder.links import ASSETS
from builder.rank.query import Box, rank_query
from builder.records import Answer, Book, Question, Site
from tests.bundle.little_site import LittleIndex, make_site


def with_twin(site: Site) -> Site:
    """The little site, and before it a book that is asked for the Python version and does not say."""
    twin = Question(
        id="blog/version", book="blog", text="Which Python version does it need", also=("Python for blogs",)
    )
    silent = Answer(question=twin.id, document=None, state="abstained")
    books = (*site.books, Book(id="blog", title="The blog", root=site.project.root / "seeds" / "blog"))
    return replace(site, books=books, questions=(twin, *site.questions), answers=(silent, *site.answers))


def test_the_question_that_is_answered_takes_the_first_place(tmp_path: Path) -> None:
    site = with_twin(make_site(tmp_path))
    ordered = stated_first(site).questions
    assert [one.id for one in ordered][:3] == ["guide/version", "blog/version", "guide/publish"]
    assert heard_wordings(site)[:2] == (("Python for blogs",), site.questions[1].wordings)
    plain = make_site(tmp_path)
    assert stated_first(plain) == plain
    assert heard_wordings(plain) == tuple(one.wordings for one in plain.questions)


def test_the_query_box_opens_the_answer(tmp_path: Path) -> None:
    site, encoder = with_twin(make_site(tmp_path)), ToyEncoder()
    prepared = prepare_box(site, LittleIndex(site, encoder), encoder)
    assets = make_bundle(site, prepared, encoder, learn_box(prepared, encoder))
    files = {asset.path.removeprefix(f"{ASSETS}/box/"): asset.content for asset in assets}
    ranking = rank_query("Which Python version does it need?", Box(files.__getitem__))
    assert stated_first(site).questions[ranking.questions[0].number].id == "guide/version"
