"""What people want and how it goes: good weeks of the last twelve, outcomes with their moves and steps, check-ins of a year."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from api.demo import outcome_pools as pools
from api.demo import pools as loves
from api.demo.made import DemoCircle, DemoPerson
from api.demo.making import Making
from api.demo.outcome_words import Asked, GoodThing, Life, Said, Weeks, Wish
from api.demo.outcome_words_north import NORTH
from api.demo.outcome_words_south import MILLFIELD, SOUTH
from api.domain.outcomes.check_ins.models import CheckIn, CheckInAmendment, CheckInInvitation
from api.domain.outcomes.good_weeks.models import GoodWeekItem, GoodWeekMark, GoodWeekScore, GoodWeekWording
from api.domain.outcomes.instruments.built_in import ONS4, ONS4_1
from api.domain.outcomes.instruments.definition import Answer, Definition
from api.domain.outcomes.instruments.scoring import scored
from api.domain.outcomes.models import ENDED, Outcome, OutcomeMove, OutcomeStep, OutcomeWording
from api.domain.shared.recurrence.dates import instant
from api.domain.visits.models import Visit, VisitLink

LIVES: Final = (*NORTH, *SOUTH, *MILLFIELD)
MARKS: Final = {"h": "happened", "p": "partly", "n": "not"}
ITEM_BEGAN, EVENING = 100, time(18)  # days ago: before the twelve weeks
FIRST_WORDS: Final = 14  # so many days after it was first said, the words changed
Keys = dict[str, Any]


def make_outcomes(making: Making, everyone: list[DemoPerson], jeans: DemoCircle) -> None:
    """All that the people of the provider say of their lives, and which visits were for it."""
    by_name = {person.name: person for person in everyone}
    for life in LIVES:
        _make_life(making, by_name[life.person], life)
    known = {life.person for life in LIVES}
    for number, person in enumerate(everyone):
        if person.status == "supported" and person.name not in known:
            _make_one_of_the_crowd(making, person, number)
    keys = keys_of(by_name["Jean Aspinall"])
    making.rows.add(
        CheckInInvitation, **keys, circle_member_id=jeans.members["Karen Aspinall"], from_at=making.at(days=200),
        until_at=making.at(days=15), words="While she was over every week.", created_at=making.at(days=200),
    )  # fmt: skip


def keys_of(person: DemoPerson) -> Keys:
    """Whose a row is."""
    return {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}


def on_day(making: Making, days: int) -> Keys:
    """When a row of so many days ago was written."""
    return {"created_at": making.at(days=days), "updated_at": making.at(days=days)}


def mondays(making: Making, number: int) -> list[date]:
    """The last whole weeks, the oldest first, each by its Monday."""
    this = making.today - timedelta(days=making.today.weekday())
    return [this - timedelta(weeks=number - place) for place in range(number)]


def _make_life(making: Making, person: DemoPerson, life: Life) -> None:
    for place, thing in enumerate(life.good_week, 1):
        _link(making, person, thing.purpose, "good_week_item", _make_thing(making, person, thing, place))
    if life.weeks:
        _make_scores(making, person, life.weeks)
    for wish in life.wishes:
        _link(making, person, wish.purpose, "outcome", _make_wish(making, person, wish))
    for asked in life.asked:
        answers = dict(zip((item.key for item in ONS4_1.items), asked.answers, strict=True))
        answer_instrument(making, person, asked, ONS4, ONS4_1, answers)
    for said in life.on_weeks:
        week = making.ago(days=said.days)
        scale = {"zero_words": life.weeks.zero, "ten_words": life.weeks.ten} if life.weeks else {}
        check_in(making, person, said, about="week", week_on=week - timedelta(days=week.weekday()), **scale)


def _make_thing(making: Making, person: DemoPerson, thing: GoodThing, place: int, *, began: int = ITEM_BEGAN) -> UUID:
    words = {
        "what": thing.what, "when_words": thing.when, "with_whom": thing.whom, "how_often": thing.often,
        "why_it_matters": thing.why,
    }  # fmt: skip
    ended = {"ended_on": making.ago(days=thing.ended[0]), "ended_because": thing.ended[1]} if thing.ended else {}
    keys, days = keys_of(person), [began, began - FIRST_WORDS]
    item = making.rows.add(
        GoodWeekItem, **keys, **words, **ended, wording=2 if thing.before else 1, position=place,
        started_on=making.ago(days=began), **on_day(making, began),
    )  # fmt: skip
    wordings = [(thing.before[0], None), (thing.what, thing.before[1])] if thing.before else [(thing.what, None)]
    for number, (what, because) in enumerate(wordings, 1):
        making.rows.add(
            GoodWeekWording, **keys, **{**words, "what": what}, item_id=item, number=number, because=because,
            helped_by=_helper(making, person), **on_day(making, days[number - 1]),
        )  # fmt: skip
    whys = 0
    for monday, letter in zip(mondays(making, len(thing.weeks)), thing.weeks, strict=True):
        if letter in MARKS:
            why = thing.whys[whys % len(thing.whys)] if letter != "h" and thing.whys else None
            whys += why is not None
            sunday = instant(datetime.combine(monday + timedelta(days=6), EVENING))
            making.rows.add(
                GoodWeekMark, **keys, item_id=item, week_on=monday, mark=MARKS[letter], why=why, created_at=sunday,
                updated_at=sunday, answered_by="team_on_behalf" if making.dice.random() < 0.25 else "self",  # noqa: PLR2004 - one in four
                provided_by_team_id=person.team_id,
            )  # fmt: skip
    return item


def _make_scores(making: Making, person: DemoPerson, weeks: Weeks) -> None:
    """What the person gives each week, and what family does, beside and never mixed in."""
    for by, scores in (("self", weeks.scores), ("family", weeks.family)):
        for place, (monday, score) in enumerate(zip(mondays(making, len(scores)), scores, strict=True)):
            sunday = instant(datetime.combine(monday + timedelta(days=6), EVENING))
            making.rows.add(
                GoodWeekScore, **keys_of(person), week_on=monday, score=score, zero_words=weeks.zero, ten_words=weeks.ten,
                words=weeks.words.get(place) if by == "self" else None, answered_by=by, created_at=sunday, updated_at=sunday,
                provided_by_team_id=person.team_id,
            )  # fmt: skip


def _make_wish(making: Making, person: DemoPerson, wish: Wish) -> UUID:
    keys = keys_of(person)
    zero, ten, baseline, told = wish.scale or (None, None, None, None)
    since, status, _ = wish.moves[-1] if wish.moves else (wish.started, "exploring", None)
    words: Keys = {
        "statement": wish.statement, "why_it_matters": wish.why, "what_good_looks_like": wish.good, "who_helps": list(wish.helps),
    }  # fmt: skip
    outcome = making.rows.add(
        Outcome, **keys, **words, areas=list(wish.areas), started_on=making.ago(days=wish.started), zero_words=zero,
        ten_words=ten, baseline_score=baseline, baseline_words=told, status=status, status_since=making.ago(days=since),
        ended_on=making.ago(days=since) if status in ENDED else None, wording=2 if wish.before else 1,
        provided_by_team_id=person.team_id, created_at=making.at(days=wish.started), updated_at=making.at(days=since),
    )  # fmt: skip
    wordings = [(wish.before[0], None), (wish.statement, wish.before[1])] if wish.before else [(wish.statement, None)]
    for number, (statement, because) in enumerate(wordings, 1):
        making.rows.add(
            OutcomeWording, **keys, **{**words, "statement": statement}, outcome_id=outcome, number=number, because=because,
            helped_by=_helper(making, person), **on_day(making, wish.started - FIRST_WORDS * (number - 1)),
        )  # fmt: skip
    before = None
    for days, to, reason in ((wish.started, "exploring", None), *wish.moves):
        making.rows.add(
            OutcomeMove, **keys, outcome_id=outcome, from_status=before, to_status=to, moved_on=making.ago(days=days),
            reason=reason, provided_by_team_id=person.team_id, **on_day(making, days),
        )  # fmt: skip
        before = to
    for step in wish.steps:
        over = step.state in ("done", "dropped")
        making.rows.add(
            OutcomeStep, **keys, outcome_id=outcome, what=step.what, who=step.who, by_on=making.ago(days=-step.days),
            state=step.state, what_happened=step.happened, ended_on=making.ago(days=-step.days) if over else None,
            **on_day(making, -step.days if over else 3),
        )  # fmt: skip
    for said in wish.said:
        check_in(making, person, said, about="outcome", outcome_id=outcome, zero_words=zero, ten_words=ten)
    return outcome


def check_in(making: Making, person: DemoPerson, said: Said, **about: Any) -> None:  # noqa: ANN401 - columns of any type
    """A check-in as it was given; the correction, where there is one, beside it."""
    name = said.name or (None if person.name in ("Jean Aspinall", "George Hartley") else person.name.split()[0])
    given = making.rows.add(
        CheckIn, **keys_of(person), **about, score=said.score, words=said.words, working=said.working,
        not_working=said.not_working, what_next=said.next, answered_by=said.by, answered_by_name=name,
        given_at=making.at(days=said.days), provided_by_team_id=person.team_id, **on_day(making, said.days),
    )  # fmt: skip
    if said.amended:
        score, words, because = said.amended
        making.rows.add(
            CheckInAmendment, **keys_of(person), check_in_id=given, score=score, words=words, because=because,
            **on_day(making, said.days - 1),
        )  # fmt: skip


def answer_instrument(
    making: Making, person: DemoPerson, asked: Asked, key: str, definition: Definition, answers: dict[str, Any]
) -> None:
    """A question set as it was answered; what it comes to is kept with it, as the service does."""
    given = [Answer(item=item, value=value) for item, value in answers.items()]
    making.rows.add(
        CheckIn, **keys_of(person), about="instrument", instrument=key, instrument_version=1,
        answers=[one.model_dump(mode="json") for one in given], results=scored(definition, given), answered_by=asked.by,
        answered_by_name=asked.name or (None if person.name in ("Jean Aspinall", "George Hartley") else person.name.split()[0]),
        given_at=making.at(days=asked.days), provided_by_team_id=person.team_id, **on_day(making, asked.days),
    )  # fmt: skip


def _make_one_of_the_crowd(making: Making, person: DemoPerson, number: int) -> None:
    """One wish and one thing of a good week, in the words of those who love the same."""
    wanted, (moves, scores) = pools.WANTED[number % len(loves.LOVES)], pools.WAYS[number % len(pools.WAYS)]
    began = 172
    _make_thing(making, person, GoodThing(wanted.thing, pools.WEEKS[number % len(pools.WEEKS)], whys=(wanted.bad,)), 1)
    days = [began - 20 - place * 60 for place in range(len(scores))]
    last = moves[-1][0] if moves and moves[-1][1] in ENDED else 0
    said = tuple(
        Said(max(each, last + 1), score, wanted.good if score >= 5 else wanted.bad, by=("self", "self", "team_on_behalf")[place])  # noqa: PLR2004 - the middle
        for place, (each, score) in enumerate(zip(days, scores, strict=True))
    )
    scale = (wanted.zero, wanted.ten, scores[0], "Where I am now.")
    _make_wish(making, person, Wish(wanted.wish, began, areas=(wanted.area,), scale=scale, moves=moves, said=said))


def _link(making: Making, person: DemoPerson, purpose: str | None, kind: str, target: UUID) -> None:
    """Every visit of this purpose was for it."""
    for visit in making.rows.found[str(Visit.__tablename__)] if purpose else ():
        if visit["person_id"] == person.id and visit["purpose"] == purpose:
            making.rows.add(VisitLink, **keys_of(person), visit_id=visit["id"], kind=kind, target_id=target)


def _helper(making: Making, person: DemoPerson) -> str | None:
    """Who helped with the words; some needed nobody."""
    small = [row for row in making.rows.found["small_team_member"] if row["person_id"] == person.id]
    return str(making.dice.choice(small)["member_name"]) if small and making.dice.random() < 0.6 else None  # noqa: PLR2004 - six in ten
