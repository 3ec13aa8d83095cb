GRANT CREATE ON SCHEMA public TO wt_kernel
--;
CREATE TABLE person_page (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	state VARCHAR(10) DEFAULT 'asked' NOT NULL, 
	account_id UUID, 
	made_at TIMESTAMP WITH TIME ZONE, 
	left_out JSONB DEFAULT '[]'::jsonb NOT NULL, 
	html VARCHAR(200000), 
	pdf BYTEA, 
	CONSTRAINT pk_person_page PRIMARY KEY (id), 
	CONSTRAINT ck_person_page_state CHECK (state IN ('asked', 'made', 'failed')), 
	CONSTRAINT ck_person_page_made CHECK ((state = 'made') = (made_at IS NOT NULL AND html IS NOT NULL AND pdf IS NOT NULL)), 
	CONSTRAINT fk_person_page_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_person_page_organisation_id ON person_page (organisation_id)
--;
CREATE INDEX ix_person_page_person_id ON person_page (person_id)
--;
CREATE INDEX ix_person_page_person_id_created_at_id ON person_page (person_id, created_at, id)
--;
CREATE INDEX ix_person_page_team_id ON person_page (team_id)
--;
CREATE INDEX ix_person_page_team_id_created_at_id ON person_page (team_id, created_at, id)
--;
CREATE TRIGGER stamp BEFORE UPDATE ON person_page FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON person_page FOR EACH ROW EXECUTE FUNCTION log_change('html,pdf', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON person_page FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('html,pdf', '')
--;
DROP POLICY carer_read ON change
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
DROP POLICY person_read ON change
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
DROP POLICY manager_read ON change
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY carer_read ON change_value
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP POLICY person_read ON change_value
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
DROP POLICY manager_read ON change_value
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
ALTER TABLE person_page ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE person_page FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON person_page TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_page TO wt_kernel
--;
CREATE POLICY wt_operator ON person_page TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_page TO wt_operator
--;
CREATE POLICY carer_read ON person_page FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person_page TO wt_carer
--;
CREATE POLICY carer_add ON person_page FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, state, account_id, made_at, left_out, html, pdf) ON person_page TO wt_carer
--;
CREATE POLICY carer_change ON person_page FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at) ON person_page TO wt_carer
--;
CREATE POLICY person_read ON person_page FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person_page TO wt_person
--;
CREATE POLICY person_add ON person_page FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, state, account_id, made_at, left_out, html, pdf) ON person_page TO wt_person
--;
CREATE POLICY person_change ON person_page FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at) ON person_page TO wt_person
--;
CREATE POLICY manager_read ON person_page FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON person_page TO wt_manager
--;
CREATE POLICY opening_read ON person_page FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person_page TO wt_opening
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
