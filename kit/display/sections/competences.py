"""What the leads can do against what is expected, and who does what in each step (method M9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.analysis.model import CompetencesResult, SkillProfile, SkillResult
from kit.analysis.skills import STEPS
from kit.display.parts import Data, bullets, chart, data_of
from kit.display.profiles import Profile, RadarWords, Spoke
from kit.display.radar import radars, together
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words, opening

_DRAWN = 4  # people: more would be too small to read
_SPOKES = 3  # a radar has an inside from three on
_NAMED = 6  # competences still to rate that are named


def absent(words: Words) -> str | None:
    return None if words.analysis.competences else words("absent.module")


def headline(words: Words) -> str | None:
    found = words.analysis.competences
    if found is None:
        return None
    if not any(one.gap is not None for p in found.profiles for one in p.skills):
        return _unrated(words, found)
    if found.gaps:
        return words.plural("headline.competences_gap", len(found.gaps))
    return words("headline.competences_none")


def _unrated(words: Words, found: CompetencesResult) -> str | None:
    """No level to compare: the competences are blank, or only the actors are told."""
    if found.profiles:
        return words("headline.competences_blank")
    count = len(found.actors.actors) if found.actors else 0
    return words.plural("headline.competences_actors", count) if count else None


def _who(words: Words, profile: SkillProfile) -> str:
    return profile.who or words("competences.lead")


def _skill(words: Words, result: SkillResult) -> str:
    """Its word in the list; one of the client's own under its own name."""
    skill = result.skill
    if skill.competence == "other" and skill.name:
        return opening(skill.name)
    word = opening(words.choice("competence", skill.competence))
    return words("competences.precise", skill=word, name=skill.name) if skill.name else word


