"""Bad files are set aside with a reason, the rest of the site is whole; after a mistake the old site stays."""

import io
import json
import zipfile

import pytest
from conftest import World

DOCUMENTS = "seeds/ships/documents"


def bomb() -> bytes:
    """A Word file of a few kilobytes that unpacks to hundreds of megabytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:p>" + b"0" * 300_000_000)
    return made.getvalue()


def test_bad_documents_are_set_aside(world: World) -> None:
    folder = world.root / DOCUMENTS
    (folder / "no.pdf").write_bytes(b"this is no PDF at all")
    (folder / "empty.md").write_bytes(b"")
    (folder / "bomb.docx").write_bytes(bomb())
    (folder / "bytes.txt").write_bytes(b"\xff\xfe\x00\xd8 \x80\x81\x82" * 50)
    (folder / "large.txt").write_bytes(b"The sea is wide and blue. " * 4_000_000)
    (folder / "broken.ipynb").write_text("{", "utf-8")
    found = json.loads(world.run("build", "--json"))
    assert world.code == 0, world.talk
    told = {one["subject"]: one["message"] for one in found["findings"] if one["rule"] == "set-aside"}
    assert found["counts"]["set aside"] == len(told)
    for name in ("no.pdf", "empty.md", "bomb.docx", "large.txt", "broken.ipynb"):
        assert told.get(f"{DOCUMENTS}/{name}"), f"{name} was not set aside: {found['findings']}"
    answers = world.answers()
    assert answers["mast", None]["claims"][0]["text"] == "The mast of the frigate is 48 m tall."
    assert answers["crew", "schooner"]["claims"][0]["text"] == "A crew of 12 sails the ship."
    assert (world.root / "site/answers/ships/mast/index.html").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "talk"),
    [
        (
            "questions.yml",
            "    topic: Rig",
            "    topik: Rig",
            "error: seeds/ships/questions.yml:4: unknown key `topik` in a question\nhint: did you mean `topic`?\n",
        ),
        (
            "questions.yml",
            "id: anchor",
            "id: mast",
            "error: seeds/ships/questions.yml:5: the id `mast` is used twice, first in line 2\n"
            "hint: ids are parts of addresses: give each question its own\n",
        ),
        (
            "book.yml",
            "path: documents",
            "path: dokuments",
            "error: seeds/ships/book.yml:3: the documents folder `dokuments` does not exist\n"
            "hint: create it, or name the right one under `documents` (relative to book.yml)\n",
        ),
    ],
)
def test_a_mistake_is_told_and_the_old_site_stays(world: World, name: str, old: str, new: str, talk: str) -> None:
    world.run("build")
    site = world.files("site", "build")
    world.edit(f"seeds/ships/{name}", old, new)
    assert world.run("build") == ""
    assert (world.code, world.talk) == (1, talk)
    assert world.files("site", "build") == site
