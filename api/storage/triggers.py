"""The triggers of all tables: stamps and the change log of whatever is logged, and the rules that hold whoever writes."""

from typing import Final

from api.domain.access.roles import Role
from api.domain.access.rules import rights
from api.domain.registry import tables

# What ends the sign-ins behind it, so that nothing stolen comes back to life when the account is let in again.
ENDINGS: Final = {
    "account": "(NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL)"
    " OR (NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL)",
    "account_grant": "NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL",
    "account_identity": "NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL",
    "identity_provider": "(NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL)"
    " OR (OLD.assures_second_factor AND NOT NEW.assures_second_factor)",
    "client": "NEW.removed_at IS DISTINCT FROM OLD.removed_at OR NEW.secret_hash IS DISTINCT FROM OLD.secret_hash"
    " OR NEW.public IS DISTINCT FROM OLD.public OR NEW.scopes IS DISTINCT FROM OLD.scopes"
    " OR NEW.grants IS DISTINCT FROM OLD.grants",
}
LOGGED_KEYS: Final = ("team_id", "removed_at")  # keys whose change is logged, and readable wherever the record is


def triggers() -> list[str]:
    """Version stamps and the change log, on every table that is logged; the size of a team."""
    made = []
    for name, cls in tables().items():
        if not cls.rules.logged:
            continue
        coach = rights(cls.owner, cls.rules).get(Role.coach)
        openly = "" if coach is None else "*" if coach.columns is None else ",".join((*coach.columns, *LOGGED_KEYS))
        secret = ",".join(cls.rules.secret)
        # A row that only follows its person to another team keeps its version and leaves no row in the log.
        stays = (
            "WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) "
            if cls.model_fields.keys() & {"person_id", "made_person_id"} and "team_id" in cls.model_fields
            else ""
        )
        log = f"FOR EACH ROW {{}}EXECUTE FUNCTION log_change('{secret}', '{openly}')"
        made += [
            f"CREATE TRIGGER stamp BEFORE UPDATE ON {name} FOR EACH ROW {stays}EXECUTE FUNCTION stamp()",
            f"CREATE TRIGGER log_insert AFTER INSERT ON {name} {log.format('')}",
            f"CREATE TRIGGER log_update AFTER UPDATE ON {name} {log.format(stays)}",
        ]
    made += [
        f"CREATE TRIGGER end_sessions AFTER UPDATE ON {name} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION end_sessions()"
        for name, when in ENDINGS.items()
    ]
    made += [
        (
            "CREATE TRIGGER hold_chapter_readers BEFORE INSERT ON life_story_chapter FOR EACH ROW"
            " EXECUTE FUNCTION hold_chapter_readers()"
        ),
        (
            "CREATE TRIGGER follow_chapter_consent AFTER INSERT OR UPDATE ON consent FOR EACH ROW"
            " WHEN (NEW.chapter_id IS NOT NULL) EXECUTE FUNCTION follow_chapter_consent()"
        ),
        (
            "CREATE TRIGGER follow_leaving AFTER UPDATE OF left_on, removed_at, account_id ON team_member FOR EACH ROW"
            " WHEN (OLD.account_id IS NOT NULL AND OLD.left_on IS NULL AND OLD.removed_at IS NULL AND (NEW.left_on IS NOT NULL"
            " OR NEW.removed_at IS NOT NULL OR NEW.account_id IS DISTINCT FROM OLD.account_id)) EXECUTE FUNCTION follow_leaving()"
        ),
        (
            "CREATE TRIGGER follow_leaving AFTER UPDATE OF state, removed_at, account_id ON circle_member FOR EACH ROW"
            " WHEN (OLD.account_id IS NOT NULL AND OLD.state <> 'left' AND OLD.removed_at IS NULL AND (NEW.state = 'left'"
            " OR NEW.removed_at IS NOT NULL OR NEW.account_id IS DISTINCT FROM OLD.account_id)) EXECUTE FUNCTION follow_leaving()"
        ),
        "CREATE TRIGGER tell_of_offer AFTER INSERT ON move_offer FOR EACH ROW EXECUTE FUNCTION tell_of_move()",
        (
            "CREATE TRIGGER tell_of_answer AFTER UPDATE ON move_offer FOR EACH ROW"
            " WHEN (OLD.state = 'offered' AND NEW.state IN ('declined', 'withdrawn')) EXECUTE FUNCTION tell_of_move()"
        ),
    ]
    made += [
        "CREATE TRIGGER hold_visit AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION hold_visit()",
        (
            "CREATE TRIGGER hold_visit_again AFTER UPDATE OF state, member_ids, planned_start_at, planned_end_at, removed_at,"
            " provided_by_team_id ON visit FOR EACH ROW EXECUTE FUNCTION hold_visit()"
        ),
        (
            "CREATE TRIGGER book_hours AFTER INSERT ON visit FOR EACH ROW WHEN (NEW.delivered_minutes <> 0)"
            " EXECUTE FUNCTION book_hours()"
        ),
        (
            "CREATE TRIGGER book_hours_again AFTER UPDATE OF delivered_minutes ON visit FOR EACH ROW"
            " WHEN (NEW.delivered_minutes <> OLD.delivered_minutes) EXECUTE FUNCTION book_hours()"
        ),
        (
            "CREATE TRIGGER lapse_offers AFTER UPDATE OF state, member_ids ON visit FOR EACH ROW"
            " WHEN (NEW.state IS DISTINCT FROM OLD.state OR NEW.member_ids <> OLD.member_ids) EXECUTE FUNCTION lapse_offers()"
        ),
        (
            "CREATE TRIGGER follow_person_status AFTER UPDATE OF status ON person FOR EACH ROW"
            " WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION follow_person_status()"
        ),
        (
            "CREATE TRIGGER follow_restriction AFTER UPDATE OF restricted ON concern FOR EACH ROW"
            " WHEN (NEW.restricted <> OLD.restricted) EXECUTE FUNCTION follow_restriction()"
        ),
        "CREATE TRIGGER hold_link AFTER INSERT ON visit_link FOR EACH ROW EXECUTE FUNCTION hold_link()",
        (
            "CREATE TRIGGER hold_circle_member BEFORE INSERT OR UPDATE OF account_id ON circle_member FOR EACH ROW"
            " WHEN (NEW.account_id IS NOT NULL) EXECUTE FUNCTION hold_circle_member()"
        ),
        *(
            f"CREATE TRIGGER hold_circle_goes_on AFTER INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION hold_circle_goes_on()"
            for name in ("circle_meeting", "circle_action", "circle_contribution")
        ),
        (
            "CREATE TRIGGER hold_circle_meeting AFTER INSERT OR UPDATE OF held_on, member_ids ON circle_meeting FOR EACH ROW"
            " EXECUTE FUNCTION hold_circle_meeting()"
        ),
        (
            "CREATE TRIGGER hold_circle_action AFTER INSERT OR UPDATE OF meeting_id, member_id ON circle_action FOR EACH ROW"
            " EXECUTE FUNCTION hold_circle_action()"
        ),
        (
            "CREATE TRIGGER hold_group BEFORE INSERT OR UPDATE OF assured_on, assured_by, published_at ON community_group"
            " FOR EACH ROW WHEN (current_setting('role') = 'wt_person') EXECUTE FUNCTION hold_group()"
        ),
        (
            "CREATE TRIGGER empty_page BEFORE UPDATE OF removed_at ON person_page FOR EACH ROW"
            " WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION empty_page()"
        ),
        (
            "CREATE TRIGGER empty_page BEFORE UPDATE OF removed_at ON figure_report FOR EACH ROW"
            " WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION empty_page()"
        ),
        (
            "CREATE TRIGGER hold_check_in AFTER INSERT ON check_in FOR EACH ROW WHEN (NEW.outcome_id IS NOT NULL)"
            " EXECUTE FUNCTION hold_check_in()"
        ),
        (
            "CREATE TRIGGER hold_arrangement BEFORE INSERT OR UPDATE OF council_id, funded_person_id, funded_team_id"
            " ON arrangement FOR EACH ROW EXECUTE FUNCTION hold_arrangement()"
        ),
        (
            "CREATE TRIGGER tell_of_commissioned_provider AFTER INSERT OR UPDATE OF agreed_at, until_on ON commissioned_provider"
            " FOR EACH ROW EXECUTE FUNCTION tell_of_commissioned_provider()"
        ),
        (
            "CREATE TRIGGER hold_cld_export BEFORE INSERT ON cld_export FOR EACH ROW"
            " WHEN (current_setting('app.role', true) <> '') EXECUTE FUNCTION hold_cld_export()"
        ),
        (
            "CREATE TRIGGER empty_cld_export BEFORE UPDATE OF removed_at ON cld_export FOR EACH ROW"
            " WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION hold_cld_export()"
        ),
        "CREATE TRIGGER hold_hand_over BEFORE UPDATE ON hand_over FOR EACH ROW EXECUTE FUNCTION hold_hand_over()",
        "CREATE TRIGGER tell_of_hand_over AFTER INSERT ON hand_over FOR EACH ROW EXECUTE FUNCTION tell_of_hand_over()",
        (
            "CREATE TRIGGER tell_of_answer AFTER UPDATE OF state ON hand_over FOR EACH ROW WHEN (NEW.state <> OLD.state)"
            " EXECUTE FUNCTION tell_of_hand_over()"
        ),
        # After the log of this very change: triggers of one kind run by name.
        (
            "CREATE TRIGGER w_follow_hand_over AFTER UPDATE OF made_person_id ON hand_over FOR EACH ROW"
            " WHEN (OLD.made_person_id IS NULL AND NEW.made_person_id IS NOT NULL) EXECUTE FUNCTION follow_hand_over()"
        ),
        (
            "CREATE TRIGGER follow_fund AFTER INSERT OR UPDATE OF overspend_up_to_pence, arrangement_id ON fund FOR EACH ROW"
            " EXECUTE FUNCTION follow_fund()"
        ),
        *(
            f"CREATE TRIGGER hold_ledger BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION hold_ledger()"
            for name in ("fund_entry", "fund_line")
        ),
        (
            "CREATE TRIGGER book_lines AFTER INSERT ON fund_line REFERENCING NEW TABLE AS made FOR EACH STATEMENT"
            " EXECUTE FUNCTION book_lines()"
        ),
        "CREATE TRIGGER hold_invitation AFTER INSERT ON check_in_invitation FOR EACH ROW EXECUTE FUNCTION hold_invitation()",
    ]
    made.append(
        "CREATE TRIGGER hold_team_size BEFORE INSERT OR UPDATE ON team_member FOR EACH ROW EXECUTE FUNCTION hold_team_size()"
    )
    return made
