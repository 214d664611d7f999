"""A file of scenarios: what is saved is read back, and anything a person may do to it is said."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.client.scenario import Change, Scenario, StatedChange
from kit.errors import CannotWrite, UsageError, WorkbookRejected
from kit.texts import LANGUAGES, Texts
from kit.workbook.scenarios import (
    examine_scenarios,
    read_scenarios,
    remove_scenario,
    save_scenario,
    scenario_file,
    scenario_named,
)

DAY = date(2026, 3, 3)


@dataclass(frozen=True)
class Cell:
    """What can be moved, as the analysis gives it."""

    key: tuple[str, str, int]
    floor: float | None = 0.0
    ceiling: float | None = None


MOVABLE = (
    Cell(("gains.volume", "Factures d’achat", 1)),
    Cell(("gains.reuse", "Relances", 1), 0.0, 1.0),
    Cell(("roles.hourly_cost", "Comptable", 1)),
    Cell(("roles.hourly_cost", "Comptable", 2)),
    Cell(("business.horizon_months", "", 1), 1.0, 120.0),
    Cell(("plan.start", "", 1), None, None),
)


def a_change(
    lever: str = "gains.volume", of: str = "Factures d’achat", value: float | date = 12.0
) -> StatedChange:
    return StatedChange(Change(lever, value, of), 10.0, "Devis", "Ana", DAY)


def a_scenario(name: str = "Prudent", *changes: StatedChange) -> Scenario:
    return Scenario(name, changes or (a_change(),), "Ana", DAY, "Comité")


def workbook_with(tmp_path: Path, text: str | bytes) -> Path:
    workbook = tmp_path / "client.xlsx"
    content = text.encode() if isinstance(text, str) else text
    scenario_file(workbook).write_bytes(content)
    return workbook


def told(workbook: Path, lang: str = "fr") -> list[str]:
    return [
        problem.message(Texts(lang)).replace("\u202f", " ")
        for problem in examine_scenarios(workbook, MOVABLE).problems
    ]


# -- saved and read back ----------------------------------------------------------------------


def test_a_scenario_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    workbook = tmp_path / "client.xlsx"
    moved = a_scenario(
        "Prudent",
        a_change(),
        StatedChange(Change("plan.start", date(2026, 9, 1)), date(2026, 6, 1), "Congés"),
        StatedChange(Change("roles.hourly_cost", 35.5, "Comptable", 2), None, "Paie"),
    )
    assert save_scenario(workbook, moved) == tmp_path / "client.scenarios.toml"
    assert read_scenarios(workbook, MOVABLE) == (moved,)
    assert not workbook.exists()  # the workbook itself is no business of ours
    assert [path.name for path in tmp_path.iterdir()] == ["client.scenarios.toml"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(
    name=TEXT.filter(lambda name: bool(name.strip()) and name.strip().isprintable()),
    reason=TEXT,
    of=TEXT,
    value=st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    was=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
@settings(max_examples=60)
def test_any_name_reason_and_value_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    reason: str,
    of: str,
    value: float | date,
    was: float | None,
) -> None:
    workbook = tmp_path_factory.mktemp("any") / "client.xlsx"
    lever = "plan.start" if isinstance(value, date) else "gains.volume"
    save_scenario(workbook, a_scenario("Autre"))
    once = Scenario(name, (StatedChange(Change(lever, value, of), was, reason),))
    save_scenario(workbook, once)
    [back] = [one for one in read_scenarios(workbook) if one.name != "Autre"]
    assert back.name == " ".join(name.split())
    assert (back.changes[0].change.value, back.changes[0].was) == (value, was)
    again = scenario_file(workbook).read_bytes()
    save_scenario(workbook, back)  # what was read is what is written
    assert scenario_file(workbook).read_bytes() == again
    assert read_scenarios(workbook)[0] == a_scenario("Autre")


def test_a_name_is_the_same_whatever_its_case_accents_and_spaces(tmp_path: Path) -> None:
    workbook = tmp_path / "client.xlsx"
    save_scenario(workbook, a_scenario("Été  prudent / \\ « a.b »"))
    save_scenario(workbook, a_scenario("ete prudent / \\ « A.B »", a_change(value=20.0)))
    [only] = read_scenarios(workbook)
    assert only.changes[0].change.value == 20.0
    assert scenario_named(workbook, "ÉTÉ PRUDENT / \\ « a.b »") == only


def test_what_a_person_typed_in_the_file_stays(tmp_path: Path) -> None:
    workbook = workbook_with(
        tmp_path,
        "\ufeff# Cabinet Orneval, à ne pas envoyer\n"
        'format = 1\n\n# le plus sûr\n[[scenario]]\nname = "Prudent"\n\n'
        '[[scenario.change]]\nlever = "gains.volume"\nof = "Factures d’achat"\n'
        'value = 1_200.50 # vu au téléphone\nreason = "Appel"\n\n'
        '# celui de la paie\n[[scenario.change]]\nlever = "roles.hourly_cost"\n'
        'of = "Comptable"\nvalue = 30\n\n# à revoir\n[[scenario]]\nname = "Haut"\n',
    )
    cost = a_change("roles.hourly_cost", "Comptable", 31.0)
    save_scenario(workbook, Scenario("prudent", (a_change(value=1200.5), cost)))
    text = scenario_file(workbook).read_text("utf-8")
    for kept in ("# Cabinet Orneval", "# le plus sûr", "# celui de la paie", "# à revoir"):
        assert kept in text
    assert "value = 1_200.50 # vu au téléphone" in text  # it says the same: left as typed
    assert text.index("Prudent") < text.index("Haut")
    save_scenario(workbook, Scenario("prudent", (cost,)))  # the first change goes, its comment
    text = scenario_file(workbook).read_text("utf-8")  # of the next one stays
    assert text.index("# celui de la paie") < text.index("roles.hourly_cost")
    remove_scenario(workbook, "PRUDENT")
    assert [one.name for one in read_scenarios(workbook)] == ["Haut"]
    assert "# à revoir" in scenario_file(workbook).read_text("utf-8")


def test_inline_tables_are_kept_as_such(tmp_path: Path) -> None:
    workbook = workbook_with(
        tmp_path,
        'scenario = [\n  {name = "A", change = [{lever = "gains.volume", of = "x", value = 1}]},\n]\n',
    )
    save_scenario(workbook, a_scenario("A", a_change(of="x", value=3.0)))
    save_scenario(workbook, a_scenario("B"))
    assert [one.name for one in read_scenarios(workbook)] == ["A", "B"]
    assert read_scenarios(workbook)[0].changes[0].change.value == 3.0


@pytest.mark.parametrize(
    "changes",
    [
        "change = 3\n",
        "change = [3]\n",
        '[[scenario.change]]\nlever = ["x"]\nnth = [1]\n',
        '[[scenario.change]]\nlever = "gains.volume"\nof = "Factures d’achat"\nvalue = 1\n' * 2,
    ],
)
def test_a_faulty_scenario_is_replaced_whole(tmp_path: Path, changes: str) -> None:
    workbook = workbook_with(tmp_path, f'[[scenario]]\nname = "A"\n{changes}')
    save_scenario(workbook, a_scenario("A"))
    assert read_scenarios(workbook) == (a_scenario("A"),)


def _save(workbook: Path, number: int) -> None:
    for value in range(5):
        save_scenario(workbook, a_scenario(f"Analyste {number}", a_change(value=float(value))))


def test_two_analysts_saving_at_once_lose_nothing(tmp_path: Path) -> None:
    workbook, forked = tmp_path / "client.xlsx", get_context("spawn")
    saving = [forked.Process(target=_save, args=(workbook, number)) for number in (1, 2)]
    for one in saving:
        one.start()
    for one in saving:
        one.join()
    found = {one.name: one.changes[0].change.value for one in read_scenarios(workbook)}
    assert found == {"Analyste 1": 4.0, "Analyste 2": 4.0}
    assert [path.name for path in tmp_path.iterdir()] == ["client.scenarios.toml"]


def test_a_scenario_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        save_scenario(tmp_path / "client.xlsx", a_scenario(" \u200b "))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_cannot_be_is_never_written(tmp_path: Path, value: float) -> None:
    with pytest.raises(WorkbookRejected):
        save_scenario(tmp_path / "client.xlsx", a_scenario("A", a_change(value=value)))
    assert not scenario_file(tmp_path / "client.xlsx").exists()


@pytest.mark.parametrize(
    "text", ["[[scenario\n", "format = 2\n", 'scenario = "non"\n', b"\xff\xfe\x00"]
)
def test_a_file_that_is_not_sound_is_never_written_over(tmp_path: Path, text: str | bytes) -> None:
    workbook = workbook_with(tmp_path, text)
    before = scenario_file(workbook).read_bytes()
    with pytest.raises(WorkbookRejected):
        save_scenario(workbook, a_scenario())
    assert scenario_file(workbook).read_bytes() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite):
        save_scenario(tmp_path / "client.xlsx", a_scenario())


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        save_scenario(tmp_path / "absent" / "client.xlsx", a_scenario())


# ruff: noqa: E501 - one fault a line
# -- what is wrong in it ----------------------------------------------------------------------

HEAD = '[[scenario]]\nname = "A"\nreason = "r"\n[[scenario.change]]\n'
VOLUME = 'lever = "gains.volume"\nof = "Factures d’achat"\n'
FILE = "client.scenarios.toml"
FIRST = f"{FILE}, scenario 1 (A), change 1"

FAULTS: dict[str, tuple[str | bytes, str, str]] = {
    "bad TOML": ('name = "a\n', "side_not_toml", FILE),
    "a key given twice": ("format = 1\nformat = 1\n", "side_not_toml", FILE),
    "cut short": ("a = [1,", "side_not_toml_end", FILE),
    "not UTF-8": (b'a = "\xe9"\n', "side_not_text", FILE),
    "binary": (bytes(range(256)), "side_not_text", FILE),
    "too large": (b"#" * (4 * 2**20 + 1), "side_too_large", FILE),
    "newer format": ("format = 2\n", "side_newer", FILE),
    "format of another type": ('format = "1"\n', "data_not_whole", f"{FILE}, format"),
    "unknown key": ("scenarios = 1\n", "data_unknown_key_near", f"{FILE}, scenarios"),
    "no list": ("scenario = 3\n", "data_not_a_list", f"{FILE}, scenario"),
    "no table": ("scenario = [3]\n", "data_not_an_object", f"{FILE}, scenario 1"),
    "no name": ('[[scenario]]\nauthor = "x"\n', "data_missing", f"{FILE}, scenario 1, name"),
    "changes no list": ('[[scenario]]\nname = "A"\nchange = 1\n', "data_not_a_list", f"{FILE}, scenario 1 (A), change"),
    "a name twice": ('[[scenario]]\nname = "Été"\n[[scenario]]\nname = "ete"\n', "data_twice", f"{FILE}, scenario 2, name"),
    "unknown key of a change": (HEAD + VOLUME + "value = 1\nvaleur = 2\n", "data_unknown_key_near", f"{FIRST}, valeur"),
    "no lever": (HEAD + "value = 1\n", "data_missing", f"{FIRST}, lever"),
    "unknown lever": (HEAD + 'lever = "gains.volum"\nvalue = 1\n', "scenario_unknown_lever_near", f"{FIRST}, lever"),
    "unknown row": (HEAD + 'lever = "gains.volume"\nof = "Zzz"\nvalue = 1\n', "scenario_unknown_row", f"{FIRST}, of"),
    "renamed row": (HEAD + 'lever = "gains.volume"\nof = "Facture achat"\nvalue = 1\n', "scenario_unknown_row_near", f"{FIRST}, of"),
    "one row too many": (HEAD + VOLUME + "nth = 2\nvalue = 1\n", "scenario_unknown_row", f"{FIRST}, of"),
    "nothing to move": (HEAD + 'lever = "costs.users"\nof = "x"\nvalue = 1\n', "scenario_nothing_to_move", FIRST),
    "no value": (HEAD + VOLUME, "data_missing", f"{FIRST}, value"),
    "a text": (HEAD + VOLUME + 'value = "12"\n', "data_not_a_number", f"{FIRST}, value"),
    "yes or no": (HEAD + VOLUME + "value = true\n", "data_not_a_number", f"{FIRST}, value"),
    "NaN": (HEAD + VOLUME + "value = nan\n", "data_not_a_number", f"{FIRST}, value"),
    "infinite": (HEAD + VOLUME + "value = -inf\n", "data_not_a_number", f"{FIRST}, value"),
    "huge": (HEAD + VOLUME + f"value = 1{'0' * 400}\n", "data_not_a_number", f"{FIRST}, value"),
    "thousands of digits": (HEAD + VOLUME + f"value = {'9' * 5000}\n", "side_not_toml_end", FILE),
    "below": (HEAD + VOLUME + "value = -1\n", "data_below", f"{FIRST}, value"),
    "above": (HEAD + 'lever = "gains.reuse"\nof = "RELANCES"\nvalue = 80\n', "data_above", f"{FIRST}, value"),
    "not whole": (HEAD + 'lever = "business.horizon_months"\nvalue = 24.5\n', "data_not_whole", f"{FIRST}, value"),
    "a date for a number": (HEAD + VOLUME + "value = 2026-03-03\n", "data_not_a_number", f"{FIRST}, value"),
    "a number for a date": (HEAD + 'lever = "plan.start"\nvalue = 3\n', "data_not_a_date", f"{FIRST}, value"),
    "a year that cannot be": (HEAD + 'lever = "plan.start"\nvalue = 0206-03-03\n', "data_date_out_of_range", f"{FIRST}, value"),
    "nth of another type": (HEAD + VOLUME + 'nth = "1"\nvalue = 1\n', "data_not_whole", f"{FIRST}, nth"),
    "nth of 0": (HEAD + VOLUME + "nth = 0\nvalue = 1\n", "data_below", f"{FIRST}, nth"),
    "a day of another type": (HEAD + VOLUME + "value = 1\nday = 2026-03-03T10:00:00\n", "data_not_a_date", f"{FIRST}, day"),
    "a reason of another type": (HEAD + VOLUME + "value = 1\nreason = 3\n", "data_not_a_text", f"{FIRST}, reason"),
    "the same change twice": (HEAD + VOLUME + 'value = 1\n[[scenario.change]]\nlever = "gains.volume"\nof = "FACTURES D\'ACHAT"\nvalue = 2\n', "scenario_twice", f"{FILE}, scenario 1 (A), change 2"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_said_with_its_place_and_how_to_mend_it(tmp_path: Path, fault: str) -> None:
    text, code, place = FAULTS[fault]
    workbook = workbook_with(tmp_path, text)
    found = examine_scenarios(workbook, MOVABLE).problems
    assert [(one.code, one.sheet) for one in found if one.severity == "error"] == [(code, place)]
    for lang in LANGUAGES:
        assert "{" not in found[0].message(Texts(lang))
    with pytest.raises(WorkbookRejected) as refused:
        read_scenarios(workbook, MOVABLE)
    assert refused.value.exit_code == 3


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    text = (
        HEAD + 'lever = "gains.volume"\nof = "Zzz"\nvalue = nan\nday = "hier"\n'
        '[[scenario.change]]\nlever = "rien"\nvalue = 1\n[[scenario]]\nname = 3\n'
    )
    workbook = workbook_with(tmp_path, text)
    assert told(workbook) == [
        "client.scenarios.toml, scenario 1 (A), change 1, of : Le classeur n’a pas, ou n’a plus, "
        "de ligne « Zzz » à changer (Volume de la ligne de gain). Corrigez ce nom comme dans le "
        "classeur, ou retirez ce changement.",
        "client.scenarios.toml, scenario 1 (A), change 1, value : « nan » n’est pas un nombre. "
        "Écrivez le nombre seul, sans guillemets ni unité, avec un point pour les décimales.",
        "client.scenarios.toml, scenario 1 (A), change 1, day : « hier » n’est pas une date. "
        "Écrivez-la ainsi : 2027-03-03.",
        "client.scenarios.toml, scenario 1 (A), change 2, lever : « rien » n’est pas une hypothèse "
        "que l’on peut changer. Recopiez son nom depuis un scénario enregistré par l’explorateur.",
        "client.scenarios.toml, scenario 2, name : « 3 » n’est pas un texte. Mettez-le entre "
        "guillemets.",
    ]


def test_a_folder_a_link_and_a_pipe_are_refused(tmp_path: Path) -> None:
    workbook = tmp_path / "client.xlsx"
    path = scenario_file(workbook)
    path.mkdir()
    assert [one.code for one in examine_scenarios(workbook).problems] == ["side_is_folder"]
    path.rmdir()
    (tmp_path / "other.toml").write_text("format = 1\n")
    for target in ("other.toml", "nowhere.toml"):
        path.symlink_to(target)
        assert [one.code for one in examine_scenarios(workbook).problems] == ["side_is_link"]
        with pytest.raises(WorkbookRejected):
            save_scenario(workbook, a_scenario())
        path.unlink()
    assert (tmp_path / "other.toml").read_text() == "format = 1\n"
    os.mkfifo(path)
    assert [one.code for one in examine_scenarios(workbook).problems] == ["side_unreadable"]


def test_a_row_is_found_whatever_its_case_and_takes_the_workbook_s_writing(tmp_path: Path) -> None:
    text = HEAD + 'lever = "gains.volume"\nof = "FACTURES  D\'ACHAT"\nvalue = 1\n'
    [scenario] = read_scenarios(workbook_with(tmp_path, text), MOVABLE)
    assert scenario.changes[0].change.of == "Factures d’achat"


def test_a_change_without_a_reason_is_a_remark(tmp_path: Path) -> None:
    text = HEAD.replace('reason = "r"\n', "") + VOLUME + "value = 1\n"
    workbook = workbook_with(tmp_path, text)
    [remark] = examine_scenarios(workbook, MOVABLE).problems
    assert (remark.code, remark.severity) == ("scenario_no_reason", "warning")
    assert len(read_scenarios(workbook, MOVABLE)) == 1


def test_another_scenario_s_fault_keeps_no_one_from_a_sound_one(tmp_path: Path) -> None:
    text = HEAD + VOLUME + 'value = nan\n[[scenario]]\nname = "B"\n'
    workbook = workbook_with(tmp_path, text)
    assert scenario_named(workbook, "b", MOVABLE).name == "B"
    with pytest.raises(WorkbookRejected):
        scenario_named(workbook, "a", MOVABLE)
    save_scenario(workbook, a_scenario("C"))
    assert "nan" in scenario_file(workbook).read_text()  # somebody's, and still to be mended


def test_an_unknown_name_says_those_there_are(tmp_path: Path) -> None:
    workbook = workbook_with(tmp_path, '[[scenario]]\nname = "Prudent"\n')
    with pytest.raises(UsageError) as unknown:
        scenario_named(workbook, "Haut")
    assert unknown.value.params["known"] == "Prudent"
    scenario_file(workbook).unlink()
    with pytest.raises(UsageError) as none:
        scenario_named(workbook, "Haut")
    assert none.value.params["file"] == "client.scenarios.toml"


@given(st.dictionaries(st.sampled_from(("name", "author", "day", "reason", "change", "x")),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
        lambda inner: st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(("lever", "value", "of", "nth", "was")), inner),
        max_leaves=6,
    ), max_size=4))  # fmt: skip
@settings(max_examples=60)
def test_whatever_the_tables_hold_is_said_without_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, object]
) -> None:
    workbook = tmp_path_factory.mktemp("any") / "client.xlsx"
    try:
        text = tomlkit.dumps({"scenario": [_without_none(table)]})
    except Exception:  # tomlkit cannot write it: nobody has such a file
        return
    scenario_file(workbook).write_text(text, "utf-8", "surrogatepass")
    for problem in examine_scenarios(workbook, MOVABLE).problems:
        assert problem.message(Texts("fr"))


def _without_none(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_none(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_without_none(one) for one in value if one is not None]
    return value
