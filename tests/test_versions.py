"""The versions of one run: the owner's, the lead's, the analyst's. The same figures."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

from kit.catalogue import load_catalogue
from kit.deliverable.contents import Contents, contents_of
from kit.deliverable.versions import DETAIL, INTERNAL, LEAD, OWNER, version_of
from kit.errors import UsageError
from kit.places import folder_of
from kit.run import Delivered, Request, report

EXAMPLES = folder_of("data_templates")
AS_OF = "2026-11-23"
RUNS = (("exemple-comptable", "report"), ("exemple-electricien", "audit"))
_NUMBER = re.compile(r"^(Figure|Tableau) \d+\. |^[\d.]+ ")


@pytest.fixture(scope="module", params=RUNS, ids=lambda run: run[1])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    example, document = request.param
    return report(
        Request(
            EXAMPLES / f"{example}.xlsx",
            tmp_path_factory.mktemp(document),
            document=document,
            formats=("html", "pdf"),
            as_of=AS_OF,
            versions=(LEAD, OWNER, INTERNAL),
        )
    )


@cache
def _contents(folder: Path, version: str) -> Contents:
    path = next((folder / "notebooks").glob("*.ipynb"))
    executed = nbformat.read(path, as_version=4)
    owner = load_catalogue().documents[path.stem].owner
    return contents_of(version_of(executed, version, owner))


def _said(contents: Contents) -> list[dict[str, object]]:
    """The blocks without what their place in a document changes: numbers, anchors, links."""
    placed = {"id", "listed", "level", "links", "anchors", "table", "number"}
    return [_plain({k: v for k, v in piece.block.items() if k not in placed})
            for piece in contents.pieces if piece.block is not None]  # fmt: skip


def _plain(block: dict[str, object]) -> dict[str, object]:
    for key in ("title", "caption"):
        if isinstance(block.get(key), str):
            block[key] = _NUMBER.sub("", str(block[key]))
    if block["block"] == "cards":
        block["cards"] = [
            {key: value for key, value in card.items() if key != "link"}
            for card in block["cards"]  # type: ignore[attr-defined]
        ]
    return block


def test_each_reader_has_his_files(run: Delivered) -> None:
    assert set(run.files) == {
        "html", "owner_html", "internal_html", "pdf", "owner_pdf", "results", "manifest",
    }  # fmt: skip
    assert all(path.is_file() for path in run.files.values())


def test_the_owner_reads_nothing_that_the_lead_does_not(run: Delivered) -> None:
    """Every block of the short version stands, word for word, in the whole one."""
    whole = _said(_contents(run.run, LEAD))
    *short, end = _said(_contents(run.run, OWNER))
    assert len(short) > 20
    assert [block for block in short if block not in whole] == []
    assert "document complet" in str(end["text"])


def test_the_owners_version_is_short(run: Delivered) -> None:
    from pypdf import PdfReader

    owner, lead = (len(PdfReader(run.files[key]).pages) for key in ("owner_pdf", "pdf"))
    assert owner <= 18
    assert owner < lead / 2


def test_the_analyst_reads_the_whole_document_and_the_code(run: Delivered) -> None:
    internal = _said(_contents(run.run, INTERNAL))
    code = [block["text"] for block in internal if block["block"] == "code"]
    assert [block for block in internal if block["block"] != "code"] == _said(
        _contents(run.run, LEAD)
    )
    assert any("show.section" in str(source) for source in code)
    for name in ("html", "owner_html"):  # the workings are for the analyst alone
        assert "show.section" not in run.files[name].read_text(encoding="utf-8")
    assert "show.section" in run.files["internal_html"].read_text(encoding="utf-8")


def test_the_cover_says_whom_a_version_is_for(run: Delivered) -> None:
    lines = {version: dict(map(tuple, (_contents(run.run, version).cover or {})["lines"]))
             for version in (LEAD, OWNER, INTERNAL)}  # fmt: skip
    assert "Version destinée à" not in lines[LEAD]
    assert lines[OWNER]["Version destinée à"] == "la direction"
    assert "interne" in lines[INTERNAL]["Version destinée à"]


def test_a_link_of_the_short_version_leads_somewhere(run: Delivered) -> None:
    page = run.files["owner_html"].read_text(encoding="utf-8")
    wanted = set(re.findall(r'href="#([^"]+)"', page))
    assert wanted <= set(re.findall(r'id="([^"]+)"', page))


def test_details_are_marked_in_the_notebooks_themselves() -> None:
    tagged = {
        path.stem
        for path in folder_of("notebooks").glob("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if DETAIL in cell.metadata.get("tags", [])
    }
    named = {name for one in load_catalogue().documents.values() for name in one.owner}
    assert tagged & named  # else the tag would change nothing


def test_an_unknown_reader_is_refused() -> None:
    from kit.arguments import parser_of
    from kit.texts import Texts

    with pytest.raises(UsageError) as refused:
        parser_of(Texts("fr")).parse_args(["report", "x.xlsx", "--versions", "owner,boss"])
    assert refused.value.params["given"] == "boss"
