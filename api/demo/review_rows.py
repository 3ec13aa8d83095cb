"""Reviews that were held, are due and are overdue; what a team made of what it heard; question sets and who answered them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from api.demo import review_words as words
from api.demo.made import DemoPerson, DemoTeam
from api.demo.making import Making
from api.demo.outcome_rows import answer_instrument, keys_of, on_day
from api.demo.outcome_words import Asked
from api.demo.review_words import ReviewWords
from api.domain.outcomes.change_cycles.models import ChangeCycle, CycleAction, CycleStatement, CycleTheme
from api.domain.outcomes.instruments.definition import Definition
from api.domain.outcomes.instruments.models import Instrument, InstrumentVersion, TeamAssessment
from api.domain.outcomes.reviews.models import Review, ReviewAction

CYCLE: Final = (125, 62)  # the period: from so many days ago until so many
KINDS: Final = ("working", "not_working", "important_for_the_future")
TOPS: Final = ("top_working", "top_not_working", "top_for_the_future")


def make_reviews(making: Making, everyone: list[DemoPerson], teams: Sequence[DemoTeam]) -> None:
    """Everything that reviews and question sets leave behind; the first team has gone through a cycle with it."""
    by_name = {person.name: person for person in everyone}
    for told in words.REVIEWS:
        _make_review(making, by_name[told.person], told)
    known = {told.person for told in words.REVIEWS}
    for number, person in enumerate(everyone):
        if person.status == "supported" and person.name not in known:
            days = {words.OVERDUE: words.OVERDUE_SINCE, words.DUE: words.DUE_IN}.get(person.name, CYCLE[1] + 3 + number * 7 % 55)
            _make_short_review(making, person, number, days)
    for name, ahead in words.PLANNED:
        person = by_name[name]
        making.rows.add(
            Review, **keys_of(person), planned_on=making.ago(days=-ahead), state="planned",
            where_words="At home, unless it is dry", provided_by_team_id=person.team_id, **on_day(making, 5),
        )  # fmt: skip
    _make_cycle(making, teams[0])
    _make_instruments(making, by_name, teams)


def _held(making: Making, days: int) -> dict[str, Any]:
    day = making.ago(days=days)
    stands = making.at(days=days - 1)
    return {
        "planned_on": day, "held_on": day, "words_stand_from": stands, "state": "held",
        "created_at": making.at(days=days + 20), "updated_at": stands,
    }  # fmt: skip


def _make_review(making: Making, person: DemoPerson, told: ReviewWords) -> None:
    review = making.rows.add(
        Review, **keys_of(person), **_held(making, told.days), where_words=told.where,
        who_was_there=[{"name": name, "as_what": what} for name, what in told.there], like_and_admire=list(told.admire),
        matters_now=list(told.now), matters_for_the_future=list(told.future),
        working=[{"perspective": whose, "words": said} for whose, said in told.working],
        not_working=[{"perspective": whose, "words": said} for whose, said in told.not_working],
        questions=list(told.questions), top_working=[told.working[0][1]], top_not_working=[told.not_working[0][1]],
        top_for_the_future=[told.future[0]], share_for_change=True, provided_by_team_id=person.team_id,
    )  # fmt: skip
    for what, who, days, state, came in told.actions:
        over = days < 0 or state == "carried"
        making.rows.add(
            ReviewAction, **keys_of(person), review_id=review, what=what, who=who, by_on=making.ago(days=-days), state=state,
            words=came, ended_on=making.ago(days=max(-days, 2)) if over else None, **on_day(making, told.days - 1),
        )  # fmt: skip


def _make_short_review(making: Making, person: DemoPerson, number: int, days: int) -> None:
    """One of which the top of each is kept. Every second person lets the team learn from it."""
    top = [[said[(number + place) % len(said)]] for place, said in enumerate(words.HELD)]
    making.rows.add(
        Review, **keys_of(person), **_held(making, days), who_was_there=[{"name": person.name.split()[0],
        "as_what": "Whose review it is"}],
        top_working=top[0], top_not_working=top[1], top_for_the_future=top[2], share_for_change=number % 2 == 0,
        working=[{"perspective": "person", "words": top[0][0]}], not_working=[{"perspective": "person", "words": top[1][0]}],
        matters_for_the_future=top[2], provided_by_team_id=person.team_id,
    )  # fmt: skip


def _make_cycle(making: Making, team: DemoTeam) -> None:
    """Gathered from the reviews of the period as the service gathers: in no order, without whose it was."""
    keys = {"organisation_id": team.organisation_id, "team_id": team.id}
    first, until = (making.ago(days=days) for days in CYCLE)
    held = [
        row for row in making.rows.found[str(Review.__tablename__)]
        if row["provided_by_team_id"] == team.id and row["share_for_change"]
        and row["held_on"] and first <= row["held_on"] < until
    ]  # fmt: skip
    cycle = making.rows.add(
        ChangeCycle, **keys, name=words.CYCLE_NAME, from_on=first, until_on=until, step="telling",
        gathered_on=making.ago(days=CYCLE[1] - 6), people=len({row["person_id"] for row in held}), feedback=words.FEEDBACK,
        told_on=making.ago(days=7), **on_day(making, CYCLE[1] - 6),
    )  # fmt: skip
    themes: list[UUID] = []
    for kind, says, causes, success, chosen in words.THEMES:
        themes.append(
            making.rows.add(
                CycleTheme, **keys, cycle_id=cycle, kind=kind, i_statement=says, root_causes=list(causes),
                success_for_people=success[0], success_for_team=success[1], success_for_provider=success[2], chosen=chosen,
                **on_day(making, 40),
            )
        )  # fmt: skip
    by_kind = {kind: theme for (kind, *_), theme in zip(words.THEMES, themes, strict=True)}
    said = [(kind, top) for row in held for kind, column in zip(KINDS, TOPS, strict=True) for top in row[column]]
    making.dice.shuffle(said)
    for place, (kind, top) in enumerate(said):
        theme = by_kind[kind] if place % 6 else None  # one in six fits nowhere yet
        making.rows.add(CycleStatement, **keys, cycle_id=cycle, kind=kind, words=top, theme_id=theme, **on_day(making, 50))
    for what, who, of, days, state, came in words.CYCLE_ACTIONS:
        making.rows.add(
            CycleAction, **keys, cycle_id=cycle, theme_id=themes[of], what=what, who=who, by_on=making.ago(days=-days),
            state=state, what_came_of_it=came, **on_day(making, 30),
        )  # fmt: skip


def _make_instruments(making: Making, by_name: dict[str, DemoPerson], teams: Sequence[DemoTeam]) -> None:
    """One of the organisation's own, one for teams, and one whose licence has not come."""
    provider = teams[0].organisation_id
    key, name, purpose, licence = words.LICENSED
    making.rows.add(
        Instrument, organisation_id=provider, key=key, name=name, purpose=purpose, licence="licensed", licence_words=licence,
        used_by=["carer"], **on_day(making, 120),
    )  # fmt: skip
    own = Definition.model_validate({"items": words.OWN_ITEMS, "scoring": {"rule": "per_item"}})
    _publish(making, provider, own, key=words.OWN_KEY, name=words.OWN_NAME, purpose=words.OWN_PURPOSE)
    for who, days, answers in words.OWN_ANSWERS:
        answer_instrument(making, by_name[who], Asked(days), words.OWN_KEY, own, answers)
    levels = [{"value": f"level-{n}", "label": label, "score": n} for n, label in enumerate(words.LEVELS, 1)]
    look = Definition.model_validate(
        {
            "items": [{"key": k, "text": says, "kind": "choice", "choices": levels} for k, says in words.LOOK_ITEMS],
            "scoring": {"rule": "per_item"},
        }
    )
    _publish(making, provider, look, key=words.LOOK_KEY, name=words.LOOK_NAME, purpose=words.LOOK_PURPOSE, answered_for="teams")
    by_team = {team.name: team for team in teams}
    for place, (team_name, seen) in enumerate(words.LOOKS):
        team = by_team[team_name]
        seen_as = [
            {"item": item, "value": f"level-{level}", "words": evidence}
            for (item, _), (level, evidence) in zip(words.LOOK_ITEMS, seen, strict=True)
        ]
        making.rows.add(
            TeamAssessment, organisation_id=provider, team_id=team.id, instrument=words.LOOK_KEY, instrument_version=1,
            held_on=making.ago(days=45 + place * 9), who_was_there=[name.split()[0] for name in list(team.members)[:6]],
            answers=seen_as, **on_day(making, 45 + place * 9),
            actions=[{
                "what": words.LOOK_ACTION, "who": next(iter(team.members)).split()[0],
                "by_on": (making.today + timedelta(days=30)).isoformat(), "done_on": None,
            }],
        )  # fmt: skip


def _publish(making: Making, provider: UUID, definition: Definition, **named: str) -> None:
    instrument = making.rows.add(Instrument, organisation_id=provider, licence="own", **named, **on_day(making, 90))
    made = definition.model_dump(mode="json")
    making.rows.add(
        InstrumentVersion, organisation_id=provider, instrument_id=instrument, number=1, items=made["items"],
        scoring=made["scoring"], state="published", published_on=making.ago(days=88), **on_day(making, 88),
    )  # fmt: skip
