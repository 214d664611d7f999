"""Both languages say the same things: same keys, same placeholders, nothing empty or orphan."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from kit.catalogue import load_catalogue
from kit.content_files import SIDES
from kit.errors import ContentError, UsageError
from kit.texts import LANGUAGES, Texts, read_room, rooms, typography

ROOMS = rooms("fr")


def room(lang: str, name: str) -> dict[str, str]:
    texts = Texts(lang)
    return {key: texts[key] for key in texts if key.startswith(f"{name}.")}


def placeholders(sentence: str) -> list[str]:
    """The names in braces, and those of the %-messages of argparse."""
    named = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    return sorted(named + re.findall(r"%(?:\(\w+\))?[rsd]", sentence))


def test_both_languages_have_the_same_rooms() -> None:
    assert rooms("en") == ROOMS


@pytest.mark.parametrize("name", ROOMS)
def test_both_languages_have_the_same_keys(name: str) -> None:
    fr, en = room("fr", name), room("en", name)
    assert fr.keys() - en.keys() == set(), "missing in English"
    assert en.keys() - fr.keys() == set(), "missing in French"


@pytest.mark.parametrize("name", ROOMS)
def test_both_languages_have_the_same_placeholders(name: str) -> None:
    fr, en = room("fr", name), room("en", name)
    differing = {
        key: (placeholders(fr[key]), placeholders(en[key]))
        for key in fr.keys() & en.keys()
        if set(placeholders(fr[key])) != set(placeholders(en[key]))
    }
    assert differing == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ROOMS)
def test_placeholders_are_plain_names(lang: str, name: str) -> None:
    """Values come already formatted: no index, attribute, conversion or format in a sentence."""
    for key, sentence in room(lang, name).items():
        for _, field, spec, conversion in Formatter().parse(sentence):
            if field is not None:
                assert re.fullmatch(r"[a-z][a-z0-9_]*", field), key
                assert not spec, key
                assert not conversion, key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ROOMS)
def test_sentences_are_filled_and_without_stray_blanks(lang: str, name: str) -> None:
    for key, sentence in room(lang, name).items():
        assert sentence.strip() or key.endswith(".example"), key  # a blank cell is an example
        assert not re.search(r"[\w,;:!?]  ", sentence), key  # "1.  First" is a list's own
        assert not re.search(r"\bTODO\b|\bFIXME\b|\bXXX\b|lorem ipsum", sentence), key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ROOMS)
def test_plurals_come_in_both_forms(lang: str, name: str) -> None:
    keys = room(lang, name).keys()
    for key in keys:
        stem, _, form = key.rpartition(".")
        if form == "one":
            assert f"{stem}.other" in keys, key


def test_every_text_of_the_method_is_used() -> None:
    """Rooms that mirror content files hold exactly what the catalogue names."""
    catalogue = load_catalogue()
    used = {f"choices.{name}.{code}" for name, codes in catalogue.choices.items() for code in codes}
    used |= {f"tools.{tool.id}.strength" for tool in catalogue.tools}
    for checklist in catalogue.checklists.values():
        stem = f"checklists.{checklist.id}"
        used |= {f"{stem}.title", f"{stem}.intro"}
        used |= {f"{stem}.group.{group}" for group in checklist.groups}
        forms = ("item", "short", "lift") if checklist.gate is not None else ("item", "short")
        names = [item.id.partition(".")[2] for item in checklist.items]
        used |= {f"{stem}.{form}.{name}" for form in forms for name in names}
        used |= {f"{stem}.output.{output}" for output in checklist.outputs}
        if checklist.scale == "side":
            used |= {f"{stem}.side.{n}.{side}" for n in names for side in SIDES}
    for step in catalogue.plan:
        used |= {f"plan.{step.key}.task", f"plan.{step.key}.output"}
        used |= {f"plan.{step.key}.task_generic"} if step.task_needs else set()
        used |= {f"plan.{step.key}.output_generic"} if step.output_needs else set()
    for key, threshold in catalogue.thresholds.items():
        used |= {f"thresholds.{key}.label", f"thresholds.unit.{threshold.unit}"}
        used |= {f"thresholds.source.{threshold.source}"}
    for lang in LANGUAGES:
        held = [
            room(lang, name) for name in ("checklists", "choices", "plan", "thresholds", "tools")
        ]
        assert {key for sentences in held for key in sentences} == used, lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_short_names_differ_within_a_checklist(lang: str) -> None:
    texts = Texts(lang)
    for checklist in load_catalogue().checklists.values():
        names = [item.id.partition(".")[2] for item in checklist.items]
        shorts = [texts[f"checklists.{checklist.id}.short.{name}"] for name in names]
        assert len(shorts) == len(set(shorts)), checklist.id


def test_generic_texts_of_the_plan_name_nothing() -> None:
    for lang in LANGUAGES:
        generic = {k: s for k, s in room(lang, "plan").items() if k.endswith("_generic")}
        assert generic
        assert not any("{" in sentence for sentence in generic.values())


# ------------------------------------------------------------------ reading


def test_a_missing_key_raises_rather_than_fall_back_to_another_language() -> None:
    with pytest.raises(KeyError):
        Texts("fr")["choices.answer.maybe"]
    with pytest.raises(KeyError):
        Texts("fr")["no_such_room.title"]


def test_an_unknown_language_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        Texts("de")


def test_placeholders_are_filled() -> None:
    task = Texts("en")("plan.design_1.task", automation="Reminders")
    assert task.startswith("Design “Reminders”")


@pytest.mark.parametrize(
    ("text", "key"),
    [("a = 3", "sample.a"), ("[a]\nb = true", "sample.a.b"), ("a = ", "-")],
)
def test_a_faulty_file_of_texts_is_told_by_file_and_key(
    tmp_path: Path, text: str, key: str
) -> None:
    (tmp_path / "sample.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_room(tmp_path, "fr", "sample")
    assert (caught.value.file, caught.value.key) == ("texts/fr/sample.toml", key)


def test_typing_no_break_spaces_by_hand_changes_nothing() -> None:
    typed = "Prêt ? « Oui » : 80 %"
    assert typography(typed.replace(" ?", "\u00a0?"), "fr") == typography(typed, "fr")
    assert typography(typography(typed, "fr"), "fr") == typography(typed, "fr")
    assert typography("Ready? 80 %", "en") == "Ready? 80 %"