def radar_chart(words: Words) -> list[Block]:
    """One radar per person, of the competences with both levels known, on one page or more."""
    found = words.analysis.competences
    drawn = [
        (profile, Profile(_who(words, profile), spokes))
        for profile in (found.profiles if found else ())
        if len(spokes := _spokes(words, profile)) >= _SPOKES
    ][:_DRAWN]
    each = together(max((len(made.spokes) for _, made in drawn), default=0))
    starts = range(0, len(drawn), each)
    return [block for at in starts for block in _radars(words, drawn[at : at + each], at // each)]


def _radars(words: Words, shown: Sequence[tuple[SkillProfile, Profile]], part: int) -> list[Block]:
    caption = words.series(_conclusion(words, profile) for profile, _ in shown)
    profiles = [made for _, made in shown]
    details = words.series(
        words.pair(
            made.title,
            words.listed(
                words(
                    "chart.competences.detail",
                    skill=spoke.label,
                    today=words.numbers.number(spoke.today),
                    target=words.numbers.number(spoke.target),
                )
                for spoke in made.spokes
            ),
        )
        for made in profiles
    )
    alt = words("chart.competences.alt", conclusion=caption, details=details)
    labels = RadarWords(words("chart.competences.today"), words("chart.competences.target"))
    id = "competences" + (f"-{part + 1}" if part else "")
    svg = radars(profiles, labels, id)
    return chart(id, caption, alt, svg, data=_data(words, profiles))


def _data(words: Words, profiles: Sequence[Profile]) -> Data:
    number = words.numbers.number
    rows = [
        [profile.title, spoke.label, number(spoke.today), number(spoke.target)]
        for profile in profiles
        for spoke in profile.spokes
    ]
    keys = ("skill_who", "skill", "skill_today", "skill_target")
    return data_of(words, [words(f"column.{key}") for key in keys], rows)


def _spokes(words: Words, profile: SkillProfile) -> list[Spoke]:
    return [
        Spoke(_skill(words, one), one.skill.today, one.target)
        for one in profile.skills
        if one.skill.today is not None and one.target is not None
    ]


def _conclusion(words: Words, profile: SkillProfile) -> str:
    """The largest gap of one person, the first of the sheet when several are as large."""
    worst = max(profile.skills, key=lambda one: (one.gap or 0, -one.row))
    who = _who(words, profile)
    if not worst.gap:
        return words("chart.competences.none", who=who)
    return words(
        "chart.competences.gap",
        who=who,
        skill=_skill(words, worst),
        today=words.numbers.number(worst.skill.today),
        target=words.numbers.number(worst.target),
    )


def skills_table(words: Words) -> list[Block]:
    """Expected, gap, plan: the gaps, largest first."""
    found = words.analysis.competences
    if found is None or not found.gaps:
        return []
    people = {one.row: _who(words, p) for p in found.profiles for one in p.skills}
    several = len(found.profiles) > 1
    rows = [
        [
            *([people[one.row]] if several else []),
            _skill(words, one),
            words.numbers.number(one.target),
            words.numbers.number(one.skill.today),
            words.numbers.number(one.gap),
            _plan(words, one),
        ]
        for one in found.gaps
    ]
    columns = (
        *((Column("skill_who", width=0.19),) if several else ()),
        Column("skill", width=0.22),
        right("skill_target", 0.09),
        right("skill_today", 0.11),
        right("skill_gap", 0.08),
        Column("skill_plan"),
    )
    caption = words.plural("table.skills_plan", len(rows))
    own = all(one.own_target for one in found.gaps)
    note = None if own else words("table.skills_plan.note")
    return table(words, "skills-plan", caption, columns, rows, note=note)


def _plan(words: Words, one: SkillResult) -> str:
    """What is planned, then who sees to it and by when."""
    said = one.skill.training or words("competences.to_plan")
    beside = ", ".join(part for part in (one.skill.owner, _due(words, one)) if part)
    return f"{said}\n{beside}" if beside else said


def _due(words: Words, one: SkillResult) -> str | None:
    match one.skill.due:
        case date() as day:
            return words.numbers.date_medium(day)
        case int() as month:
            return words("competences.at_month", month=words.numbers.number(month))
        case phase:
            return phase


def skill_notes(words: Words) -> list[Block]:
    """Gaps nothing is planned for, competences without a level, people beyond the drawing."""
    found = words.analysis.competences
    if found is None or not found.profiles:
        return []
    skills = [one for profile in found.profiles for one in profile.skills]
    said = []
    if not found.gaps and all(one.gap is not None for one in skills):
        said.append(words("competences.all_there"))
    if found.without_training:
        said.append(words.plural("competences.without_training", len(found.without_training)))
    blank = sum(1 for one in skills if one.target is None)
    if blank:
        said.append(words.plural("competences.no_target", blank))
    said += [_unassessed(words, profile) for profile in found.profiles if profile.unassessed]
    drawn = sum(1 for p in found.profiles if len(_spokes(words, p)) >= _SPOKES)
    if drawn > _DRAWN:
        said.append(words.plural("chart.competences.others", drawn - _DRAWN))
    return bullets(said)


def _unassessed(words: Words, profile: SkillProfile) -> str:
    left, of = len(profile.unassessed), len(words.catalogue.skills)
    who = _who(words, profile)
    if left > _NAMED:
        number = words.numbers.number
        return words(
            "competences.unassessed_many", who=who, assessed=number(of - left), of=number(of)
        )
    names = words.listed(words.choice("competence", code) for code in profile.unassessed)
    return words.plural("competences.unassessed", left, who=who, skills=names)


# -- actors ---------------------------------------------------------------------------------


def actors_table(words: Words) -> list[Block]:
    found = words.analysis.competences
    if found is None or found.actors is None:
        return []
    listed = sorted(
        found.actors.actors,
        key=lambda one: words.catalogue.choices["actor_kind"].index(one.kind),
    )
    rows = [
        [
            one.name or one.role or opening(words.choice("actor_kind", one.kind)),
            words.choice("actor_kind", one.kind),
            *(_part(words, getattr(one, step)) for step in STEPS),
        ]
        for one in listed
    ]
    columns = (
        Column("actor", width=0.21),
        Column("actor_kind", width=0.17),
        *(centre(f"step_{step}") for step in STEPS),
    )
    caption = words("table.actors.caption")
    return table(words, "actors", caption, columns, rows)


def _part(words: Words, code: str | None) -> str:
    if code == "leads":
        return opening(words.choice("step_part", code))  # the one that matters stands out
    return words.choice("step_part", code)


def actor_notes(words: Words) -> list[Block]:
    """Steps that nobody leads, or that several do; families that nobody stands for."""
    found = words.analysis.competences
    if found is None or found.actors is None:
        return []
    said = []
    for one in found.actors.steps:
        step = words(f"column.step_{one.step}")
        if not one.leaders:
            said.append(words("actors.nobody", step=step))
        elif len(one.leaders) > 1:
            names = words.listed(_name(words, row) for row in one.leaders)
            said.append(words("actors.several", step=step, actors=names))
    if not said:
        said.append(words("actors.clear"))
    missing = found.actors.kinds_missing
    if missing:
        kinds = words.listed(words.choice("actor_kind", kind) for kind in missing)
        said.append(words.plural("actors.missing", len(missing), kinds=kinds))
    return bullets(said)


def _name(words: Words, row: int) -> str:
    actor = words.client.actors[row]
    return actor.name or actor.role or words.choice("actor_kind", actor.kind)
