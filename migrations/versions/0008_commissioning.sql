GRANT CREATE ON SCHEMA public TO wt_kernel
--;
DROP POLICY carer_read ON change
--;
DROP POLICY coach_read ON change
--;
DROP POLICY integration_read ON change
--;
DROP POLICY person_read ON change
--;
DROP POLICY manager_read ON change
--;
DROP POLICY carer_read ON change_value
--;
DROP POLICY coach_read ON change_value
--;
DROP POLICY integration_read ON change_value
--;
DROP POLICY person_read ON change_value
--;
DROP POLICY manager_read ON change_value
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, council_id, kind, from_on, until_on) ON arrangement FROM wt_commissioner
--;
REVOKE INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern FROM wt_carer
--;
REVOKE UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern FROM wt_carer
--;
REVOKE INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern FROM wt_integration
--;
REVOKE UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern FROM wt_integration
--;
REVOKE INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern FROM wt_manager
--;
REVOKE UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern FROM wt_manager
--;
-- Who pays for themself has no council; only this release reads arrangements at all.
ALTER TABLE arrangement
  -- squawk-ignore ban-drop-not-null
  ALTER COLUMN council_id DROP NOT NULL,
  ADD COLUMN weekly_amount_pence INTEGER,
  ADD COLUMN weekly_minutes INTEGER,
  ADD COLUMN purchaser VARCHAR(200),
  ADD COLUMN held_by VARCHAR(20),
  ADD COLUMN model VARCHAR(20) DEFAULT 'time_and_task' NOT NULL,
  ADD COLUMN council_reference VARCHAR(40),
  ADD COLUMN words VARCHAR(2000),
  ADD COLUMN council_name VARCHAR(200),
  ADD COLUMN provider_name VARCHAR(200) DEFAULT '' NOT NULL
--;
-- As the operator: row security is forced, so the owner of a table sees no row of it.
SET LOCAL ROLE wt_operator
--;
UPDATE arrangement SET
  provider_name = (SELECT name FROM organisation WHERE id = arrangement.organisation_id),
  council_name = (SELECT name FROM organisation WHERE id = arrangement.council_id)
--;
RESET ROLE
--;
-- It was there for the rows that stood: from now on hold_arrangement() fills it in.
ALTER TABLE arrangement
  -- squawk-ignore ban-drop-default
  ALTER COLUMN provider_name DROP DEFAULT
--;
ALTER TABLE arrangement
  ADD CONSTRAINT ck_arrangement_held_by CHECK (held_by IN ('provider', 'council', 'person', 'representative', 'nhs', 'third_party')),
  ADD CONSTRAINT ck_arrangement_model CHECK (model IN ('outcomes', 'time_and_task')),
  ADD CONSTRAINT ck_arrangement_block_contract CHECK ((kind = 'block_contract') = (funded_team_id IS NOT NULL)),
  ADD CONSTRAINT ck_arrangement_council CHECK (council_id IS NOT NULL OR kind IN ('self_funded', 'personal_health_budget')),
  ADD CONSTRAINT ck_arrangement_weekly_amount CHECK (weekly_amount_pence BETWEEN 0 AND 10000000),
  ADD CONSTRAINT ck_arrangement_weekly_minutes CHECK (weekly_minutes BETWEEN 0 AND 100800)
--;
ALTER TABLE concern
  ADD COLUMN notification VARCHAR(30),
  ADD COLUMN notified_at TIMESTAMP WITH TIME ZONE,
  ADD COLUMN notified_reference VARCHAR(60)
--;
ALTER TABLE concern
  ADD CONSTRAINT ck_concern_notification CHECK (notification IN ('death', 'serious_injury', 'abuse_or_allegation', 'deprivation_of_liberty', 'police', 'unsafe_service')),
  ADD CONSTRAINT ck_concern_notified CHECK (notified_at IS NULL OR notification IS NOT NULL)
--;
CREATE TABLE cld_export (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	client_id UUID, 
	team_ids UUID[] DEFAULT '{}'::uuid[] NOT NULL, 
	council_id UUID NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE NOT NULL, 
	state VARCHAR(10) DEFAULT 'asked' NOT NULL, 
	made_at TIMESTAMP WITH TIME ZONE, 
	rows INTEGER, 
	person_ids UUID[] DEFAULT '{}'::uuid[] NOT NULL, 
	incomplete INTEGER, 
	csv BYTEA, 
	CONSTRAINT pk_cld_export PRIMARY KEY (id), 
	CONSTRAINT ck_cld_export_state CHECK (state IN ('asked', 'made', 'failed')), 
	CONSTRAINT ck_cld_export_dates CHECK (until_on > from_on), 
	CONSTRAINT ck_cld_export_made CHECK ((state = 'made') = (made_at IS NOT NULL)), 
	CONSTRAINT ck_cld_export_kept CHECK (csv IS NULL OR (state = 'made' AND removed_at IS NULL)), 
	CONSTRAINT uq_cld_export_id_organisation_id UNIQUE (id, organisation_id), 
	CONSTRAINT fk_cld_export_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_cld_export_council_id FOREIGN KEY(council_id) REFERENCES organisation (id)
)
--;
CREATE INDEX ix_cld_export_client_id ON cld_export (client_id)
--;
CREATE INDEX ix_cld_export_organisation_id_created_at_id ON cld_export (organisation_id, created_at, id)
--;
CREATE TABLE commissioned_provider (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	council_id UUID NOT NULL, 
	provider_name VARCHAR(200) NOT NULL, 
	agreed_at TIMESTAMP WITH TIME ZONE, 
	agreed_by_account_id UUID, 
	until_on DATE, 
	CONSTRAINT pk_commissioned_provider PRIMARY KEY (id), 
	CONSTRAINT ck_commissioned_provider_agreed CHECK ((agreed_at IS NULL) = (agreed_by_account_id IS NULL)), 
	CONSTRAINT ck_commissioned_provider_ended CHECK (until_on IS NULL OR agreed_at IS NOT NULL), 
	CONSTRAINT fk_commissioned_provider_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_commissioned_provider_council_id FOREIGN KEY(council_id) REFERENCES organisation (id)
)
--;
CREATE INDEX ix_commissioned_provider_organisation_id ON commissioned_provider (organisation_id)
--;
CREATE UNIQUE INDEX uq_commissioned_provider_once ON commissioned_provider (council_id, organisation_id)
--;
CREATE TABLE cqc_rating (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	published_on DATE NOT NULL, 
	overall VARCHAR(20) NOT NULL, 
	safe VARCHAR(20), 
	effective VARCHAR(20), 
	caring VARCHAR(20), 
	responsive VARCHAR(20), 
	well_led VARCHAR(20), 
	report_url VARCHAR(500), 
	words VARCHAR(1000), 
	CONSTRAINT pk_cqc_rating PRIMARY KEY (id), 
	CONSTRAINT ck_cqc_rating_overall CHECK (overall IN ('outstanding', 'good', 'requires_improvement', 'inadequate')), 
	CONSTRAINT ck_cqc_rating_safe CHECK (safe IN ('outstanding', 'good', 'requires_improvement', 'inadequate')), 
	CONSTRAINT ck_cqc_rating_effective CHECK (effective IN ('outstanding', 'good', 'requires_improvement', 'inadequate')), 
	CONSTRAINT ck_cqc_rating_caring CHECK (caring IN ('outstanding', 'good', 'requires_improvement', 'inadequate')), 
	CONSTRAINT ck_cqc_rating_responsive CHECK (responsive IN ('outstanding', 'good', 'requires_improvement', 'inadequate')), 
	CONSTRAINT ck_cqc_rating_well_led CHECK (well_led IN ('outstanding', 'good', 'requires_improvement', 'inadequate')), 
	CONSTRAINT ck_cqc_rating_report_url CHECK (report_url ~ '^https://'), 
	CONSTRAINT fk_cqc_rating_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_cqc_rating_organisation_id_published_on_id ON cqc_rating (organisation_id, published_on, id)
--;
CREATE UNIQUE INDEX uq_cqc_rating_on ON cqc_rating (organisation_id, published_on) WHERE removed_at IS NULL
--;
CREATE TABLE figure_setting (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	council_id UUID NOT NULL, 
	threshold INTEGER DEFAULT 7 NOT NULL, 
	base INTEGER DEFAULT 5 NOT NULL, 
	admission_pence INTEGER, 
	admission_source VARCHAR(300), 
	compared_rate INTEGER, 
	compared_source VARCHAR(300), 
	CONSTRAINT pk_figure_setting PRIMARY KEY (id), 
	CONSTRAINT ck_figure_setting_threshold CHECK (threshold BETWEEN 7 AND 50), 
	CONSTRAINT ck_figure_setting_base CHECK (base = 5 OR base = 10), 
	CONSTRAINT ck_figure_setting_admission CHECK (admission_pence BETWEEN 0 AND 100000000), 
	CONSTRAINT ck_figure_setting_compared CHECK (compared_rate BETWEEN 0 AND 10000), 
	CONSTRAINT ck_figure_setting_admission_source CHECK (admission_pence IS NULL OR admission_source IS NOT NULL), 
	CONSTRAINT ck_figure_setting_compared_source CHECK (compared_rate IS NULL OR compared_source IS NOT NULL), 
	CONSTRAINT fk_figure_setting_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_figure_setting_council_id FOREIGN KEY(council_id) REFERENCES organisation (id)
)
--;
CREATE INDEX ix_figure_setting_council_id ON figure_setting (council_id)
--;
CREATE INDEX ix_figure_setting_organisation_id ON figure_setting (organisation_id)
--;
CREATE UNIQUE INDEX uq_figure_setting_now ON figure_setting (organisation_id, council_id) WHERE removed_at IS NULL
--;
CREATE TABLE figure_snapshot (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	side VARCHAR(10) NOT NULL, 
	span VARCHAR(10) NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE NOT NULL, 
	made_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	made_with JSONB DEFAULT '{}'::jsonb NOT NULL, 
	CONSTRAINT pk_figure_snapshot PRIMARY KEY (id), 
	CONSTRAINT ck_figure_snapshot_side CHECK (side IN ('council', 'provider')), 
	CONSTRAINT ck_figure_snapshot_span CHECK (span IN ('week', 'quarter', 'year')), 
	CONSTRAINT uq_figure_snapshot_once UNIQUE (organisation_id, side, span, from_on), 
	CONSTRAINT uq_figure_snapshot_id_organisation_id UNIQUE (id, organisation_id), 
	CONSTRAINT fk_figure_snapshot_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
--;
CREATE INDEX ix_figure_snapshot_organisation_id_span_from_on ON figure_snapshot (organisation_id, span, from_on)
--;
CREATE TABLE exact_figures (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	snapshot_id UUID NOT NULL, 
	breakdown VARCHAR(10) NOT NULL, 
	team_id UUID, 
	label VARCHAR(200) NOT NULL, 
	cells JSONB NOT NULL, 
	CONSTRAINT pk_exact_figures PRIMARY KEY (id), 
	CONSTRAINT ck_exact_figures_breakdown CHECK (breakdown IN ('everyone', 'provider', 'team', 'place')), 
	CONSTRAINT fk_exact_figures_snapshot_id_organisation_id FOREIGN KEY(snapshot_id, organisation_id) REFERENCES figure_snapshot (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_exact_figures_team CHECK ((breakdown = 'team') = (team_id IS NOT NULL))
)
--;
CREATE INDEX ix_exact_figures_organisation_id_snapshot_id_breakdown ON exact_figures (organisation_id, snapshot_id, breakdown)
--;
CREATE INDEX ix_exact_figures_snapshot_id ON exact_figures (snapshot_id)
--;
CREATE INDEX ix_exact_figures_team_id_snapshot_id ON exact_figures (team_id, snapshot_id)
--;
CREATE TABLE figure_report (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	snapshot_id UUID NOT NULL, 
	breakdown VARCHAR(10) DEFAULT 'everyone' NOT NULL, 
	part UUID, 
	label VARCHAR(200), 
	state VARCHAR(10) DEFAULT 'asked' NOT NULL, 
	made_at TIMESTAMP WITH TIME ZONE, 
	html VARCHAR(400000), 
	pdf BYTEA, 
	CONSTRAINT pk_figure_report PRIMARY KEY (id), 
	CONSTRAINT ck_figure_report_state CHECK (state IN ('asked', 'made', 'failed')), 
	CONSTRAINT ck_figure_report_breakdown CHECK (breakdown IN ('everyone', 'provider', 'team', 'place')), 
	CONSTRAINT fk_figure_report_snapshot_id_organisation_id FOREIGN KEY(snapshot_id, organisation_id) REFERENCES figure_snapshot (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_figure_report_made CHECK ((state = 'made') = (made_at IS NOT NULL)), 
	CONSTRAINT ck_figure_report_forms CHECK ((html IS NOT NULL) = (pdf IS NOT NULL)), 
	CONSTRAINT fk_figure_report_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_figure_report_organisation_id_created_at_id ON figure_report (organisation_id, created_at, id)
--;
CREATE INDEX ix_figure_report_snapshot_id ON figure_report (snapshot_id)
--;
CREATE TABLE published_figures (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	snapshot_id UUID NOT NULL, 
	breakdown VARCHAR(10) NOT NULL, 
	part UUID, 
	label VARCHAR(200) NOT NULL, 
	cells JSONB NOT NULL, 
	known JSONB DEFAULT '{}'::jsonb NOT NULL, 
	CONSTRAINT pk_published_figures PRIMARY KEY (id), 
	CONSTRAINT ck_published_figures_breakdown CHECK (breakdown IN ('everyone', 'provider', 'team', 'place')), 
	CONSTRAINT fk_published_figures_snapshot_id_organisation_id FOREIGN KEY(snapshot_id, organisation_id) REFERENCES figure_snapshot (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_published_figures_organisation_id_snapshot_id_breakdown ON published_figures (organisation_id, snapshot_id, breakdown)
--;
CREATE INDEX ix_published_figures_snapshot ON published_figures (snapshot_id, breakdown, part)
--;
CREATE TABLE care_assessment (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	started_on DATE NOT NULL, 
	ended_on DATE, 
	assessment_type VARCHAR(30) NOT NULL, 
	needs_identified VARCHAR(60), 
	method VARCHAR(120), 
	outcome VARCHAR(120), 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_care_assessment PRIMARY KEY (id), 
	CONSTRAINT ck_care_assessment_assessment_type CHECK (assessment_type IN ('Short term assessment', 'Long term assessment')), 
	CONSTRAINT ck_care_assessment_dates CHECK (ended_on >= started_on), 
	CONSTRAINT fk_care_assessment_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_care_assessment_organisation_id ON care_assessment (organisation_id)
--;
CREATE INDEX ix_care_assessment_person_id ON care_assessment (person_id)
--;
CREATE INDEX ix_care_assessment_person_id_started_on_id ON care_assessment (person_id, started_on, id)
--;
CREATE INDEX ix_care_assessment_team_id ON care_assessment (team_id)
--;
CREATE TABLE cld_missing (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	export_id UUID NOT NULL, 
	client_id UUID, 
	fields TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	left_to_council TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	wrong TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	CONSTRAINT pk_cld_missing PRIMARY KEY (id), 
	CONSTRAINT fk_cld_missing_export_id_organisation_id FOREIGN KEY(export_id, organisation_id) REFERENCES cld_export (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_cld_missing_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_cld_missing_organisation_id ON cld_missing (organisation_id)
--;
CREATE INDEX ix_cld_missing_person_id ON cld_missing (person_id)
--;
CREATE INDEX ix_cld_missing_team_id ON cld_missing (team_id)
--;
CREATE UNIQUE INDEX uq_cld_missing_person ON cld_missing (export_id, person_id)
--;
CREATE TABLE council_details (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	gender VARCHAR(20), 
	ethnicity VARCHAR(120), 
	accommodation_status VARCHAR(160), 
	employment_status VARCHAR(80), 
	autism VARCHAR(10), 
	visual_impairment VARCHAR(60), 
	hearing_impairment VARCHAR(60), 
	dementia VARCHAR(10), 
	funding_status VARCHAR(60), 
	primary_support_reason VARCHAR(80), 
	CONSTRAINT pk_council_details PRIMARY KEY (id), 
	CONSTRAINT fk_council_details_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_council_details_organisation_id ON council_details (organisation_id)
--;
CREATE INDEX ix_council_details_person_id ON council_details (person_id)
--;
CREATE INDEX ix_council_details_team_id ON council_details (team_id)
--;
CREATE UNIQUE INDEX uq_council_details_person ON council_details (person_id) WHERE removed_at IS NULL
--;
CREATE TABLE hand_over (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	council_id UUID NOT NULL, 
	council_name VARCHAR(200) NOT NULL, 
	asked_team_id UUID NOT NULL, 
	sent_by_account_id UUID, 
	sent_by_client_id UUID, 
	made_person_id UUID, 
	preferred_name VARCHAR(120) NOT NULL, 
	given_names VARCHAR(200), 
	family_name VARCHAR(120), 
	date_of_birth DATE, 
	nhs_number VARCHAR(10), 
	council_reference VARCHAR(40), 
	address_lines JSONB DEFAULT '[]'::jsonb NOT NULL, 
	postcode VARCHAR(8), 
	phone VARCHAR(40), 
	needs VARCHAR(4000) NOT NULL, 
	what_matters VARCHAR(4000), 
	who_is_around VARCHAR(2000), 
	funding_kind VARCHAR(40), 
	funding_words VARCHAR(1000), 
	weekly_amount_pence INTEGER, 
	weekly_minutes INTEGER, 
	desired_start_on DATE, 
	contact_name VARCHAR(120), 
	contact_details VARCHAR(254), 
	state VARCHAR(20) DEFAULT 'sent' NOT NULL, 
	answered_at TIMESTAMP WITH TIME ZONE, 
	answer_words VARCHAR(2000), 
	declined_because VARCHAR(30), 
	withdrawn_at TIMESTAMP WITH TIME ZONE, 
	withdrawn_words VARCHAR(1000), 
	CONSTRAINT pk_hand_over PRIMARY KEY (id), 
	CONSTRAINT ck_hand_over_state CHECK (state IN ('sent', 'getting_to_know', 'accepted', 'declined', 'withdrawn')), 
	CONSTRAINT ck_hand_over_funding_kind CHECK (funding_kind IN ('individual_service_fund', 'council_managed_personal_budget', 'direct_payment', 'personal_health_budget', 'joint', 'self_funded', 'block_contract')), 
	CONSTRAINT ck_hand_over_declined_because CHECK (declined_because IN ('no_room', 'too_far', 'not_the_right_team', 'person_said_no', 'funding_not_agreed', 'other')), 
	CONSTRAINT ck_hand_over_answered CHECK ((state IN ('sent', 'withdrawn')) OR (answered_at IS NOT NULL)), 
	CONSTRAINT ck_hand_over_declined CHECK ((state = 'declined') = (declined_because IS NOT NULL)), 
	CONSTRAINT ck_hand_over_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)), 
	CONSTRAINT ck_hand_over_accepted CHECK (state <> 'accepted' OR made_person_id IS NOT NULL), 
	CONSTRAINT ck_hand_over_nhs_number CHECK (nhs_number ~ '^[0-9]{10}$'), 
	CONSTRAINT ck_hand_over_weekly_amount CHECK (weekly_amount_pence BETWEEN 0 AND 10000000), 
	CONSTRAINT ck_hand_over_weekly_minutes CHECK (weekly_minutes BETWEEN 0 AND 100800), 
	CONSTRAINT fk_hand_over_made_person FOREIGN KEY(made_person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_hand_over_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_hand_over_council_id FOREIGN KEY(council_id) REFERENCES organisation (id)
)
--;
CREATE INDEX ix_hand_over_council_id_created_at_id ON hand_over (council_id, created_at, id)
--;
CREATE INDEX ix_hand_over_made_person_id ON hand_over (made_person_id)
--;
CREATE INDEX ix_hand_over_organisation_id_created_at_id ON hand_over (organisation_id, created_at, id)
--;
CREATE INDEX ix_hand_over_sent_by_client_id ON hand_over (sent_by_client_id)
--;
CREATE INDEX ix_hand_over_team_id_created_at_id ON hand_over (team_id, created_at, id)
--;
CREATE TABLE hospital_stay (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	admitted_on DATE NOT NULL, 
	left_on DATE, 
	planned BOOLEAN NOT NULL, 
	where_words VARCHAR(200), 
	because VARCHAR(2000), 
	what_we_learned VARCHAR(4000), 
	notification VARCHAR(30), 
	notified_at TIMESTAMP WITH TIME ZONE, 
	notified_reference VARCHAR(60), 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_hospital_stay PRIMARY KEY (id), 
	CONSTRAINT ck_hospital_stay_notification CHECK (notification IN ('death', 'serious_injury', 'abuse_or_allegation', 'deprivation_of_liberty', 'police', 'unsafe_service')), 
	CONSTRAINT ck_hospital_stay_notified CHECK (notified_at IS NULL OR notification IS NOT NULL), 
	CONSTRAINT ck_hospital_stay_dates CHECK (left_on >= admitted_on), 
	CONSTRAINT fk_hospital_stay_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_hospital_stay_open ON hospital_stay (organisation_id, (left_on IS NULL), admitted_on, id)
--;
CREATE INDEX ix_hospital_stay_organisation_id ON hospital_stay (organisation_id)
--;
CREATE INDEX ix_hospital_stay_organisation_id_admitted_on_id ON hospital_stay (organisation_id, admitted_on, id)
--;
CREATE INDEX ix_hospital_stay_organisation_id_created_at_id ON hospital_stay (organisation_id, created_at, id) WHERE notification IS NOT NULL
--;
CREATE INDEX ix_hospital_stay_person_id ON hospital_stay (person_id)
--;
CREATE INDEX ix_hospital_stay_person_id_admitted_on_id ON hospital_stay (person_id, admitted_on, id)
--;
CREATE INDEX ix_hospital_stay_provided_by_team_id_admitted_on ON hospital_stay (provided_by_team_id, admitted_on)
--;
CREATE INDEX ix_hospital_stay_team_id ON hospital_stay (team_id)
--;
CREATE INDEX ix_hospital_stay_team_id_admitted_on_id ON hospital_stay (team_id, admitted_on, id)
--;
CREATE TABLE fund (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	arrangement_id UUID, 
	name VARCHAR(120) NOT NULL, 
	decided_by VARCHAR(20) DEFAULT 'person' NOT NULL, 
	decided_words VARCHAR(1000), 
	representative_id UUID, 
	held_by VARCHAR(20) DEFAULT 'provider' NOT NULL, 
	holder_name VARCHAR(200), 
	fee_kind VARCHAR(10) DEFAULT 'none' NOT NULL, 
	fee_weekly_pence INTEGER, 
	fee_basis_points INTEGER, 
	fee_words VARCHAR(500), 
	overspend_rule VARCHAR(20) DEFAULT 'refuse' NOT NULL, 
	overspend_up_to_pence INTEGER DEFAULT 0 NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE, 
	words VARCHAR(2000), 
	closed_on DATE, 
	closed_words VARCHAR(1000), 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_fund PRIMARY KEY (id), 
	CONSTRAINT ck_fund_decided_by CHECK (decided_by IN ('person', 'person_with_support', 'representative', 'best_interest')), 
	CONSTRAINT ck_fund_held_by CHECK (held_by IN ('provider', 'council', 'third_party')), 
	CONSTRAINT ck_fund_overspend_rule CHECK (overspend_rule IN ('refuse', 'allow_up_to')), 
	CONSTRAINT ck_fund_fee_kind CHECK (fee_kind IN ('none', 'weekly', 'share')), 
	CONSTRAINT ck_fund_dates CHECK (until_on >= from_on), 
	CONSTRAINT ck_fund_decided CHECK (decided_by IN ('person', 'person_with_support') OR decided_words IS NOT NULL), 
	CONSTRAINT ck_fund_representative CHECK (decided_by <> 'representative' OR representative_id IS NOT NULL), 
	CONSTRAINT ck_fund_overspend_rule_says CHECK ((overspend_rule = 'refuse') = (overspend_up_to_pence = 0)), 
	CONSTRAINT ck_fund_overspend_up_to CHECK (overspend_up_to_pence BETWEEN 0 AND 100000000), 
	CONSTRAINT ck_fund_fee_weekly CHECK ((fee_kind = 'weekly') = (fee_weekly_pence IS NOT NULL)), 
	CONSTRAINT ck_fund_fee_share CHECK ((fee_kind = 'share') = (fee_basis_points IS NOT NULL)), 
	CONSTRAINT ck_fund_fee_pence CHECK (fee_weekly_pence BETWEEN 1 AND 10000000), 
	CONSTRAINT ck_fund_fee_basis_points CHECK (fee_basis_points BETWEEN 1 AND 10000), 
	CONSTRAINT fk_fund_representative_id_person_id FOREIGN KEY(representative_id, person_id) REFERENCES representative (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fund_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT uq_fund_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_fund_arrangement_id FOREIGN KEY(arrangement_id) REFERENCES arrangement (id)
)
--;
CREATE INDEX ix_fund_arrangement_id ON fund (arrangement_id)
--;
CREATE INDEX ix_fund_organisation_id ON fund (organisation_id)
--;
CREATE INDEX ix_fund_organisation_id_from_on_id ON fund (organisation_id, from_on, id)
--;
CREATE INDEX ix_fund_person_id ON fund (person_id)
--;
CREATE INDEX ix_fund_person_id_from_on_id ON fund (person_id, from_on, id)
--;
CREATE INDEX ix_fund_team_id ON fund (team_id)
--;
CREATE INDEX ix_fund_team_id_from_on_id ON fund (team_id, from_on, id)
--;
CREATE TABLE fall (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	fell_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	visit_id UUID, 
	where_words VARCHAR(200), 
	seen BOOLEAN DEFAULT false NOT NULL, 
	harm VARCHAR(10) DEFAULT 'not_known' NOT NULL, 
	words VARCHAR(4000), 
	what_we_learned VARCHAR(4000), 
	notification VARCHAR(30), 
	notified_at TIMESTAMP WITH TIME ZONE, 
	notified_reference VARCHAR(60), 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_fall PRIMARY KEY (id), 
	CONSTRAINT ck_fall_notification CHECK (notification IN ('death', 'serious_injury', 'abuse_or_allegation', 'deprivation_of_liberty', 'police', 'unsafe_service')), 
	CONSTRAINT ck_fall_notified CHECK (notified_at IS NULL OR notification IS NOT NULL), 
	CONSTRAINT ck_fall_harm CHECK (harm IN ('none', 'some', 'serious', 'not_known')), 
	CONSTRAINT fk_fall_visit_id_person_id FOREIGN KEY(visit_id, person_id) REFERENCES visit (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fall_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_fall_organisation_id ON fall (organisation_id)
--;
CREATE INDEX ix_fall_organisation_id_created_at_id ON fall (organisation_id, created_at, id) WHERE notification IS NOT NULL
--;
CREATE INDEX ix_fall_organisation_id_fell_at_id ON fall (organisation_id, fell_at, id)
--;
CREATE INDEX ix_fall_person_id ON fall (person_id)
--;
CREATE INDEX ix_fall_person_id_fell_at_id ON fall (person_id, fell_at, id)
--;
CREATE INDEX ix_fall_provided_by_team_id_fell_at ON fall (provided_by_team_id, fell_at)
--;
CREATE INDEX ix_fall_team_id ON fall (team_id)
--;
CREATE INDEX ix_fall_team_id_fell_at_id ON fall (team_id, fell_at, id)
--;
CREATE INDEX ix_fall_visit_id ON fall (visit_id)
--;
CREATE TABLE fund_balance (
	fund_id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	person_id UUID NOT NULL, 
	overspend_up_to_pence INTEGER DEFAULT 0 NOT NULL, 
	source_pence BIGINT DEFAULT 0 NOT NULL, 
	allocated_pence BIGINT DEFAULT 0 NOT NULL, 
	committed_pence BIGINT DEFAULT 0 NOT NULL, 
	spent_inside_pence BIGINT DEFAULT 0 NOT NULL, 
	spent_outside_pence BIGINT DEFAULT 0 NOT NULL, 
	fee_pence BIGINT DEFAULT 0 NOT NULL, 
	carried_pence BIGINT DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_fund_balance PRIMARY KEY (fund_id), 
	CONSTRAINT ck_fund_balance_overspent CHECK (allocated_pence >= -overspend_up_to_pence), 
	CONSTRAINT ck_fund_balance_committed CHECK (committed_pence >= 0), 
	CONSTRAINT ck_fund_balance_most CHECK (greatest(-source_pence, allocated_pence, committed_pence, spent_inside_pence, spent_outside_pence, fee_pence, carried_pence) <= 1000000000000), 
	CONSTRAINT ck_fund_balance_spent CHECK (spent_inside_pence >= 0 AND spent_outside_pence >= 0 AND fee_pence >= 0), 
	CONSTRAINT ck_fund_balance_sums_to_nothing CHECK (source_pence + allocated_pence + committed_pence + spent_inside_pence + spent_outside_pence + fee_pence + carried_pence = 0), 
	CONSTRAINT fk_fund_balance_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_fund_balance_fund_id_person_id FOREIGN KEY(fund_id, person_id) REFERENCES fund (id, person_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_fund_balance_organisation_id ON fund_balance (organisation_id)
--;
CREATE INDEX ix_fund_balance_person_id ON fund_balance (person_id)
--;
CREATE INDEX ix_fund_balance_team_id ON fund_balance (team_id)
--;
CREATE TABLE fund_entry (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	fund_id UUID NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	on_day DATE NOT NULL, 
	pence BIGINT NOT NULL, 
	words VARCHAR(500) NOT NULL, 
	payee VARCHAR(200), 
	evidence VARCHAR(500), 
	reverses_id UUID, 
	visit_id UUID, 
	account_id UUID, 
	fee_from_on DATE, 
	fee_until_on DATE, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_fund_entry PRIMARY KEY (id), 
	CONSTRAINT ck_fund_entry_kind CHECK (kind IN ('allocation', 'commitment', 'release', 'spending', 'fee', 'carry', 'carried_in', 'repayment', 'reversal')), 
	CONSTRAINT ck_fund_entry_pence CHECK (pence BETWEEN 1 AND 10000000000), 
	CONSTRAINT ck_fund_entry_reversal CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)), 
	CONSTRAINT ck_fund_entry_fee CHECK ((kind = 'fee') = (fee_from_on IS NOT NULL)), 
	CONSTRAINT ck_fund_entry_fee_span CHECK ((fee_from_on IS NULL) = (fee_until_on IS NULL) AND fee_until_on >= fee_from_on), 
	CONSTRAINT uq_fund_entry_id_fund_id UNIQUE (id, fund_id), 
	CONSTRAINT fk_fund_entry_reverses_id_fund_id FOREIGN KEY(reverses_id, fund_id) REFERENCES fund_entry (id, fund_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fund_entry_visit_id_person_id FOREIGN KEY(visit_id, person_id) REFERENCES visit (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fund_entry_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_fund_entry_fund_id_person_id FOREIGN KEY(fund_id, person_id) REFERENCES fund (id, person_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_fund_entry_fund_id_on_day_id ON fund_entry (fund_id, on_day, id)
--;
CREATE INDEX ix_fund_entry_organisation_id ON fund_entry (organisation_id)
--;
CREATE INDEX ix_fund_entry_person_id ON fund_entry (person_id)
--;
CREATE INDEX ix_fund_entry_team_id ON fund_entry (team_id)
--;
CREATE INDEX ix_fund_entry_visit_id ON fund_entry (visit_id)
--;
CREATE UNIQUE INDEX uq_fund_entry_reverses ON fund_entry (reverses_id) WHERE reverses_id IS NOT NULL
--;
CREATE TABLE fund_plan_item (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	fund_id UUID NOT NULL, 
	what VARCHAR(300) NOT NULL, 
	why VARCHAR(1000), 
	outcome_id UUID, 
	inside BOOLEAN DEFAULT true NOT NULL, 
	payee VARCHAR(200), 
	how_often VARCHAR(10) DEFAULT 'weekly' NOT NULL, 
	pence_each INTEGER NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE, 
	position INTEGER DEFAULT 1 NOT NULL, 
	ended_because VARCHAR(1000), 
	CONSTRAINT pk_fund_plan_item PRIMARY KEY (id), 
	CONSTRAINT ck_fund_plan_item_how_often CHECK (how_often IN ('once', 'weekly', 'monthly', 'yearly')), 
	CONSTRAINT ck_fund_plan_item_pence CHECK (pence_each BETWEEN 1 AND 100000000), 
	CONSTRAINT ck_fund_plan_item_dates CHECK (until_on >= from_on), 
	CONSTRAINT ck_fund_plan_item_once CHECK (how_often <> 'once' OR until_on IS NULL), 
	CONSTRAINT fk_fund_plan_item_outcome_id_person_id FOREIGN KEY(outcome_id, person_id) REFERENCES outcome (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_fund_plan_item_id_fund_id UNIQUE (id, fund_id), 
	CONSTRAINT fk_fund_plan_item_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_fund_plan_item_fund_id_person_id FOREIGN KEY(fund_id, person_id) REFERENCES fund (id, person_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_fund_plan_item_fund_id_position_id ON fund_plan_item (fund_id, position, id)
--;
CREATE INDEX ix_fund_plan_item_organisation_id ON fund_plan_item (organisation_id)
--;
CREATE INDEX ix_fund_plan_item_person_id ON fund_plan_item (person_id)
--;
CREATE INDEX ix_fund_plan_item_team_id ON fund_plan_item (team_id)
--;
CREATE TABLE fund_statement (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	fund_id UUID NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE NOT NULL, 
	state VARCHAR(10) DEFAULT 'asked' NOT NULL, 
	made_at TIMESTAMP WITH TIME ZONE, 
	content JSONB, 
	html VARCHAR(3000000), 
	pdf BYTEA, 
	CONSTRAINT pk_fund_statement PRIMARY KEY (id), 
	CONSTRAINT ck_fund_statement_state CHECK (state IN ('asked', 'made', 'failed')), 
	CONSTRAINT ck_fund_statement_dates CHECK (until_on > from_on), 
	CONSTRAINT ck_fund_statement_made CHECK ((state = 'made') = (made_at IS NOT NULL)), 
	CONSTRAINT ck_fund_statement_forms CHECK ((state = 'made') = (html IS NOT NULL AND pdf IS NOT NULL AND content IS NOT NULL)), 
	CONSTRAINT fk_fund_statement_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_fund_statement_fund_id_person_id FOREIGN KEY(fund_id, person_id) REFERENCES fund (id, person_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_fund_statement_fund_id_from_on_id ON fund_statement (fund_id, from_on, id)
--;
CREATE INDEX ix_fund_statement_organisation_id ON fund_statement (organisation_id)
--;
CREATE INDEX ix_fund_statement_person_id ON fund_statement (person_id)
--;
CREATE INDEX ix_fund_statement_person_id_from_on_id ON fund_statement (person_id, from_on, id)
--;
CREATE INDEX ix_fund_statement_team_id ON fund_statement (team_id)
--;
CREATE TABLE fund_line (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	fund_id UUID NOT NULL, 
	entry_id UUID NOT NULL, 
	account VARCHAR(15) NOT NULL, 
	plan_item_id UUID, 
	pence BIGINT NOT NULL, 
	CONSTRAINT pk_fund_line PRIMARY KEY (id), 
	CONSTRAINT ck_fund_line_account CHECK (account IN ('source', 'allocated', 'committed', 'spent_inside', 'spent_outside', 'fee', 'carried')), 
	CONSTRAINT ck_fund_line_pence CHECK (pence <> 0), 
	CONSTRAINT fk_fund_line_entry_id_fund_id FOREIGN KEY(entry_id, fund_id) REFERENCES fund_entry (id, fund_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fund_line_plan_item_id_fund_id FOREIGN KEY(plan_item_id, fund_id) REFERENCES fund_plan_item (id, fund_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fund_line_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_fund_line_fund_id_person_id FOREIGN KEY(fund_id, person_id) REFERENCES fund (id, person_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_fund_line_entry_id ON fund_line (entry_id)
--;
CREATE INDEX ix_fund_line_fund_id_account ON fund_line (fund_id, account)
--;
CREATE INDEX ix_fund_line_organisation_id ON fund_line (organisation_id)
--;
CREATE INDEX ix_fund_line_person_id ON fund_line (person_id)
--;
CREATE INDEX ix_fund_line_plan_item_id ON fund_line (plan_item_id)
--;
CREATE INDEX ix_fund_line_team_id ON fund_line (team_id)
--;
-- Every insert, update and soft delete leaves one row in the log, and its values beside it. Arguments: secret columns
-- (never values), columns a coach may read ('*' for all), both comma-separated.
-- An update that only moves a row to its person's new team is part of the move and leaves no row of its own.
CREATE OR REPLACE FUNCTION log_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n jsonb := to_jsonb(NEW);
  o jsonb;
  stamps constant text[] := ARRAY['id', 'organisation_id', 'team_id', 'person_id', 'circle_id', 'version', 'created_at', 'updated_at', 'created_digest', 'name_key', 'search_key'];
  secret text[] := string_to_array(TG_ARGV[0], ',');
  open_columns text[] := string_to_array(TG_ARGV[1], ',');
  named text[];
  before_open jsonb; after_open jsonb; before_full jsonb; after_full jsonb;
  v_change bigint;
  v_person uuid;
  v_organisation uuid;
  v_team uuid;
  -- What is restricted is logged under a kind that no role reads; once lifted, all of its log is under its own.
  v_kind text := CASE WHEN n->'restricted' = 'true' THEN 'restricted_' ELSE '' END || TG_TABLE_NAME;
BEGIN
  v_organisation := (n->>CASE WHEN TG_TABLE_NAME = 'organisation' THEN 'id' ELSE 'organisation_id' END)::uuid;
  v_team := (n->>CASE WHEN TG_TABLE_NAME = 'team' THEN 'id' ELSE 'team_id' END)::uuid;
  -- A hand-over is about the person it made, an arrangement about the person it funds; both are keyed apart.
  v_person := coalesce(n->>CASE WHEN TG_TABLE_NAME = 'person' THEN 'id' ELSE 'person_id' END, n->>'made_person_id', n->>'funded_person_id')::uuid;
  IF TG_OP = 'INSERT' THEN
    n := jsonb_strip_nulls(n - stamps);
    SELECT array_agg(key) INTO named FROM jsonb_object_keys(n) AS key;
  ELSE
    o := to_jsonb(OLD);
    SELECT array_agg(key), jsonb_object_agg(key, o->key), jsonb_object_agg(key, value) INTO named, o, n
      FROM jsonb_each(n) WHERE value IS DISTINCT FROM o->key AND (key <> ALL (stamps) OR (key = 'team_id' AND TG_TABLE_NAME = 'person'));
    IF named IS NULL THEN
      RETURN NULL;
    END IF;
    IF 'restricted' = ANY (named) THEN
      UPDATE change_value SET kind = v_kind FROM change WHERE change.record_id = NEW.id AND change_value.change_id = change.id;
      UPDATE change SET kind = v_kind WHERE record_id = NEW.id;
    END IF;
  END IF;
  IF secret IS NOT NULL THEN
    n := n - secret;
    o := o - secret;
  END IF;
  INSERT INTO change (organisation_id, team_id, person_id, circle_id, kind, record_id, version, action, fields, role, reason)
  VALUES (v_organisation, v_team, v_person, (to_jsonb(NEW)->>'circle_id')::uuid, v_kind, NEW.id, NEW.version,
          CASE WHEN TG_OP = 'INSERT' THEN 'created' WHEN 'removed_at' = ANY (named) THEN 'removed' ELSE 'changed' END,
          coalesce(named, '{}'), NULLIF(current_setting('app.role', true), ''), NULLIF(current_setting('app.reason', true), ''))
  RETURNING id INTO v_change;
  IF TG_ARGV[1] = '*' THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'open', v_organisation, v_team, v_person, v_kind, o, n);
    RETURN NULL;
  END IF;
  IF TG_ARGV[1] <> '' THEN
    SELECT jsonb_object_agg(key, value) INTO after_open FROM jsonb_each(n) WHERE key = ANY (open_columns);
    SELECT jsonb_object_agg(key, value) INTO before_open FROM jsonb_each(o) WHERE key = ANY (open_columns);
    IF after_open IS NOT NULL THEN
      INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
      VALUES (v_change, 'open', v_organisation, v_team, v_person, v_kind, before_open, after_open);
    END IF;
    n := n - open_columns;
    o := o - open_columns;
  END IF;
  IF n <> '{}'::jsonb THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'full', v_organisation, v_team, v_person, v_kind, o, n);
  END IF;
  RETURN NULL;
END $$
--;
-- Looks, one row for each person seen, so that a person reads who looked at their record. Answers how many looks it expanded.
-- It waits for another worker that is at the same looks: who reads afterwards must find every look that was committed before.
CREATE OR REPLACE FUNCTION expand_looks(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('restrictions', 0));  -- a concern is restricted before it or after it
  WITH todo AS (
    SELECT id FROM look WHERE NOT expanded ORDER BY id LIMIT p_most FOR UPDATE
  ), marked AS (
    UPDATE look SET expanded = true FROM todo WHERE look.id = todo.id RETURNING look.*
  ), made AS (
    INSERT INTO person_look (look_id, person_id, at, organisation_id, account_id, client_id, who, role, opening_id, operation, kind, records)
    SELECT m.id, p.person_id, m.at, m.organisation_id, m.account_id, m.client_id, coalesce(account.name, client.name, ''), m.role,
           m.opening_id, m.operation,
           CASE WHEN m.kind = 'concern' AND NOT EXISTS (
                       SELECT FROM concern WHERE concern.id = ANY (m.ids) AND concern.person_id = p.person_id AND NOT concern.restricted)
                THEN 'restricted_concern' ELSE m.kind END,
           count(*)
      FROM marked m CROSS JOIN LATERAL unnest(CASE WHEN m.kind <> 'hand_over' THEN m.person_ids ELSE ARRAY(
             SELECT DISTINCT h.made_person_id FROM hand_over h WHERE h.id = ANY (m.ids) AND h.made_person_id IS NOT NULL) END) AS p(person_id)
      LEFT JOIN account ON account.id = m.account_id LEFT JOIN client ON client.id = m.client_id
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO done FROM marked;
  RETURN done;
END $$
--;
-- Queue a job, in the caller's own transaction. Tasks are a closed list; arguments are ids and days and nothing a person said,
-- because whoever looks after the queue reads them. Who asked and in which organisation is put beside them, never taken from the
-- caller. Jobs of one lock run one after the other. PL/pgSQL looks the queue up when it is called: its schema comes by another
-- migration.
CREATE OR REPLACE FUNCTION queue_job(p_task text, p_args jsonb, p_lock text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked jsonb := jsonb_strip_nulls(jsonb_build_object(
    'organisation_id', NULLIF(current_setting('app.organisation_id', true), ''),
    'account_id', NULLIF(current_setting('app.account_id', true), '')));
BEGIN
  IF p_task IS NULL OR p_task <> ALL (ARRAY['tidy', 'propose_week', 'make_page', 'make_statement', 'make_report', 'export_cld'])
     -- A person asks for their page and their statement, a commissioner for a report, and no more.
     OR (current_setting('app.role', true) = 'person' AND p_task NOT IN ('make_page', 'make_statement'))
     OR (current_setting('app.role', true) = 'commissioner' AND p_task <> 'make_report')
     OR (current_setting('app.role', true) = 'integration' AND p_task NOT IN ('make_statement', 'export_cld')) THEN
    RAISE EXCEPTION 'There is no such task.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_task';
  END IF;
  IF jsonb_typeof(p_args) IS DISTINCT FROM 'object' OR EXISTS (
       SELECT FROM jsonb_each(p_args) AS arg
        WHERE arg.key !~ '^[a-z_]{1,40}$' OR arg.key IN ('organisation_id', 'account_id') OR jsonb_typeof(arg.value) <> 'string'
           OR arg.value #>> '{}' !~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2})$')
     OR length(p_lock) > 100 THEN
    RAISE EXCEPTION 'A job is given ids and days only.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_arguments';
  END IF;
  PERFORM jobs.procrastinate_defer_jobs_v1(ARRAY[
    ROW('default', p_task, 0, p_lock, NULL, p_args || asked, NULL)::jobs.procrastinate_job_to_defer_v1]);
END $$
--;
-- Two organisations at once: a council and a provider. No policy sees both, so what spans them runs as the kernel, which checks
-- whose it is itself; and nothing here tells a council whether somebody was known before.

-- An arrangement funds somebody of the manager's own organisation, and a council stands behind it. A plain key would let in anybody's.
-- A council out of a world for trying out is not there for anybody else. One that is named for the first time is asked by that.
-- Both names are as they are now, whatever was sent: who reads it need not find out by other means whom it is with.
CREATE OR REPLACE FUNCTION hold_arrangement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.funded_person_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM person WHERE id = NEW.funded_person_id AND organisation_id = NEW.organisation_id AND removed_at IS NULL))
     OR (NEW.funded_team_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM team WHERE id = NEW.funded_team_id AND organisation_id = NEW.organisation_id AND removed_at IS NULL))
     OR (NEW.council_id IS NOT NULL AND NOT is_council(NEW.council_id))
     OR (NEW.council_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM organisation c JOIN organisation p ON p.sandbox_secret_hash IS NOT DISTINCT FROM c.sandbox_secret_hash
         WHERE c.id = NEW.council_id AND p.id = NEW.organisation_id)) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO commissioned_provider (id, organisation_id, council_id, provider_name)
  SELECT gen_random_uuid(), o.id, NEW.council_id, o.name FROM organisation o
   WHERE o.id = NEW.organisation_id AND NEW.council_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM commissioned_provider c WHERE c.council_id = NEW.council_id AND c.organisation_id = NEW.organisation_id)
  ON CONFLICT (council_id, organisation_id) DO NOTHING;
  IF TG_OP = 'INSERT' OR NEW.council_id IS DISTINCT FROM OLD.council_id THEN
    NEW.council_name := (SELECT name FROM organisation WHERE id = NEW.council_id);
    NEW.provider_name := (SELECT name FROM organisation WHERE id = NEW.organisation_id);
  END IF;
  RETURN NEW;
END $$
--;
-- The other side is told: every commissioner of the council that it was named, the manager what the council says.
CREATE OR REPLACE FUNCTION tell_of_commissioned_provider() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.agreed_at IS NULL THEN
    INSERT INTO notice (id, organisation_id, audience, account_id, kind, about_kind, about_id)
    SELECT gen_random_uuid(), NEW.council_id, 'account', g.account_id, 'council_named', 'commissioned_provider', NEW.id
      FROM account_grant g JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL AND a.removed_at IS NULL
     WHERE g.organisation_id = NEW.council_id AND g.role = 'commissioner' AND g.removed_at IS NULL;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO notice (id, organisation_id, audience, kind, about_kind, about_id)
    VALUES (gen_random_uuid(), NEW.organisation_id, 'manager', CASE WHEN NEW.until_on IS NULL THEN 'council_agreed' ELSE 'council_ended' END,
            'commissioned_provider', NEW.id);
  END IF;
  RETURN NULL;
END $$
--;
-- The council's say, read here and nowhere else by all that a council is told of its providers and their people: those with whom
-- it works on a day, or on later ones, each with its last day. What a provider writes down gives a council nothing before.
CREATE OR REPLACE FUNCTION agreed_providers(p_council uuid, p_on date) RETURNS TABLE (provider_id uuid, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
  SELECT organisation_id, until_on FROM commissioned_provider
   WHERE council_id = p_council AND agreed_at IS NOT NULL AND (until_on IS NULL OR until_on >= p_on) AND removed_at IS NULL
$$
--;
-- Of these, today, those that have an arrangement with the caller's council: one taken away as a mistake shows nothing.
CREATE OR REPLACE FUNCTION working_providers() RETURNS TABLE (provider_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
  SELECT g.provider_id
    FROM (SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid AS id) council
   CROSS JOIN LATERAL agreed_providers(council.id, (now() AT TIME ZONE 'Europe/London')::date) g
   WHERE EXISTS (SELECT FROM arrangement a WHERE a.council_id = council.id AND a.organisation_id = g.provider_id AND a.removed_at IS NULL)
$$
--;
-- The councils that the manager's own provider has to do with: those of its arrangements and hand-overs; and whether each agreed.
CREATE OR REPLACE FUNCTION councils() RETURNS TABLE (id uuid, name text, la_code text, state text, until_on date, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH known AS (
    SELECT council_id FROM arrangement WHERE organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid AND removed_at IS NULL
    UNION SELECT council_id FROM hand_over WHERE organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
  )
  SELECT o.id, o.name::text, o.la_code::text,
         CASE WHEN c.agreed_at IS NULL THEN 'asked' WHEN c.until_on < (now() AT TIME ZONE 'Europe/London')::date THEN 'ended' ELSE 'agreed' END,
         c.until_on, greatest(o.updated_at, c.updated_at)
    FROM organisation o JOIN known ON known.council_id = o.id
    LEFT JOIN commissioned_provider c
      ON c.council_id = o.id AND c.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
   WHERE o.removed_at IS NULL AND current_setting('app.role', true) = 'manager' ORDER BY o.name, o.id
$$
--;
-- The teams that the caller's council may hand somebody over to: those of providers with whom it works and has had an arrangement.
CREATE OR REPLACE FUNCTION hand_over_teams()
RETURNS TABLE (team_id uuid, name text, setting text, place text, provider_id uuid, provider_name text, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.name::text, t.setting::text, t.place::text, o.id, o.name::text, greatest(t.updated_at, o.updated_at)
    FROM working_providers() g
    JOIN organisation o ON o.id = g.provider_id AND o.ended_on IS NULL AND o.removed_at IS NULL
    JOIN team t ON t.organisation_id = o.id AND t.ended_on IS NULL AND t.removed_at IS NULL
   WHERE current_setting('app.role', true) IN ('commissioner', 'integration')
   ORDER BY t.name, t.id
$$
--;
-- A council asks a team. `p_body` holds the columns that the council writes. NULL: the id is in use. WT404: no such team, or no
-- arrangement with its provider (the two are not told apart).
CREATE OR REPLACE FUNCTION send_hand_over(p_id uuid, p_team uuid, p_body jsonb, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_council constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_provider uuid;
  v_made uuid;
BEGIN
  IF NOT coalesce(current_setting('app.role', true) IN ('commissioner', 'integration'), false) OR NOT is_council(v_council) THEN
    RAISE EXCEPTION 'councils only' USING ERRCODE = 'WT403';
  END IF;
  SELECT t.organisation_id INTO v_provider FROM team t JOIN hand_over_teams() known ON known.team_id = t.id WHERE t.id = p_team;
  IF v_provider IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO hand_over (id, organisation_id, team_id, asked_team_id, council_id, council_name, sent_by_account_id, sent_by_client_id, created_digest,
         preferred_name, given_names, family_name, date_of_birth, nhs_number, council_reference, address_lines, postcode, phone, needs,
         what_matters, who_is_around, funding_kind, funding_words, weekly_amount_pence, weekly_minutes, desired_start_on,
         contact_name, contact_details)
  SELECT p_id, v_provider, p_team, p_team, v_council, (SELECT name FROM organisation WHERE id = v_council), NULLIF(current_setting('app.account_id', true), '')::uuid,
         NULLIF(current_setting('app.client_id', true), '')::uuid, p_digest,
         b.preferred_name, b.given_names, b.family_name, b.date_of_birth, b.nhs_number, b.council_reference,
         coalesce(b.address_lines, '[]'), b.postcode, b.phone, b.needs, b.what_matters, b.who_is_around, b.funding_kind, b.funding_words,
         b.weekly_amount_pence, b.weekly_minutes, b.desired_start_on, b.contact_name, b.contact_details
    FROM jsonb_to_record(p_body) AS b(preferred_name text, given_names text, family_name text, date_of_birth date, nhs_number text,
         council_reference text, address_lines jsonb, postcode text, phone text, needs text, what_matters text, who_is_around text,
         funding_kind text, funding_words text, weekly_amount_pence integer, weekly_minutes integer, desired_start_on date,
         contact_name text, contact_details text)
  ON CONFLICT (id) DO NOTHING RETURNING id INTO v_made;
  RETURN v_made;
END $$
--;
-- Who may move a hand-over where. The council corrects its words until there is an answer, and may withdraw until there is a last
-- one; the provider answers. A person, once made, stays.
CREATE OR REPLACE FUNCTION hold_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state IN ('accepted', 'declined', 'withdrawn') OR NEW.state = 'sent') THEN
    RAISE EXCEPTION 'not from here' USING ERRCODE = 'WT409', CONSTRAINT = 'hand_over_state';
  END IF;
  IF current_setting('role') IN ('wt_commissioner', 'wt_integration') THEN
    IF NEW.state NOT IN (OLD.state, 'withdrawn') THEN
      RAISE EXCEPTION 'not yours to say' USING ERRCODE = '42501';
    END IF;
    IF NEW.state = OLD.state AND OLD.state <> 'sent' THEN
      RAISE EXCEPTION 'it is being answered' USING ERRCODE = 'WT409', CONSTRAINT = 'hand_over_answered';
    END IF;
  ELSIF NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' THEN
    RAISE EXCEPTION 'not yours to say' USING ERRCODE = '42501';
  END IF;
  IF OLD.made_person_id IS NOT NULL AND NEW.made_person_id IS DISTINCT FROM OLD.made_person_id THEN
    RAISE EXCEPTION 'a person stays' USING ERRCODE = '42501';
  END IF;
  -- At the end of the call: from when it began until now would tell the council whether somebody was found or made.
  IF NEW.answered_at IS DISTINCT FROM OLD.answered_at THEN
    NEW.answered_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$
--;
-- The other side is told: the team when something is asked or withdrawn, who sent it when there is an answer.
CREATE OR REPLACE FUNCTION tell_of_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state IN ('sent', 'withdrawn') THEN
    INSERT INTO notice (id, organisation_id, audience, team_id, kind, about_kind, about_id, about_person_id)
    VALUES (gen_random_uuid(), NEW.organisation_id, 'team', NEW.team_id, 'hand_over_' || NEW.state, 'hand_over', NEW.id, NULL);
  ELSIF NEW.sent_by_account_id IS NOT NULL THEN
    -- Of the moment of the answer: that at which the team's call began would tell how long it took to find or to make somebody.
    INSERT INTO notice (id, organisation_id, audience, account_id, kind, about_kind, about_id, created_at)
    VALUES (gen_random_uuid(), NEW.council_id, 'account', NEW.sent_by_account_id, 'hand_over_answered', 'hand_over', NEW.id, NEW.updated_at);
  END IF;
  RETURN NULL;
END $$
--;
-- A hand-over has become somebody: what was logged of it, and the answers kept for its sender, are the person's from now on.
CREATE OR REPLACE FUNCTION follow_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE change_value v SET person_id = NEW.made_person_id FROM change c WHERE c.record_id = NEW.id AND c.id = v.change_id;
  UPDATE change SET person_id = NEW.made_person_id WHERE record_id = NEW.id;
  UPDATE idempotency SET person_id = NEW.made_person_id WHERE record_id = NEW.id;
  RETURN NULL;
END $$
--;
-- Whom a council funds over [p_from, p_until), and on which days within it: a row for each unbroken time of a person, however many
-- arrangements it is made of. Of a block contract, whoever that team supports now. Of providers that it works with, on days when it does.
CREATE OR REPLACE FUNCTION funded_people(p_council uuid, p_from date, p_until date)
RETURNS TABLE (person_id uuid, provider_id uuid, from_on date, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.person, f.organisation_id, lower(part), upper(part)
    FROM (
      SELECT a.person, a.organisation_id, range_agg(daterange(greatest(a.from_on, p_from), least(a.until_on, p_until))) AS days
        FROM (
          SELECT a.funded_person_id AS person, a.organisation_id, a.from_on, coalesce(least(a.until_on, g.until_on) + 1, p_until) AS until_on
            FROM agreed_providers(p_council, p_from) g JOIN arrangement a ON a.organisation_id = g.provider_id
           WHERE a.council_id = p_council AND a.funded_person_id IS NOT NULL AND a.removed_at IS NULL
          UNION ALL
          SELECT person.id, a.organisation_id, a.from_on, coalesce(least(a.until_on, g.until_on) + 1, p_until)
            FROM agreed_providers(p_council, p_from) g JOIN arrangement a ON a.organisation_id = g.provider_id
            JOIN person ON person.team_id = a.funded_team_id AND person.removed_at IS NULL
           WHERE a.council_id = p_council AND a.funded_team_id IS NOT NULL AND a.removed_at IS NULL
        ) a
       WHERE a.from_on < p_until AND a.until_on > p_from AND a.from_on < a.until_on  -- the council can end first
       GROUP BY 1, 2
    ) f CROSS JOIN LATERAL unnest(f.days) part
$$
--;
-- Who lets this council have what `p_purpose` names: given to it (or to whichever council funds them), standing now, not refused,
-- and funded by it now. A block contract funds nobody whose support has ended, and nobody ends it for them.
CREATE OR REPLACE FUNCTION consented_to_council(p_council uuid, p_purpose text) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.person_id
    FROM funded_people(p_council, (now() AT TIME ZONE 'Europe/London')::date, (now() AT TIME ZONE 'Europe/London')::date + 1) f
    JOIN person p ON p.id = f.person_id AND p.removed_at IS NULL
    JOIN consent c ON c.person_id = f.person_id
   WHERE (p.status <> 'ended' OR EXISTS (
           SELECT FROM arrangement a WHERE a.funded_person_id = p.id AND a.council_id = p_council AND a.removed_at IS NULL
              AND (a.until_on IS NULL OR a.until_on >= (now() AT TIME ZONE 'Europe/London')::date)))
     AND c.purpose = p_purpose AND c.audience = 'council' AND (c.audience_id = p_council OR c.audience_id IS NULL)
     AND c.withdrawn_at IS NULL AND c.removed_at IS NULL AND c.from_at <= now() AND (c.until_at IS NULL OR c.until_at > now())
   GROUP BY c.person_id HAVING bool_and(c.decision = 'given')
$$
--;
-- Before a commissioner reads statements: those of the people who let their council have them, for this transaction. Money that
-- comes with the arrangement of another council, or of none, is not this one's to follow.
CREATE OR REPLACE FUNCTION enter_statements() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_council constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
BEGIN
  IF current_setting('app.role', true) = 'commissioner' THEN
    PERFORM set_config('app.statement_fund_ids', array_agg(f.id)::text, true)
       FROM consented_to_council(v_council, 'commissioner_statement') c
       JOIN fund f ON f.person_id = c.person_id AND f.removed_at IS NULL
       LEFT JOIN arrangement a ON a.id = f.arrangement_id
      WHERE f.arrangement_id IS NULL OR a.council_id = v_council
     HAVING count(*) > 0;
  END IF;
END $$
--;
-- The ratings of the providers that the caller's council works with: they are public, and no provider puts itself before a council.
CREATE OR REPLACE FUNCTION provider_ratings()
RETURNS TABLE (id uuid, updated_at timestamptz, provider_id uuid, provider_name text, published_on date, overall text, safe text, effective text, caring text, responsive text, well_led text, report_url text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, r.updated_at, o.id, o.name::text, r.published_on, r.overall::text, r.safe::text, r.effective::text, r.caring::text, r.responsive::text, r.well_led::text, r.report_url::text
    FROM working_providers() g
    JOIN organisation o ON o.id = g.provider_id AND o.removed_at IS NULL
    JOIN cqc_rating r ON r.organisation_id = o.id AND r.removed_at IS NULL
   WHERE current_setting('app.role', true) IN ('commissioner', 'integration')
   ORDER BY o.name, o.id, r.published_on DESC
$$
--;
-- The ledger of a fund. Entries go in by post_fund_entry() and reverse_fund_entry(), which no policy replaces: no API role may
-- insert one. The balances follow the lines in the same statement, and their CHECKs refuse what is not there.

-- A fund begins with a row of balances, and the rule about overspending stands in it too.
CREATE OR REPLACE FUNCTION follow_fund() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.arrangement_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM arrangement WHERE id = NEW.arrangement_id AND organisation_id = NEW.organisation_id
          AND funded_person_id = NEW.person_id AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO fund_balance (fund_id, organisation_id, team_id, person_id, overspend_up_to_pence)
  VALUES (NEW.id, NEW.organisation_id, NEW.team_id, NEW.person_id, NEW.overspend_up_to_pence)
  ON CONFLICT (fund_id) DO UPDATE SET overspend_up_to_pence = excluded.overspend_up_to_pence;
  RETURN NULL;
END $$
--;
-- What was written down stays: the only thing that changes is the team that may see it, with the person. The operator takes a
-- sandbox away whole.
CREATE OR REPLACE FUNCTION hold_ledger() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('role') = 'wt_operator' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'team_id' IS DISTINCT FROM to_jsonb(OLD) - 'team_id' THEN
    RAISE EXCEPTION 'the ledger only grows' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$
--;
-- The lines of an entry come in one statement and sum to nothing; the balances move with them.
CREATE OR REPLACE FUNCTION book_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM made GROUP BY entry_id HAVING sum(pence) <> 0)
     OR EXISTS (SELECT FROM made m JOIN fund_line l ON l.entry_id = m.entry_id WHERE l.id NOT IN (SELECT id FROM made)) THEN
    RAISE EXCEPTION 'the lines of an entry sum to nothing' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_lines';
  END IF;
  UPDATE fund_balance b
     SET source_pence = b.source_pence + s.source, allocated_pence = b.allocated_pence + s.allocated,
         committed_pence = b.committed_pence + s.committed, spent_inside_pence = b.spent_inside_pence + s.inside,
         spent_outside_pence = b.spent_outside_pence + s.outside, fee_pence = b.fee_pence + s.fee, carried_pence = b.carried_pence + s.carried
    FROM (SELECT fund_id, coalesce(sum(pence) FILTER (WHERE account = 'source'), 0) AS source,
                 coalesce(sum(pence) FILTER (WHERE account = 'allocated'), 0) AS allocated,
                 coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0) AS committed,
                 coalesce(sum(pence) FILTER (WHERE account = 'spent_inside'), 0) AS inside,
                 coalesce(sum(pence) FILTER (WHERE account = 'spent_outside'), 0) AS outside,
                 coalesce(sum(pence) FILTER (WHERE account = 'fee'), 0) AS fee,
                 coalesce(sum(pence) FILTER (WHERE account = 'carried'), 0) AS carried
            FROM made GROUP BY fund_id) s
   WHERE b.fund_id = s.fund_id;
  RETURN NULL;
END $$
--;
-- The fund, if the caller may write in its ledger; its balances are held until the end. WT404 otherwise, WT409 when it is closed.
CREATE OR REPLACE FUNCTION hold_fund(p_fund uuid, OUT organisation_id uuid, OUT team_id uuid, OUT person_id uuid, OUT closed_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT f.organisation_id, f.team_id, f.person_id, f.closed_on INTO organisation_id, team_id, person_id, closed_on FROM fund f
   WHERE f.id = p_fund AND f.removed_at IS NULL AND f.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND CASE current_setting('app.role', true) WHEN 'manager' THEN true
           WHEN 'carer' THEN f.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
           WHEN 'integration' THEN f.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]) ELSE false END
   FOR SHARE;  -- waits for who is closing it
  IF person_id IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  PERFORM FROM fund_balance WHERE fund_id = p_fund FOR UPDATE;
END $$
--;
-- Write an entry: `p_lines` [{account, pence, plan_item_id}], `p_more` {payee, evidence, visit_id}. Which accounts money leaves and
-- goes to is the kind's to say. NULL: the id is in use. The balances' CHECKs refuse an overspend. A fee is of days that no other
-- fee of the fund is of, unless that one was reversed.
CREATE OR REPLACE FUNCTION post_fund_entry(p_id uuid, p_fund uuid, p_kind text, p_on date, p_words text, p_lines jsonb, p_more jsonb, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f record;
  v_from text[];
  v_to text[];
  v_made uuid;
BEGIN
  SELECT * INTO f FROM hold_fund(p_fund);
  CASE p_kind
    WHEN 'allocation', 'carried_in' THEN v_from := '{source}'; v_to := '{allocated}';
    WHEN 'commitment' THEN v_from := '{allocated}'; v_to := '{committed}';
    WHEN 'release' THEN v_from := '{committed}'; v_to := '{allocated}';
    WHEN 'spending' THEN v_from := '{allocated,committed}'; v_to := '{spent_inside,spent_outside}';
    WHEN 'fee' THEN v_from := '{allocated}'; v_to := '{fee}';
    WHEN 'carry' THEN v_from := '{allocated}'; v_to := '{carried}';
    WHEN 'repayment' THEN v_from := '{allocated}'; v_to := '{source}';
    ELSE RAISE EXCEPTION 'no such kind' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_lines';
  END CASE;
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_lines) AS l(account text, pence bigint)
              WHERE l.pence IS NULL OR l.pence = 0 OR l.account IS NULL OR l.account <> ALL (CASE WHEN l.pence < 0 THEN v_from ELSE v_to END)) THEN
    RAISE EXCEPTION 'not between these accounts' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_lines';
  END IF;
  INSERT INTO fund_entry (id, organisation_id, team_id, person_id, fund_id, kind, on_day, pence, words, payee, evidence, visit_id, fee_from_on, fee_until_on, account_id, provided_by_team_id, created_digest)
  SELECT p_id, f.organisation_id, f.team_id, f.person_id, p_fund, p_kind, p_on,
         (SELECT sum(l.pence) FROM jsonb_to_recordset(p_lines) AS l(pence bigint) WHERE l.pence > 0), p_words,
         p_more->>'payee', p_more->>'evidence', (p_more->>'visit_id')::uuid, (p_more->>'fee_from_on')::date, (p_more->>'fee_until_on')::date,
         NULLIF(current_setting('app.account_id', true), '')::uuid, f.team_id, p_digest
  ON CONFLICT (id) DO NOTHING RETURNING id INTO v_made;
  IF v_made IS NULL THEN  -- sent before, or somebody else's: the caller looks which, and a fund closed since makes no difference
    RETURN NULL;
  END IF;
  IF f.closed_on IS NOT NULL THEN
    RAISE EXCEPTION 'the fund is closed' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_closed';
  END IF;
  IF (SELECT count(*) FROM (SELECT FROM fund_plan_item i WHERE i.fund_id = p_fund AND i.removed_at IS NULL  -- waits for who takes one away
        AND i.id IN (SELECT l.plan_item_id FROM jsonb_to_recordset(p_lines) AS l(plan_item_id uuid)) FOR SHARE) held)
     < (SELECT count(DISTINCT l.plan_item_id) FROM jsonb_to_recordset(p_lines) AS l(plan_item_id uuid)) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF p_kind = 'fee' AND EXISTS (
       SELECT FROM fund_entry e WHERE e.fund_id = p_fund AND e.kind = 'fee' AND e.id <> p_id
          AND e.fee_from_on <= (p_more->>'fee_until_on')::date AND e.fee_until_on >= (p_more->>'fee_from_on')::date
          AND NOT EXISTS (SELECT FROM fund_entry r WHERE r.reverses_id = e.id)) THEN
    RAISE EXCEPTION 'charged already' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_fee_charged';
  END IF;
  INSERT INTO fund_line (id, organisation_id, team_id, person_id, fund_id, entry_id, account, plan_item_id, pence)
  SELECT gen_random_uuid(), f.organisation_id, f.team_id, f.person_id, p_fund, p_id, l.account, l.plan_item_id, l.pence
    FROM jsonb_to_recordset(p_lines) AS l(account text, pence bigint, plan_item_id uuid);
  RETURN v_made;
END $$
--;
-- Turn an entry round, once, and on no day before its own. A reversal is not reversed: write the entry anew. NULL: the id is in use.
CREATE OR REPLACE FUNCTION reverse_fund_entry(p_id uuid, p_fund uuid, p_entry uuid, p_on date, p_words text, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f record;
  e record;
  v_made uuid;
BEGIN
  SELECT * INTO f FROM hold_fund(p_fund);
  SELECT * INTO e FROM fund_entry WHERE id = p_entry AND fund_id = p_fund;
  IF e.id IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF e.kind = 'reversal' THEN
    RAISE EXCEPTION 'a reversal stands' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_reversal';
  END IF;
  INSERT INTO fund_entry (id, organisation_id, team_id, person_id, fund_id, kind, on_day, pence, words, payee, reverses_id, account_id, provided_by_team_id, created_digest)
  VALUES (p_id, f.organisation_id, f.team_id, f.person_id, p_fund, 'reversal', greatest(p_on, e.on_day), e.pence, p_words, e.payee, e.id,
          NULLIF(current_setting('app.account_id', true), '')::uuid, f.team_id, p_digest)
  ON CONFLICT (id) DO NOTHING RETURNING id INTO v_made;
  IF v_made IS NULL THEN
    RETURN NULL;
  END IF;
  IF f.closed_on IS NOT NULL THEN
    RAISE EXCEPTION 'the fund is closed' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_closed';
  END IF;
  INSERT INTO fund_line (id, organisation_id, team_id, person_id, fund_id, entry_id, account, plan_item_id, pence)
  SELECT gen_random_uuid(), f.organisation_id, f.team_id, f.person_id, p_fund, p_id, l.account, l.plan_item_id, -l.pence
    FROM fund_line l WHERE l.entry_id = e.id;
  RETURN v_made;
END $$
--;
-- Weekly figures. The job takes the true counts of one council (or provider) and span, publishes them by the rule for small
-- numbers, and files what may be known. Only the service's login may call these: no role that a token enters as can.

-- What is due and not made yet, oldest first: the last four whole weeks, the last whole quarter, and the year that ends with it.
-- A span is due two days after its end: what was written down without signal comes in by then, and what is made stays as it is.
CREATE OR REPLACE FUNCTION snapshots_due(p_today date)
RETURNS TABLE (side text, organisation_id uuid, span text, from_on date, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH spans AS (
    SELECT 'week' AS span, (date_trunc('week', p_today - 2) - n * interval '1 week')::date AS from_on,
           (date_trunc('week', p_today - 2) - (n - 1) * interval '1 week')::date AS until_on FROM generate_series(1, 4) AS n
    UNION ALL
    SELECT 'quarter', (date_trunc('quarter', p_today - 2) - interval '3 months')::date, date_trunc('quarter', p_today - 2)::date
    UNION ALL
    SELECT 'year', (date_trunc('quarter', p_today - 2) - interval '1 year')::date, date_trunc('quarter', p_today - 2)::date
  ), whose AS (
    SELECT DISTINCT 'council' AS side, a.council_id AS id FROM arrangement a
      JOIN organisation o ON o.id = a.council_id AND o.ended_on IS NULL AND o.removed_at IS NULL WHERE a.removed_at IS NULL
    UNION ALL
    SELECT 'provider', id FROM organisation WHERE kind = 'provider' AND ended_on IS NULL AND removed_at IS NULL
  )
  SELECT w.side, w.id, s.span, s.from_on, s.until_on
    FROM whose w CROSS JOIN spans s
   WHERE NOT EXISTS (SELECT FROM figure_snapshot f
                      WHERE f.organisation_id = w.id AND f.side = w.side AND f.span = s.span AND f.from_on = s.from_on)
     AND (w.side = 'provider' OR EXISTS (SELECT FROM agreed_providers(w.id, s.from_on)))
   ORDER BY s.until_on, w.side, w.id, s.span
$$
--;
-- With what rule and assumptions a snapshot of days from p_from on is made: a council's by the strictest of the providers' that it
-- works with, for no other can make its figures coarser; a provider's with what it assumes towards each of its councils.
CREATE OR REPLACE FUNCTION snapshot_rule(p_organisation uuid, p_from date) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('threshold', coalesce(max(threshold), 7), 'base', coalesce(max(base), 5),
           'assumptions', coalesce(jsonb_agg(jsonb_build_object('provider_id', organisation_id, 'council_id', council_id,
             'admission_pence', admission_pence, 'admission_source', admission_source, 'compared_rate', compared_rate,
             'compared_source', compared_source)
             ORDER BY organisation_id, council_id) FILTER (WHERE admission_pence IS NOT NULL OR compared_rate IS NOT NULL), '[]'))
    FROM figure_setting
   WHERE removed_at IS NULL AND (organisation_id = p_organisation
      OR (council_id = p_organisation AND organisation_id IN (SELECT provider_id FROM agreed_providers(p_organisation, p_from))))
$$
--;
-- The true counts of one council's or provider's people over [p_from, p_until), by part: everyone, each provider (a council's
-- only), each team, each place. `cells` are {counts: {name: n}, means: {name: {people, n, sum}}}, by the names of the registry of
-- figures; a name that is absent is 0. Days are London's. Counted are the days on which somebody is supported, and for a council
-- those on which it funds them. What *happened* counts for the team that provided the support then (p_from <= its day < p_until);
-- what is *so of a person*, every mean too, for the team that supports them now, so that nobody is in two teams' people.
--   people: supported on at least a day. person_days: those days. Pauses are in them.
--   outcomes_*: how outcomes stood when the days ended, by their moves. moves_*: ways that outcomes went.
--   week_items_*: items of good weeks by what is marked, whoever marked them. week_score: the week's own, or the last check-in
--     on it; the person's own word only. ons4_*: each person's own last answer in the days.
--   contact: one member at one completed visit. contacts_top_three: with the person's three most frequent members.
--   people_within_four_faces: met somebody, and no more than four. bice: Bice & Boxerman's index of each person with two contacts.
--   visits_planned, visits_short: as visit_figures() has them. introductions_accompanied: somebody went along, and the person was there.
--   circles_meeting: now. connections: that go on when the days end; one whose beginning nobody said is as old as can be.
--   reviews_due: those that fell due in the days, six months after the last or after support began, unless the person was
--     paused; reviews_in_time: held by then. stays_*: admissions. falls.
--   member_days, members_*: of the teams of these people (of a provider: all). Who went on in another team of the provider is
--     no leaver, who came from one has not joined. members_asked: here on a day, and it is known whether they worked in care before.
-- A provider's own are of all its people, whichever council has agreed: it is its own work, and no council reads it.
--   cost_pence_per_person_week: weekly amounts of the arrangements by the day, sum / n; n: weeks of people with an amount.
-- NULL: somebody else is taking them at this moment.
CREATE OR REPLACE FUNCTION snapshot_cells(p_side text, p_organisation uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  v_from constant timestamptz := p_from::timestamp AT TIME ZONE 'Europe/London';
  v_until constant timestamptz := p_until::timestamp AT TIME ZONE 'Europe/London';
  found jsonb;
BEGIN
  -- Another turn is at it: the work is long, and once is enough.
  IF NOT pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ', 'snapshot', p_side, p_organisation, p_from, p_until), 0)) THEN
    RETURN NULL;
  END IF;
  CREATE TEMP TABLE snapshot_time ON COMMIT DROP AS
    SELECT t.*, t.from_on::timestamp AT TIME ZONE 'Europe/London' AS from_at, t.until_on::timestamp AT TIME ZONE 'Europe/London' AS until_at
      FROM (
        SELECT w.person_id, p.team_id, s.began, greatest(w.from_on, s.began) AS from_on, least(w.until_on, s.ended) AS until_on
          FROM (SELECT person_id, from_on, until_on FROM funded_people(p_organisation, p_from, p_until) WHERE p_side = 'council'
                UNION ALL
                SELECT id, p_from, p_until FROM person WHERE p_side = 'provider' AND organisation_id = p_organisation AND removed_at IS NULL) w
          JOIN person p ON p.id = w.person_id AND p.removed_at IS NULL
         CROSS JOIN LATERAL (
           SELECT coalesce((SELECT min(changed_on) FROM status_change c
                             WHERE c.person_id = p.id AND c.to_status = 'supported' AND c.removed_at IS NULL
                               -- Of who came back: since then, for between nobody supported them.
                               AND c.changed_on >= coalesce((SELECT max(b.changed_on) FROM status_change b WHERE b.person_id = p.id
                                                               AND b.from_status = 'ended' AND b.removed_at IS NULL), '-infinity')),
                           CASE WHEN p.status IN ('supported', 'paused') THEN p.status_since END) AS began,
                  CASE WHEN p.status = 'ended' THEN p.status_since ELSE p_until END AS ended) s
      ) t WHERE t.began IS NOT NULL AND t.from_on < t.until_on;  -- greatest() passes over a NULL
  CREATE INDEX ON snapshot_time (person_id);
  ANALYZE snapshot_time;
  CREATE TEMP TABLE snapshot_person ON COMMIT DROP AS
    SELECT person_id, team_id, began, max(until_on) AS until_on, sum(until_on - from_on) AS days FROM snapshot_time GROUP BY 1, 2, 3;
  CREATE UNIQUE INDEX ON snapshot_person (person_id);
  ANALYZE snapshot_person;
  CREATE TEMP TABLE snapshot_facts (team_id uuid, fact text, value numeric) ON COMMIT DROP;
  CREATE TEMP TABLE snapshot_means (team_id uuid, fact text, people bigint, n numeric, total numeric) ON COMMIT DROP;

  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value FROM (SELECT team_id, count(*) AS people, sum(days) AS days FROM snapshot_person GROUP BY 1) p
     CROSS JOIN LATERAL (VALUES ('people', people), ('person_days', days)) f(fact, value);

  INSERT INTO snapshot_facts
    SELECT p.team_id, 'outcomes_' || coalesce((SELECT m.to_status FROM outcome_move m
                                                WHERE m.outcome_id = o.id AND m.moved_on < p.until_on AND m.removed_at IS NULL
                                                ORDER BY m.moved_on DESC, m.created_at DESC, m.id DESC LIMIT 1), o.status), count(*)
      FROM snapshot_person p JOIN outcome o ON o.person_id = p.person_id AND o.started_on < p.until_on AND o.removed_at IS NULL
     GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT m.provided_by_team_id, 'moves_' || m.to_status, count(*)
      FROM snapshot_time p
      JOIN outcome_move m ON m.person_id = p.person_id AND m.moved_on >= p.from_on AND m.moved_on < p.until_on AND m.removed_at IS NULL
     GROUP BY 1, 2;

  INSERT INTO snapshot_facts
    SELECT m.provided_by_team_id, 'week_items_' || m.mark, count(*)
      FROM snapshot_time p JOIN good_week_mark m ON m.person_id = p.person_id AND m.week_on >= p.from_on AND m.week_on < p.until_on
     WHERE m.week_on >= p_from AND m.week_on < p_until AND m.removed_at IS NULL
     GROUP BY 1, 2;
  WITH own AS (
    SELECT p.team_id, g.person_id, g.week_on, g.score
      FROM snapshot_time p JOIN good_week_score g ON g.person_id = p.person_id AND g.week_on >= p.from_on AND g.week_on < p.until_on
     WHERE g.week_on >= p_from AND g.week_on < p_until AND g.answered_by = 'self' AND g.removed_at IS NULL
  ), said AS (
    SELECT DISTINCT ON (c.person_id, c.week_on) p.team_id, c.person_id, c.week_on, coalesce(a.score, c.score) AS score
      FROM snapshot_time p JOIN check_in c ON c.person_id = p.person_id AND c.week_on >= p.from_on AND c.week_on < p.until_on
      LEFT JOIN LATERAL (SELECT score FROM check_in_amendment WHERE check_in_id = c.id AND score IS NOT NULL AND removed_at IS NULL
                          ORDER BY created_at DESC, id DESC LIMIT 1) a ON true
     WHERE c.about = 'week' AND c.answered_by = 'self' AND c.removed_at IS NULL AND coalesce(a.score, c.score) IS NOT NULL
       AND NOT EXISTS (SELECT FROM good_week_score g
                        WHERE g.person_id = c.person_id AND g.week_on = c.week_on AND g.answered_by = 'self' AND g.removed_at IS NULL)
     ORDER BY c.person_id, c.week_on, c.given_at DESC, c.id DESC
  )
  INSERT INTO snapshot_means
    SELECT team_id, 'week_score', count(DISTINCT person_id), count(*), sum(score) FROM (TABLE own UNION ALL TABLE said) w GROUP BY 1;

  WITH last AS (
    SELECT DISTINCT ON (c.person_id) c.person_id, p.team_id, c.results
      FROM snapshot_time p JOIN check_in c ON c.person_id = p.person_id AND c.given_at >= p.from_at AND c.given_at < p.until_at
     WHERE c.given_at >= v_from AND c.given_at < v_until AND c.about = 'instrument' AND c.instrument = 'ons4'
       AND c.answered_by = 'self' AND c.removed_at IS NULL
     ORDER BY c.person_id, c.given_at DESC, c.id DESC
  ), answered AS MATERIALIZED (
    SELECT team_id, 'ons4_' || (i ->> 'item') AS question, replace(i ->> 'band', ' ', '_') AS band, (i ->> 'value')::int AS value
      FROM last CROSS JOIN LATERAL jsonb_array_elements(results -> 'items') i
  ), banded AS (
    INSERT INTO snapshot_facts SELECT team_id, question || '_' || band, count(*) FROM answered GROUP BY 1, 2
  )
  INSERT INTO snapshot_means SELECT team_id, question, count(*), count(*), sum(value) FROM answered GROUP BY 1, 2;

  -- The one long read: every visit once, by whom they met.
  CREATE TEMP TABLE snapshot_met ON COMMIT DROP AS
    SELECT v.person_id, v.provided_by_team_id AS team_id, v.member_ids, count(*) FILTER (WHERE v.state = 'completed') AS completed,
           count(*) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled') AS planned,
           count(*) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled' AND v.planned_end_at < v.planned_start_at + interval '30 minutes') AS short
      FROM snapshot_time p
      JOIN visit v ON v.person_id = p.person_id AND v.planned_start_at >= p.from_at AND v.planned_start_at < p.until_at
     WHERE v.planned_start_at >= v_from AND v.planned_start_at < v_until AND v.removed_at IS NULL
     GROUP BY 1, 2, 3;
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value FROM (SELECT team_id, sum(planned) AS planned, sum(short) AS short FROM snapshot_met GROUP BY 1) v
     CROSS JOIN LATERAL (VALUES ('visits_planned', planned), ('visits_short', short)) f(fact, value);
  WITH contact AS MATERIALIZED (
    SELECT v.person_id, v.team_id, m.member_id, sum(v.completed) AS n
      FROM snapshot_met v CROSS JOIN LATERAL unnest(v.member_ids) m(member_id)
     WHERE v.completed > 0 GROUP BY 1, 2, 3
  ), placed AS MATERIALIZED (
    SELECT person_id, member_id, sum(n) AS n, row_number() OVER (PARTITION BY person_id ORDER BY sum(n) DESC, member_id) AS place
      FROM contact GROUP BY 1, 2
  ), faces AS MATERIALIZED (
    SELECT f.*, p.team_id FROM (SELECT person_id, count(*) AS faces, sum(n) AS n, sum(n * n) AS squares FROM placed GROUP BY 1) f
      JOIN snapshot_person p ON p.person_id = f.person_id
  ), counted AS (
    INSERT INTO snapshot_facts
      SELECT team_id, 'contacts', sum(n) FROM contact GROUP BY 1
      UNION ALL
      SELECT c.team_id, 'contacts_top_three', sum(c.n)
        FROM contact c JOIN placed p ON p.person_id = c.person_id AND p.member_id = c.member_id WHERE p.place <= 3 GROUP BY 1
      UNION ALL
      SELECT team_id, 'people_within_four_faces', count(*) FROM faces WHERE faces <= 4 GROUP BY 1
  )
  INSERT INTO snapshot_means
    SELECT team_id, 'bice', count(*), count(*), sum((squares - n) / (n * (n - 1))) FROM faces WHERE n > 1 GROUP BY 1;
  DROP TABLE pg_temp.snapshot_met;

  INSERT INTO snapshot_facts
    SELECT i.provided_by_team_id, f.fact, count(*)
      FROM snapshot_time p JOIN introduction i ON i.person_id = p.person_id AND i.made_on >= p.from_on AND i.made_on < p.until_on
     CROSS JOIN LATERAL (
       SELECT 'introductions_' || i.kind AS fact
       UNION ALL
       SELECT 'introductions_accompanied' WHERE i.kind = 'social_prescribing' AND EXISTS (
         SELECT FROM introduction_contact c WHERE c.introduction_id = i.id AND c.attended AND c.went_along IS NOT NULL AND c.removed_at IS NULL)) f
     WHERE i.removed_at IS NULL GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT p.team_id, 'circles_meeting', count(*)
      FROM snapshot_person p JOIN circle k ON k.person_id = p.person_id AND k.status = 'meeting' AND k.removed_at IS NULL GROUP BY 1;
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value
      FROM (SELECT p.team_id, count(*) AS ties, count(DISTINCT p.person_id) AS people
              FROM snapshot_person p JOIN connection c ON c.person_id = p.person_id AND c.removed_at IS NULL
             WHERE (c.since_on IS NULL OR c.since_on < p.until_on) AND (c.until_on IS NULL OR c.until_on >= p.until_on) GROUP BY 1) k
     CROSS JOIN LATERAL (VALUES ('connections', ties), ('people_with_connections', people)) f(fact, value);

  WITH anchor AS (
    SELECT person_id, team_id, began AS on_day FROM snapshot_person
    UNION
    SELECT p.person_id, p.team_id, r.held_on
      FROM snapshot_person p JOIN review r ON r.person_id = p.person_id AND r.held_on > p.began AND r.state = 'held' AND r.removed_at IS NULL
  ), due AS (
    SELECT person_id, team_id, (on_day + interval '6 months')::date AS due_on, lead(on_day) OVER (PARTITION BY person_id ORDER BY on_day) AS next_on
      FROM anchor
  ), fell AS (
    SELECT d.team_id, coalesce(d.next_on <= d.due_on, false) AS in_time
      FROM due d JOIN snapshot_time p ON p.person_id = d.person_id AND d.due_on >= p.from_on AND d.due_on < p.until_on
     WHERE (SELECT c.to_status FROM status_change c WHERE c.person_id = d.person_id AND c.changed_on <= d.due_on AND c.removed_at IS NULL
             ORDER BY c.changed_on DESC, c.created_at DESC, c.id DESC LIMIT 1) IS DISTINCT FROM 'paused'
  )
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value FROM (SELECT team_id, count(*) AS due, count(*) FILTER (WHERE in_time) AS in_time FROM fell GROUP BY 1) r
     CROSS JOIN LATERAL (VALUES ('reviews_due', due), ('reviews_in_time', in_time)) f(fact, value);

  INSERT INTO snapshot_facts
    SELECT h.provided_by_team_id, CASE WHEN h.planned THEN 'stays_planned' ELSE 'stays_unplanned' END, count(*)
      FROM snapshot_time p
      JOIN hospital_stay h ON h.person_id = p.person_id AND h.admitted_on >= p.from_on AND h.admitted_on < p.until_on AND h.removed_at IS NULL
     GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT f.provided_by_team_id, 'falls', count(*)
      FROM snapshot_time p JOIN fall f ON f.person_id = p.person_id AND f.fell_at >= p.from_at AND f.fell_at < p.until_at AND f.removed_at IS NULL
     GROUP BY 1;

  -- A hash of who is who, not a look for each: accounts have no index over all time.
  WITH here AS MATERIALIZED (
    SELECT m.team_id, m.joined_on, m.left_on, m.worked_in_care_before,
           m.left_on >= p_from AND m.left_on < p_until
             AND NOT coalesce(bool_or(o.joined_on <= m.left_on + 31 AND (o.left_on IS NULL OR o.left_on > m.left_on)), false) AS leaves,
           m.joined_on >= p_from
             AND NOT coalesce(bool_or(o.joined_on < m.joined_on AND (o.left_on IS NULL OR o.left_on >= m.joined_on - 31)), false) AS joins
      FROM team_member m
      LEFT JOIN team_member o
        ON o.account_id = m.account_id AND o.organisation_id = m.organisation_id AND o.id <> m.id AND o.removed_at IS NULL
     WHERE m.removed_at IS NULL AND m.joined_on < p_until AND (m.left_on IS NULL OR m.left_on >= p_from)
       AND (p_side = 'provider' AND m.organisation_id = p_organisation OR m.team_id IN (SELECT team_id FROM snapshot_person))
     GROUP BY m.id
  )
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value
      FROM (SELECT team_id, sum(least(coalesce(left_on + 1, p_until), p_until) - greatest(joined_on, p_from)) AS days,
                   count(*) FILTER (WHERE leaves) AS leavers, count(*) FILTER (WHERE joins) AS joined,
                   count(worked_in_care_before) AS asked, count(*) FILTER (WHERE NOT worked_in_care_before) AS new
              FROM here GROUP BY 1) m
     CROSS JOIN LATERAL (VALUES ('member_days', days), ('leavers', leavers), ('members_joined', joined), ('members_asked', asked),
                                ('members_new_to_care', new)) f(fact, value);

  WITH paid AS MATERIALIZED (
    SELECT a.funded_person_id, a.funded_team_id, a.weekly_amount_pence AS pence,
           daterange(greatest(a.from_on, p_from), least(a.until_on + 1, g.until_on + 1, p_until)) AS days
      FROM arrangement a LEFT JOIN agreed_providers(p_organisation, p_from) g ON p_side = 'council' AND g.provider_id = a.organisation_id
     WHERE a.removed_at IS NULL AND a.weekly_amount_pence IS NOT NULL AND a.from_on < p_until
       AND (a.until_on IS NULL OR a.until_on >= p_from) AND (g.until_on IS NULL OR g.until_on >= a.from_on)
       AND CASE p_side WHEN 'council' THEN a.council_id ELSE a.organisation_id END = p_organisation
       AND (p_side = 'provider' OR g.provider_id IS NOT NULL)
  ), for_one AS (
    SELECT p.person_id, p.team_id, a.pence, a.days * daterange(p.from_on, p.until_on) AS days
      FROM paid a JOIN snapshot_time p ON p.person_id = a.funded_person_id AND daterange(p.from_on, p.until_on) && a.days
  ), for_all AS (
    SELECT p.person_id, p.team_id, a.days * daterange(p.from_on, p.until_on) AS days
      FROM paid a JOIN snapshot_time p ON p.team_id = a.funded_team_id AND daterange(p.from_on, p.until_on) && a.days
  ), cost AS (
    SELECT team_id, sum(pence) AS pence
      FROM (SELECT team_id, pence * (upper(days) - lower(days)) / 7.0 AS pence FROM for_one
            UNION ALL
            SELECT funded_team_id, pence * (upper(days) - lower(days)) / 7.0 FROM paid WHERE funded_team_id IN (SELECT team_id FROM for_all)) c
     GROUP BY 1
  ), weeks AS (
    SELECT team_id, count(*) AS people, sum((SELECT sum(upper(one) - lower(one)) FROM unnest(days) one)) / 7.0 AS weeks
      FROM (SELECT person_id, team_id, range_agg(days) AS days
              FROM (SELECT person_id, team_id, days FROM for_one UNION ALL SELECT person_id, team_id, days FROM for_all) b GROUP BY 1, 2) r
     GROUP BY 1
  )
  INSERT INTO snapshot_means
    SELECT team_id, 'cost_pence_per_person_week', w.people, round(w.weeks, 4), round(c.pence) FROM cost c JOIN weeks w USING (team_id);

  WITH counted AS (
    SELECT t.organisation_id AS provider_id, f.team_id, coalesce(nullif(btrim(t.place), ''), '-') AS place, f.fact, f.value
      FROM snapshot_facts f JOIN team t ON t.id = f.team_id
  ), summed AS (
    SELECT CASE WHEN grouping(team_id) = 0 THEN 'team' WHEN grouping(place) = 0 THEN 'place' WHEN grouping(provider_id) = 0 THEN 'provider' ELSE 'everyone' END AS breakdown,
           coalesce(team_id, provider_id) AS part, place, fact, sum(value) AS value
      FROM counted GROUP BY GROUPING SETS ((fact), (provider_id, fact), (team_id, fact), (place, fact)) HAVING sum(value) > 0
  ), averaged AS (
    SELECT CASE WHEN grouping(t.id) = 0 THEN 'team' WHEN grouping(coalesce(nullif(btrim(t.place), ''), '-')) = 0 THEN 'place'
                WHEN grouping(t.organisation_id) = 0 THEN 'provider' ELSE 'everyone' END AS breakdown,
           coalesce(t.id, t.organisation_id) AS part, coalesce(nullif(btrim(t.place), ''), '-') AS place, m.fact,
           jsonb_build_object('people', sum(m.people), 'n', sum(m.n), 'sum', round(sum(m.total), 4)) AS value
      FROM snapshot_means m JOIN team t ON t.id = m.team_id
     GROUP BY GROUPING SETS ((fact), (t.organisation_id, fact), (t.id, fact), (coalesce(nullif(btrim(t.place), ''), '-'), fact))
  ), parts AS (
    SELECT breakdown, part, CASE breakdown WHEN 'place' THEN place END AS place, jsonb_object_agg(fact, value) AS counts FROM summed GROUP BY 1, 2, 3
  ), means AS (
    SELECT breakdown, part, CASE breakdown WHEN 'place' THEN place END AS place, jsonb_object_agg(fact, value) AS means FROM averaged GROUP BY 1, 2, 3
  )
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('breakdown', p.breakdown, 'part', p.part,
           'label', CASE p.breakdown WHEN 'team' THEN t.name WHEN 'provider' THEN o.name WHEN 'place' THEN p.place ELSE 'everyone' END,
           'cells', jsonb_build_object('counts', p.counts, 'means', coalesce(m.means, '{}')),
           -- Which provider and place a team is part of: their totals are the sums of their teams.
           'provider', t.organisation_id, 'place', coalesce(nullif(btrim(t.place), ''), CASE WHEN t.id IS NOT NULL THEN '-' END)))
           ORDER BY p.breakdown, p.part, p.place)
    INTO found
    FROM parts p
    LEFT JOIN means m ON m.breakdown = p.breakdown AND m.part IS NOT DISTINCT FROM p.part AND m.place IS NOT DISTINCT FROM p.place
    LEFT JOIN team t ON p.breakdown = 'team' AND t.id = p.part
    LEFT JOIN organisation o ON p.breakdown = 'provider' AND o.id = p.part
   WHERE p_side = 'council' OR p.breakdown <> 'provider';
  DROP TABLE pg_temp.snapshot_time, pg_temp.snapshot_person, pg_temp.snapshot_facts, pg_temp.snapshot_means;
  RETURN coalesce(found, '[]');
END $$
--;
-- What a council was told of times that have to do with a span: of those that it overlaps, if there are any, and of those of a year
-- before: a week that lies across the end of a quarter tells of it, and of the quarter's other weeks, and of its years' other quarters.
CREATE OR REPLACE FUNCTION snapshots_beside(p_organisation uuid, p_from date, p_until date)
RETURNS TABLE (id uuid, from_on date, until_on date, made_with jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, from_on, until_on, made_with FROM figure_snapshot
   WHERE organisation_id = p_organisation AND side = 'council' AND from_on < p_until AND until_on > p_from - 366
     AND EXISTS (SELECT FROM figure_snapshot o WHERE o.organisation_id = p_organisation AND o.side = 'council'
                    AND o.from_on < p_until AND o.until_on > p_from)
   ORDER BY from_on, until_on
$$
--;
-- The parts of one of them as they are published, and what is known beyond that to whoever thinks about all of them.
CREATE OR REPLACE FUNCTION snapshot_parts(p_snapshot uuid) RETURNS TABLE (breakdown text, part uuid, label text, cells jsonb, known jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT breakdown::text, part, label::text, cells, known FROM published_figures WHERE snapshot_id = p_snapshot
$$
--;
-- File a snapshot and its parts [{breakdown, part, label, cells, known}], all or nothing and once. False: it was made already. A council's
-- parts are the published ones: the true counts go nowhere.
CREATE OR REPLACE FUNCTION file_snapshot(p_side text, p_organisation uuid, p_span text, p_from date, p_until date, p_made_with jsonb, p_parts jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  INSERT INTO figure_snapshot (id, organisation_id, side, span, from_on, until_on, made_with)
  VALUES (gen_random_uuid(), p_organisation, p_side, p_span, p_from, p_until, p_made_with)
  ON CONFLICT (organisation_id, side, span, from_on) DO NOTHING RETURNING id INTO v_id;
  IF v_id IS NULL THEN
    RETURN false;
  END IF;
  IF p_side = 'council' THEN
    INSERT INTO published_figures (id, organisation_id, snapshot_id, breakdown, part, label, cells, known)
    SELECT gen_random_uuid(), p_organisation, v_id, r.breakdown, r.part, r.label, r.cells, r.known
      FROM jsonb_to_recordset(p_parts) AS r(breakdown text, part uuid, label text, cells jsonb, known jsonb);
  ELSE
    INSERT INTO exact_figures (id, organisation_id, snapshot_id, breakdown, team_id, label, cells)
    SELECT gen_random_uuid(), p_organisation, v_id, r.breakdown, CASE WHEN r.breakdown = 'team' THEN r.part END, r.label, r.cells
      FROM jsonb_to_recordset(p_parts) AS r(breakdown text, part uuid, label text, cells jsonb);
  END IF;
  RETURN true;
END $$
--;
-- What happened with the money of a fund over the days of a statement, for the job that makes it. The balances are held while the
-- ledger is added up, so that nothing is posted between one sum and the next. An entry turned round counts where the first one did,
-- on its own day. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION statement_facts(p_statement uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s record;
  v_found jsonb;
  c_payees constant integer := 50;
  c_entries constant integer := 300;
BEGIN
  SELECT st.id, st.fund_id, st.person_id, st.from_on, st.until_on, p.preferred_name, t.name AS team, o.name AS provider,
         f.name, f.decided_by, f.decided_words, f.held_by, f.holder_name, f.fee_kind, f.fee_weekly_pence, f.fee_basis_points,
         f.fee_words, f.overspend_rule, f.overspend_up_to_pence, f.until_on AS agreed_until_on, f.closed_on
    INTO s
    FROM fund_statement st JOIN fund f ON f.id = st.fund_id JOIN person p ON p.id = st.person_id
    JOIN team t ON t.id = st.team_id JOIN organisation o ON o.id = st.organisation_id
   WHERE st.id = p_statement AND st.removed_at IS NULL AND st.state = 'asked' FOR UPDATE OF st;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM FROM fund_balance WHERE fund_id = s.fund_id FOR SHARE;
  WITH lines AS (
    SELECT l.account, l.pence, l.plan_item_id, e.id, e.on_day, e.created_at, e.words, e.payee, coalesce(turned.kind, e.kind) AS kind,
           turned.id IS NOT NULL AS put_right, e.pence AS moved
      FROM fund_line l JOIN fund_entry e ON e.id = l.entry_id LEFT JOIN fund_entry turned ON turned.id = e.reverses_id
     WHERE l.fund_id = s.fund_id
  ), within AS (
    SELECT * FROM lines WHERE on_day >= s.from_on AND on_day < s.until_on
  ), entries AS (
    SELECT id, on_day, kind, put_right, words, payee, moved AS pence,
           coalesce(sum(pence) FILTER (WHERE account IN ('allocated', 'committed')), 0) AS change_pence,
           row_number() OVER (ORDER BY on_day, created_at, id) AS place
      FROM within GROUP BY id, on_day, created_at, kind, put_right, words, payee, moved
  ), paid AS (
    SELECT account = 'spent_inside' AS inside, CASE WHEN account = 'spent_outside' THEN payee END AS payee, sum(pence) AS pence
      FROM within WHERE account IN ('spent_inside', 'spent_outside') GROUP BY 1, 2 HAVING sum(pence) <> 0
  ), ranked AS (
    SELECT *, row_number() OVER (ORDER BY inside DESC, pence DESC, payee) AS place FROM paid
  ), for_items AS (
    SELECT plan_item_id,
           coalesce(sum(pence) FILTER (WHERE account IN ('spent_inside', 'spent_outside') AND on_day >= s.from_on AND on_day < s.until_on), 0) AS spent,
           coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0) AS committed
      FROM lines WHERE plan_item_id IS NOT NULL GROUP BY 1
  )
  SELECT jsonb_build_object(
    'before', (SELECT jsonb_build_object('allocated', coalesce(sum(pence) FILTER (WHERE account = 'allocated'), 0),
                        'committed', coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0)) FROM lines WHERE on_day < s.from_on),
    'sums', (SELECT jsonb_build_object(
               'came_in', coalesce(-sum(pence) FILTER (WHERE account = 'source' AND kind <> 'repayment'), 0),
               'paid_back', coalesce(sum(pence) FILTER (WHERE account = 'source' AND kind = 'repayment'), 0),
               'spent_inside', coalesce(sum(pence) FILTER (WHERE account = 'spent_inside'), 0),
               'spent_outside', coalesce(sum(pence) FILTER (WHERE account = 'spent_outside'), 0),
               'fee', coalesce(sum(pence) FILTER (WHERE account = 'fee'), 0),
               'carried', coalesce(sum(pence) FILTER (WHERE account = 'carried'), 0),
               'committed', coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0)) FROM within),
    'now', (SELECT jsonb_build_object('allocated', coalesce(sum(pence), 0)) FROM lines WHERE account = 'allocated'),
    'items', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'what', i.what, 'inside', i.inside, 'how_often', i.how_often,
                       'pence_each', i.pence_each, 'from_on', i.from_on, 'until_on', i.until_on, 'spent', coalesce(f.spent, 0),
                       'committed', coalesce(f.committed, 0)) ORDER BY i.position, i.id), '[]')
                FROM (SELECT * FROM fund_plan_item WHERE fund_id = s.fund_id AND removed_at IS NULL ORDER BY position, id LIMIT 200) i
                LEFT JOIN for_items f ON f.plan_item_id = i.id),
    'payees', (SELECT coalesce(jsonb_agg(jsonb_build_object('inside', inside, 'payee', payee, 'pence', pence) ORDER BY place), '[]')
                 FROM ranked WHERE place <= c_payees),
    'payees_more', (SELECT coalesce(sum(pence), 0) FROM ranked WHERE place > c_payees),
    'entries', (SELECT coalesce(jsonb_agg(to_jsonb(e) - 'place' ORDER BY place), '[]') FROM entries e WHERE place <= c_entries),
    'entries_more', (SELECT count(*) FROM entries WHERE place > c_entries)) INTO v_found;
  RETURN v_found || to_jsonb(s) || jsonb_build_object('made_on', (now() AT TIME ZONE 'Europe/London')::date);
END $$
--;
-- The statement that the job made. False: somebody else was quicker.
CREATE OR REPLACE FUNCTION file_statement(p_statement uuid, p_content jsonb, p_html text, p_pdf bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE fund_statement SET state = 'made', made_at = now(), content = p_content, html = p_html, pdf = p_pdf
   WHERE id = p_statement AND state = 'asked' AND removed_at IS NULL;
  RETURN FOUND;
END $$
--;
-- What a report is made of, for the job that makes it: its snapshot, and the cells of its part as their reader may know them. A
-- council's report is made of what is published alone. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION report_facts(p_report uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_found jsonb;
BEGIN
  PERFORM FROM figure_report WHERE id = p_report AND state = 'asked' AND removed_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT jsonb_build_object('whose', o.name, 'side', s.side, 'span', s.span, 'from_on', s.from_on, 'until_on', s.until_on,
           'made_at', s.made_at, 'made_with', s.made_with, 'breakdown', c.breakdown, 'part', r.part, 'label', c.label, 'cells', c.cells,
           'made_on', (now() AT TIME ZONE 'Europe/London')::date)
    INTO v_found
    FROM figure_report r JOIN figure_snapshot s ON s.id = r.snapshot_id AND s.organisation_id = r.organisation_id
    JOIN organisation o ON o.id = r.organisation_id
    JOIN LATERAL (
      SELECT p.breakdown, p.label, p.cells FROM published_figures p
       WHERE s.side = 'council' AND p.snapshot_id = s.id AND p.breakdown = r.breakdown AND p.part IS NOT DISTINCT FROM r.part
         AND (r.label IS NULL OR p.label = r.label)
      UNION ALL
      SELECT e.breakdown, e.label, e.cells FROM exact_figures e
       WHERE s.side = 'provider' AND e.snapshot_id = s.id AND e.breakdown = r.breakdown AND e.team_id IS NOT DISTINCT FROM r.part
         AND (r.label IS NULL OR e.label = r.label)
    ) c ON true
   WHERE r.id = p_report;
  IF v_found IS NULL THEN
    UPDATE figure_report SET state = 'failed' WHERE id = p_report;
  END IF;
  RETURN v_found;
END $$
--;
-- The report that the job made. False: somebody else was quicker, or it is not wanted any more.
CREATE OR REPLACE FUNCTION file_report(p_report uuid, p_html text, p_pdf bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE figure_report SET state = 'made', made_at = now(), html = p_html, pdf = p_pdf
   WHERE id = p_report AND state = 'asked' AND removed_at IS NULL;
  RETURN FOUND;
END $$
--;
-- Statements and reports that no job will make any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_papers() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_statements integer;
  v_reports integer;
BEGIN
  UPDATE fund_statement SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'make_statement' AND j.status IN ('todo', 'doing')
                        AND j.args->>'statement_id' = fund_statement.id::text);
  GET DIAGNOSTICS v_statements = ROW_COUNT;
  UPDATE figure_report SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'make_report' AND j.status IN ('todo', 'doing')
                        AND j.args->>'report_id' = figure_report.id::text);
  GET DIAGNOSTICS v_reports = ROW_COUNT;
  RETURN v_statements + v_reports;
END $$
--;
-- A report is of a snapshot, which stays: after ninety days it is removed, and another is asked for in a moment. Statements stay.
-- Answers how many.
CREATE OR REPLACE FUNCTION tidy_papers() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE figure_report SET removed_at = now() WHERE removed_at IS NULL AND created_at < now() - interval '90 days';
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
--;
-- What a council is told of those who let it have a summary of how their outcomes go: under its own reference, and as numbers.
-- Who it is stays here: the look is written where the summary is made, and no id of a person leaves these functions.

-- Everybody who lets the caller's council have it, with the reference that it knows them by: that of its own arrangement of them,
-- or the record's where no other council pays for them. None where there is none, or where it is somebody else's too: a summary
-- that could be either's is nobody's.
CREATE OR REPLACE FUNCTION summarised() RETURNS TABLE (person_id uuid, provider_id uuid, reference text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH asking AS MATERIALIZED (
    SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid AS council, (now() AT TIME ZONE 'Europe/London')::date AS today
     WHERE current_setting('app.role', true) = 'commissioner'
  ), funded AS MATERIALIZED (
    SELECT p.id, p.organisation_id,
           coalesce(
             (SELECT a.council_reference FROM arrangement a
               WHERE a.council_id = asking.council AND a.funded_person_id = p.id AND a.removed_at IS NULL AND a.council_reference IS NOT NULL
                 AND a.from_on <= asking.today AND (a.until_on IS NULL OR a.until_on >= asking.today)
               ORDER BY a.from_on DESC, a.id DESC LIMIT 1),
             CASE WHEN NOT EXISTS (
                    SELECT FROM arrangement a WHERE a.funded_person_id = p.id AND a.council_id <> asking.council AND a.removed_at IS NULL)
                  THEN p.council_reference END)::text AS reference
      FROM asking CROSS JOIN LATERAL (
             SELECT DISTINCT f.person_id FROM funded_people(asking.council, asking.today, asking.today + 1) f) f
      JOIN person p ON p.id = f.person_id AND p.removed_at IS NULL
  )
  SELECT f.id, f.organisation_id,
         CASE WHEN NOT EXISTS (
                SELECT FROM funded other WHERE other.reference = f.reference AND other.organisation_id = f.organisation_id AND other.id <> f.id)
              THEN f.reference END
    FROM funded f JOIN asking ON true JOIN consented_to_council(asking.council, 'commissioner_outcomes') c ON c.person_id = f.id
$$
--;
-- When what a summary rests on was last written. Of the person's record, and of the arrangements, only what decides under which
-- reference it stands and whether: no council is told that anything else there was written.
CREATE OR REPLACE FUNCTION summary_changed_at(p_person uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT greatest((SELECT max(updated_at) FROM outcome WHERE person_id = p_person), (SELECT max(updated_at) FROM review WHERE person_id = p_person),
                  (SELECT max(updated_at) FROM good_week_mark WHERE person_id = p_person),
                  (SELECT max(updated_at) FROM consent WHERE person_id = p_person AND purpose = 'commissioner_outcomes'),
                  (SELECT max(created_at) FROM arrangement WHERE funded_person_id = p_person), (SELECT created_at FROM person WHERE id = p_person),
                  (SELECT max(c.at) FROM arrangement a JOIN change c ON c.record_id = a.id
                    WHERE a.funded_person_id = p_person AND c.fields && '{council_id,council_reference,from_on,until_on,removed_at}'),
                  (SELECT max(at) FROM change WHERE record_id = p_person AND fields && '{council_reference,status,team_id,removed_at}'))
$$
--;
-- A page of them by reference, after (p_reference, p_provider): one more than `p_limit` if there is a next page. A look at each of
-- those who are shown. Marks of good weeks are those of the last thirteen whole weeks.
CREATE OR REPLACE FUNCTION council_summaries(p_since timestamptz, p_reference text, p_provider uuid, p_limit bigint, p_look uuid, p_operation text)
RETURNS TABLE (item text, reference text, provider_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH page AS MATERIALIZED (
    SELECT s.person_id, s.provider_id, s.reference, row_number() OVER (ORDER BY s.reference COLLATE "C", s.provider_id) AS place
      FROM summarised() s
     WHERE s.reference IS NOT NULL AND (s.reference COLLATE "C", s.provider_id) > (p_reference COLLATE "C", p_provider)
       AND (p_since IS NULL OR summary_changed_at(s.person_id) >= p_since)
     ORDER BY s.reference COLLATE "C", s.provider_id LIMIT p_limit + 1
  ), looked AS (
    INSERT INTO look (id, operation, kind, ids, person_ids)
    SELECT p_look, p_operation, 'outcome_summary', '{}', array_agg(p.person_id) FROM page p WHERE p.place <= p_limit HAVING count(*) > 0
  ), days AS (
    SELECT w.this - 91 AS from_on, w.this AS until_on
      FROM (SELECT date_trunc('week', now() AT TIME ZONE 'Europe/London')::date AS this) w
  )
  SELECT json_build_object(
           'council_reference', p.reference, 'provider_id', p.provider_id, 'provider_name', o.name, 'outcomes', found.states,
           'last_review_month', (SELECT to_char(max(r.held_on), 'YYYY-MM') FROM review r
                                  WHERE r.person_id = p.person_id AND r.state = 'held' AND r.removed_at IS NULL),
           'good_weeks', json_build_object('from_on', d.from_on, 'until_on', d.until_on, 'items_marked', m.marked, 'items_happened', m.happened,
                                           'share', round(m.happened::numeric / nullif(m.marked, 0), 4)))::text,
         p.reference, p.provider_id
    FROM page p CROSS JOIN days d JOIN organisation o ON o.id = p.provider_id
    CROSS JOIN LATERAL (
      SELECT json_object_agg(s.status, (SELECT count(*) FROM outcome u
                                         WHERE u.person_id = p.person_id AND u.status = s.status AND u.removed_at IS NULL)) AS states
        FROM unnest('{exploring,on_track,off_track,achieved,changed,set_aside}'::text[]) AS s(status)) found
    CROSS JOIN LATERAL (
      SELECT count(*) AS marked, count(*) FILTER (WHERE g.mark = 'happened') AS happened FROM good_week_mark g
       WHERE g.person_id = p.person_id AND g.removed_at IS NULL AND g.week_on >= d.from_on AND g.week_on < d.until_on) m
   ORDER BY p.place
$$
--;
-- How many are told, of how many who let their council have it.
CREATE OR REPLACE FUNCTION council_summaries_counted(p_since timestamptz, OUT told bigint, OUT without_reference bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FILTER (WHERE s.reference IS NOT NULL AND (p_since IS NULL OR summary_changed_at(s.person_id) >= p_since)),
         count(*) FILTER (WHERE s.reference IS NULL) FROM summarised() s
$$
--;
-- Client Level Data: an export is of one council with which the provider has, or had, an arrangement. It is made by the job, and
-- emptied when it is removed: its words stand in the records, and only there.

CREATE OR REPLACE FUNCTION hold_cld_export() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.csv := NULL;
    NEW.person_ids := '{}';
    DELETE FROM cld_missing WHERE export_id = NEW.id;
  ELSIF NOT EXISTS (SELECT FROM arrangement WHERE organisation_id = NEW.organisation_id AND council_id = NEW.council_id AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  ELSIF NOT EXISTS (SELECT FROM agreed_providers(NEW.council_id, NEW.from_on) WHERE provider_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'not agreed' USING ERRCODE = 'WT409', CONSTRAINT = 'council_not_agreed';
  END IF;
  RETURN NEW;
END $$
--;
-- What stands in the records for an export, for the job that makes it: the people whom this council funds in its months (those of
-- the teams that a client asked for), each with their arrangements with it, the reviews held, and the assessments ended. A review
-- or an assessment of days on which another council funds them and this one does not is no business of this one. So many people
-- at a time, by their id, after one: fifty thousand at once are more than a process may hold. `left`: how many there are, with
-- these. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION cld_facts(p_export uuid, p_after uuid, p_most integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  e record;
  agreed record;  -- until when the council works with the provider: nothing of later days is for it
  facts jsonb;
BEGIN
  SELECT x.* INTO e FROM cld_export x WHERE x.id = p_export AND x.state = 'asked' AND x.removed_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT g.* INTO agreed FROM agreed_providers(e.council_id, e.from_on) g WHERE g.provider_id = e.organisation_id;
  CREATE TEMP TABLE cld_service ON COMMIT DROP AS
    SELECT p.id AS person_id, dense_rank() OVER (ORDER BY p.id) AS place,
           a.kind, a.from_on, least(a.until_on, agreed.until_on) AS until_on, a.weekly_amount_pence, a.weekly_minutes, a.council_reference
      FROM (SELECT organisation_id, funded_person_id AS person_id, kind, from_on, until_on, weekly_amount_pence,
                   weekly_minutes, council_reference
              FROM arrangement
             WHERE organisation_id = e.organisation_id AND council_id = e.council_id AND removed_at IS NULL AND funded_person_id > p_after
               AND kind <> 'personal_health_budget'  -- the health service's, whoever is named beside it
               AND from_on <= e.until_on AND (until_on IS NULL OR until_on >= e.from_on)
            UNION ALL
            SELECT a.organisation_id, m.id, a.kind, a.from_on, a.until_on, a.weekly_amount_pence, a.weekly_minutes,
                   a.council_reference
              FROM arrangement a JOIN person m ON m.organisation_id = a.organisation_id AND m.team_id = a.funded_team_id
             WHERE a.organisation_id = e.organisation_id AND a.council_id = e.council_id AND a.removed_at IS NULL AND m.id > p_after
               AND a.kind <> 'personal_health_budget'
               AND a.from_on <= e.until_on AND (a.until_on IS NULL OR a.until_on >= e.from_on)) a
      JOIN person p ON p.id = a.person_id AND p.organisation_id = a.organisation_id AND p.removed_at IS NULL
     WHERE p.ended_reason IS DISTINCT FROM 'recorded_in_error'
       AND agreed.provider_id IS NOT NULL AND (agreed.until_on IS NULL OR agreed.until_on >= a.from_on)
       AND (cardinality(e.team_ids) = 0 OR p.team_id = ANY (e.team_ids))
       -- Support that never began is no service.
       AND (p.status IN ('supported', 'paused') OR EXISTS (
             SELECT FROM status_change c WHERE c.person_id = p.id AND c.to_status = 'supported' AND c.removed_at IS NULL));
  CREATE INDEX ON cld_service (person_id);
  ANALYZE cld_service;
  SELECT jsonb_build_object('from_on', e.from_on, 'until_on', e.until_on,
    'left', (SELECT coalesce(max(place), 0) FROM cld_service),
    'la_code', (SELECT la_code FROM organisation WHERE id = e.council_id),
    'cqc_location_id', (SELECT cqc_location_id FROM organisation WHERE id = e.organisation_id),
    'people', coalesce((SELECT jsonb_agg(jsonb_build_object(
        'id', p.id, 'nhs_number', p.nhs_number, 'gp_practice_code', p.gp_practice_code, 'date_of_birth', p.date_of_birth,
        'date_of_death', p.date_of_death, 'postcode', p.postcode, 'has_unpaid_carer', p.has_unpaid_carer, 'ethnicity', p.ethnicity,
        'accommodation_status', p.accommodation_status, 'primary_support_reason', p.primary_support_reason,
        'funding_status', p.funding_status, 'died', p.date_of_death IS NOT NULL OR coalesce(p.ended_reason = 'died', false),
        'ended_on', CASE WHEN p.status = 'ended' THEN p.status_since END,
        'supported_from', (SELECT min(changed_on) FROM status_change c
                            WHERE c.person_id = p.id AND c.to_status = 'supported' AND c.removed_at IS NULL),
        -- As this council calls them: said with the newest arrangement that says it, or in their record where no other council pays.
        'council_reference', coalesce((SELECT s.council_reference FROM cld_service s
                                        WHERE s.person_id = p.id AND s.kind <> 'block_contract' AND s.council_reference IS NOT NULL
                                        ORDER BY s.from_on DESC, s.council_reference LIMIT 1),
                                      CASE WHEN NOT EXISTS (
                                             SELECT FROM arrangement a
                                              WHERE a.funded_person_id = p.id AND a.council_id <> e.council_id AND a.removed_at IS NULL)
                                           THEN p.council_reference END),
        'details', (SELECT to_jsonb(d) FROM (SELECT gender, ethnicity, accommodation_status, employment_status, autism,
                           visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason
                      FROM council_details WHERE person_id = p.id AND removed_at IS NULL) d),
        'services', (SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'from_on', s.from_on, 'until_on', s.until_on,
                            'weekly_amount_pence', s.weekly_amount_pence, 'weekly_minutes', s.weekly_minutes)
                            ORDER BY s.from_on, s.kind, s.until_on, s.weekly_amount_pence, s.weekly_minutes)
                       FROM cld_service s WHERE s.person_id = p.id),
        'reviews', coalesce((SELECT jsonb_agg(r.held_on ORDER BY r.held_on, r.id) FROM review r
                              WHERE r.person_id = p.id AND r.state = 'held' AND r.removed_at IS NULL
                                AND r.held_on >= e.from_on AND r.held_on < e.until_on
                                AND (agreed.until_on IS NULL OR r.held_on <= agreed.until_on)
                                AND cld_is_of(p.id, p.team_id, e.council_id, r.held_on)), '[]'),
        'assessments', coalesce((SELECT jsonb_agg(jsonb_build_object('started_on', c.started_on, 'ended_on', c.ended_on,
                                        'assessment_type', c.assessment_type, 'needs_identified', c.needs_identified,
                                        'method', c.method, 'outcome', c.outcome) ORDER BY c.ended_on, c.started_on, c.id)
                                   FROM care_assessment c
                                  WHERE c.person_id = p.id AND c.removed_at IS NULL AND c.ended_on >= e.from_on AND c.ended_on < e.until_on
                                    AND (agreed.until_on IS NULL OR c.ended_on <= agreed.until_on)
                                    AND cld_is_of(p.id, p.team_id, e.council_id, c.ended_on)), '[]'))
        ORDER BY p.id)
      FROM person p WHERE p.id IN (SELECT person_id FROM cld_service WHERE place <= p_most)), '[]')) INTO facts;
  DROP TABLE pg_temp.cld_service;
  RETURN facts;
END $$
--;
-- Whether what happened to somebody on a day is this council's to hear: it funds them then, or no other does.
CREATE OR REPLACE FUNCTION cld_is_of(p_person uuid, p_team uuid, p_council uuid, p_on date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(bool_or(a.council_id = p_council), true) FROM arrangement a
   WHERE (a.funded_person_id = p_person OR a.funded_team_id = p_team) AND a.council_id IS NOT NULL AND a.removed_at IS NULL
     AND a.from_on <= p_on AND (a.until_on IS NULL OR a.until_on >= p_on)
$$
--;
-- The export that the job made, its file packed (gzip), and beside it what is missing, by person. False: somebody else was quicker,
-- or it is not wanted any more.
CREATE OR REPLACE FUNCTION file_cld_export(p_export uuid, p_csv bytea, p_rows integer, p_people uuid[], p_missing jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cld_export SET state = 'made', made_at = now(), csv = p_csv, rows = p_rows, person_ids = p_people,
                        incomplete = jsonb_array_length(p_missing)
   WHERE id = p_export AND state = 'asked' AND removed_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO cld_missing (id, organisation_id, team_id, person_id, export_id, client_id, fields, left_to_council, wrong)
  SELECT gen_random_uuid(), p.organisation_id, p.team_id, p.id, e.id, e.client_id, m.fields, m.left_to_council, m.wrong
    FROM jsonb_to_recordset(p_missing) AS m(person_id uuid, fields text[], left_to_council text[], wrong text[])
    JOIN cld_export e ON e.id = p_export
    JOIN person p ON p.id = m.person_id AND p.organisation_id = e.organisation_id;
  RETURN true;
END $$
--;
-- Exports that no job will make any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_cld_exports() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE cld_export SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'export_cld' AND j.status IN ('todo', 'doing')
                        AND j.args->>'export_id' = cld_export.id::text);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
--;
-- An export is fetched once and sent on. After a week it is removed, and with it all that was in it. Answers how many.
CREATE OR REPLACE FUNCTION tidy_cld_exports() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE cld_export SET removed_at = now() WHERE removed_at IS NULL AND created_at < now() - interval '7 days';
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
--;
REVOKE ALL ON FUNCTION open_person(uuid, uuid, text, text, integer, bytea) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION close_opening(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION accept_move(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION enter_homes() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION team_to_move_to(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION name_of(uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION show_looks() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION is_council(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION queue_job(text, jsonb, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION queue_message(uuid, uuid, text, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION release_visits(uuid, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION free_members(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_series(uuid, uuid[], timestamp[], timestamptz[], text[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION faces(uuid[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION person_status_on(uuid, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION enter_record(uuid, uuid, timestamptz) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION visit_figures(text, uuid, uuid, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION visit_statement(text, uuid, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION candidate_facts(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION absence_figures(uuid, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION support_ended_at(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gather_statements(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION leave_circle(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION connectors() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION connector_name(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION origin_of_group(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION connection_figures(uuid, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION person_reach(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION super_connectors(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION community_figures(text, uuid, text, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gift_matches(text, uuid, uuid, text[], text[], text[], text, text, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hours_bank(uuid, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION outcome_figures(uuid, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION councils() FROM PUBLIC
--;
ALTER FUNCTION councils() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hand_over_teams() FROM PUBLIC
--;
ALTER FUNCTION hand_over_teams() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION send_hand_over(uuid, uuid, jsonb, bytea) FROM PUBLIC
--;
ALTER FUNCTION send_hand_over(uuid, uuid, jsonb, bytea) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION enter_statements() FROM PUBLIC
--;
ALTER FUNCTION enter_statements() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION provider_ratings() FROM PUBLIC
--;
ALTER FUNCTION provider_ratings() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION council_summaries(timestamptz, text, uuid, bigint, uuid, text) FROM PUBLIC
--;
ALTER FUNCTION council_summaries(timestamptz, text, uuid, bigint, uuid, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION council_summaries_counted(timestamptz) FROM PUBLIC
--;
ALTER FUNCTION council_summaries_counted(timestamptz) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION post_fund_entry(uuid, uuid, text, date, text, jsonb, jsonb, bytea) FROM PUBLIC
--;
ALTER FUNCTION post_fund_entry(uuid, uuid, text, date, text, jsonb, jsonb, bytea) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION reverse_fund_entry(uuid, uuid, uuid, date, text, bytea) FROM PUBLIC
--;
ALTER FUNCTION reverse_fund_entry(uuid, uuid, uuid, date, text, bytea) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION definitions_of(text[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION evidence_of_access(text, uuid, boolean, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION evidence_of_administrators(timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION evidence_of_clients(boolean, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION evidence_of_failures(uuid, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION evidence_of_second_factors(boolean, text, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION own_sessions(timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION end_own_session(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION end_other_sessions(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION sessions_of_account(uuid, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION end_session_of_account(uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION remove_second_factor(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION enter(uuid, text, uuid, uuid, boolean) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION calendar_of(bytea, text[], uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION expand_looks(integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION count_requests(uuid[], integer[], integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION tidy_up() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION watch() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION watch_jobs() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION series_to_plan(date, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION mark_late_visits() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION credit_hours(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_problem(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION file_proposal(uuid, jsonb) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION settle_proposals() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_groups(jsonb) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_terms(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_publishers(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION page_content(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION file_page(uuid, text, bytea, jsonb) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION settle_pages() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION tidy_pages() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION message_to_send(uuid, bytea) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION message_done(uuid, boolean) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION snapshots_due(date) FROM PUBLIC
--;
ALTER FUNCTION snapshots_due(date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION snapshot_rule(uuid, date) FROM PUBLIC
--;
ALTER FUNCTION snapshot_rule(uuid, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION snapshots_beside(uuid, date, date) FROM PUBLIC
--;
ALTER FUNCTION snapshots_beside(uuid, date, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION snapshot_parts(uuid) FROM PUBLIC
--;
ALTER FUNCTION snapshot_parts(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION snapshot_cells(text, uuid, date, date) FROM PUBLIC
--;
ALTER FUNCTION snapshot_cells(text, uuid, date, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION file_snapshot(text, uuid, text, date, date, jsonb, jsonb) FROM PUBLIC
--;
ALTER FUNCTION file_snapshot(text, uuid, text, date, date, jsonb, jsonb) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION statement_facts(uuid) FROM PUBLIC
--;
ALTER FUNCTION statement_facts(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION file_statement(uuid, jsonb, text, bytea) FROM PUBLIC
--;
ALTER FUNCTION file_statement(uuid, jsonb, text, bytea) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION report_facts(uuid) FROM PUBLIC
--;
ALTER FUNCTION report_facts(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION file_report(uuid, text, bytea) FROM PUBLIC
--;
ALTER FUNCTION file_report(uuid, text, bytea) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION settle_papers() FROM PUBLIC
--;
ALTER FUNCTION settle_papers() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION tidy_papers() FROM PUBLIC
--;
ALTER FUNCTION tidy_papers() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION cld_facts(uuid, uuid, integer) FROM PUBLIC
--;
ALTER FUNCTION cld_facts(uuid, uuid, integer) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION file_cld_export(uuid, bytea, integer, uuid[], jsonb) FROM PUBLIC
--;
ALTER FUNCTION file_cld_export(uuid, bytea, integer, uuid[], jsonb) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION settle_cld_exports() FROM PUBLIC
--;
ALTER FUNCTION settle_cld_exports() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION tidy_cld_exports() FROM PUBLIC
--;
ALTER FUNCTION tidy_cld_exports() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION standing_sessions(uuid, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION end_session(uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION managed_organisation() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION managed_account(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION circles_of(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION consents_towards(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION shares_with(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION log_change() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_team_size() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION end_provider_sessions(uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION end_sessions() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION chapters_shared_with(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION team_reads_chapter(uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_chapter_readers() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_chapter_consent() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION tell_of_move() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_visit() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION book_hours() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_person_status() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION lapse_offers() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_restriction() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_link() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION empty_page() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_leaving() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_check_in() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_invitation() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION without_names(text, uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION may_have_figures(text, uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_members(uuid, timestamptz, timestamptz) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_known(uuid, uuid[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_homes(uuid[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION may_have_ties(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION reach_within_two(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_member() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_goes_on() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_meeting() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_action() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_group() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_organisations(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_story(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_group(uuid, boolean) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gift_said(text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gift_terms(text, text[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_arrangement() FROM PUBLIC
--;
ALTER FUNCTION hold_arrangement() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION tell_of_commissioned_provider() FROM PUBLIC
--;
ALTER FUNCTION tell_of_commissioned_provider() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION agreed_providers(uuid, date) FROM PUBLIC
--;
ALTER FUNCTION agreed_providers(uuid, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION working_providers() FROM PUBLIC
--;
ALTER FUNCTION working_providers() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_hand_over() FROM PUBLIC
--;
ALTER FUNCTION hold_hand_over() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION tell_of_hand_over() FROM PUBLIC
--;
ALTER FUNCTION tell_of_hand_over() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION follow_hand_over() FROM PUBLIC
--;
ALTER FUNCTION follow_hand_over() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION funded_people(uuid, date, date) FROM PUBLIC
--;
ALTER FUNCTION funded_people(uuid, date, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION consented_to_council(uuid, text) FROM PUBLIC
--;
ALTER FUNCTION consented_to_council(uuid, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION summarised() FROM PUBLIC
--;
ALTER FUNCTION summarised() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION summary_changed_at(uuid) FROM PUBLIC
--;
ALTER FUNCTION summary_changed_at(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION follow_fund() FROM PUBLIC
--;
ALTER FUNCTION follow_fund() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_ledger() FROM PUBLIC
--;
ALTER FUNCTION hold_ledger() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION book_lines() FROM PUBLIC
--;
ALTER FUNCTION book_lines() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_fund(uuid) FROM PUBLIC
--;
ALTER FUNCTION hold_fund(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_cld_export() FROM PUBLIC
--;
ALTER FUNCTION hold_cld_export() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION cld_is_of(uuid, uuid, uuid, date) FROM PUBLIC
--;
ALTER FUNCTION cld_is_of(uuid, uuid, uuid, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION stamp() FROM PUBLIC
--;
GRANT EXECUTE ON FUNCTION queue_job(text, jsonb, text) TO wt_carer, wt_commissioner, wt_manager, wt_person, wt_integration
--;
GRANT EXECUTE ON FUNCTION councils() TO wt_manager
--;
GRANT EXECUTE ON FUNCTION hand_over_teams() TO wt_commissioner, wt_integration
--;
GRANT EXECUTE ON FUNCTION send_hand_over(uuid, uuid, jsonb, bytea) TO wt_commissioner, wt_integration
--;
GRANT EXECUTE ON FUNCTION enter_statements() TO wt_carer, wt_person, wt_family, wt_commissioner, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION provider_ratings() TO wt_commissioner, wt_integration
--;
GRANT EXECUTE ON FUNCTION council_summaries(timestamptz, text, uuid, bigint, uuid, text) TO wt_commissioner
--;
GRANT EXECUTE ON FUNCTION council_summaries_counted(timestamptz) TO wt_commissioner
--;
GRANT EXECUTE ON FUNCTION post_fund_entry(uuid, uuid, text, date, text, jsonb, jsonb, bytea) TO wt_carer, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION reverse_fund_entry(uuid, uuid, uuid, date, text, bytea) TO wt_carer, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION snapshots_due(date) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION snapshot_rule(uuid, date) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION snapshots_beside(uuid, date, date) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION snapshot_parts(uuid) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION snapshot_cells(text, uuid, date, date) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION file_snapshot(text, uuid, text, date, date, jsonb, jsonb) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION statement_facts(uuid) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION file_statement(uuid, jsonb, text, bytea) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION report_facts(uuid) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION file_report(uuid, text, bytea) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION settle_papers() TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION tidy_papers() TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION cld_facts(uuid, uuid, integer) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION file_cld_export(uuid, bytea, integer, uuid[], jsonb) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION settle_cld_exports() TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION tidy_cld_exports() TO wt_api, wt_operator
--;
CREATE TRIGGER stamp BEFORE UPDATE ON cld_export FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON cld_export FOR EACH ROW EXECUTE FUNCTION log_change('csv,person_ids', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON cld_export FOR EACH ROW EXECUTE FUNCTION log_change('csv,person_ids', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON commissioned_provider FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON commissioned_provider FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON commissioned_provider FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON cqc_rating FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON cqc_rating FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON cqc_rating FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON figure_setting FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON figure_setting FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON figure_setting FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON figure_report FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON figure_report FOR EACH ROW EXECUTE FUNCTION log_change('html,pdf', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON figure_report FOR EACH ROW EXECUTE FUNCTION log_change('html,pdf', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON care_assessment FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON care_assessment FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON care_assessment FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON council_details FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON council_details FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON council_details FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON hand_over FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON hand_over FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON hand_over FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON hospital_stay FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON hospital_stay FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON hospital_stay FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON fund FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON fund FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON fund FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON fall FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON fall FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON fall FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON fund_entry FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON fund_entry FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON fund_entry FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON fund_plan_item FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON fund_plan_item FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON fund_plan_item FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON fund_statement FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON fund_statement FOR EACH ROW EXECUTE FUNCTION log_change('content,html,pdf', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON fund_statement FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('content,html,pdf', '')
--;
CREATE TRIGGER empty_page BEFORE UPDATE OF removed_at ON figure_report FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION empty_page()
--;
CREATE TRIGGER hold_arrangement BEFORE INSERT OR UPDATE OF council_id, funded_person_id, funded_team_id ON arrangement FOR EACH ROW EXECUTE FUNCTION hold_arrangement()
--;
CREATE TRIGGER tell_of_commissioned_provider AFTER INSERT OR UPDATE OF agreed_at, until_on ON commissioned_provider FOR EACH ROW EXECUTE FUNCTION tell_of_commissioned_provider()
--;
CREATE TRIGGER hold_cld_export BEFORE INSERT ON cld_export FOR EACH ROW WHEN (current_setting('app.role', true) <> '') EXECUTE FUNCTION hold_cld_export()
--;
CREATE TRIGGER empty_cld_export BEFORE UPDATE OF removed_at ON cld_export FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION hold_cld_export()
--;
CREATE TRIGGER hold_hand_over BEFORE UPDATE ON hand_over FOR EACH ROW EXECUTE FUNCTION hold_hand_over()
--;
CREATE TRIGGER tell_of_hand_over AFTER INSERT ON hand_over FOR EACH ROW EXECUTE FUNCTION tell_of_hand_over()
--;
CREATE TRIGGER tell_of_answer AFTER UPDATE OF state ON hand_over FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION tell_of_hand_over()
--;
CREATE TRIGGER w_follow_hand_over AFTER UPDATE OF made_person_id ON hand_over FOR EACH ROW WHEN (OLD.made_person_id IS NULL AND NEW.made_person_id IS NOT NULL) EXECUTE FUNCTION follow_hand_over()
--;
CREATE TRIGGER follow_fund AFTER INSERT OR UPDATE OF overspend_up_to_pence, arrangement_id ON fund FOR EACH ROW EXECUTE FUNCTION follow_fund()
--;
CREATE TRIGGER hold_ledger BEFORE UPDATE OR DELETE ON fund_entry FOR EACH ROW EXECUTE FUNCTION hold_ledger()
--;
CREATE TRIGGER hold_ledger BEFORE UPDATE OR DELETE ON fund_line FOR EACH ROW EXECUTE FUNCTION hold_ledger()
--;
CREATE TRIGGER book_lines AFTER INSERT ON fund_line REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION book_lines()
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'account_identity', 'care_assessment', 'check_in', 'check_in_amendment', 'cld_export', 'community_group', 'concern', 'consent', 'council_details', 'cqc_rating', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND true)
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'cld_export', 'client', 'coaching', 'commissioned_provider', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'figure_report', 'figure_setting', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'team', 'team_assessment', 'team_member', 'visit', 'visit_link', 'visit_offer', 'visit_series', 'working_pattern'))))
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'account_identity', 'care_assessment', 'check_in', 'check_in_amendment', 'cld_export', 'community_group', 'concern', 'consent', 'council_details', 'cqc_rating', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'account_identity', 'care_assessment', 'check_in', 'check_in_amendment', 'cld_export', 'community_group', 'concern', 'consent', 'council_details', 'cqc_rating', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'account_identity', 'care_assessment', 'check_in', 'check_in_amendment', 'cld_export', 'community_group', 'concern', 'council_details', 'cqc_rating', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_link', 'visit_series'))))
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_theme', 'fall', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'cld_export', 'client', 'coaching', 'commissioned_provider', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'figure_report', 'figure_setting', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'cld_export', 'client', 'coaching', 'commissioned_provider', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'figure_report', 'figure_setting', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'care_assessment', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'cld_export', 'client', 'coaching', 'commissioned_provider', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'council_details', 'cqc_rating', 'cycle_action', 'cycle_statement', 'cycle_theme', 'fall', 'figure_report', 'figure_setting', 'fund', 'fund_entry', 'fund_plan_item', 'fund_statement', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hand_over', 'hospital_stay', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
ALTER TABLE cld_export ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE cld_export FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON cld_export TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cld_export TO wt_kernel
--;
CREATE POLICY wt_operator ON cld_export TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cld_export TO wt_operator
--;
CREATE POLICY manager_read ON cld_export FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cld_export TO wt_manager
--;
CREATE POLICY manager_add ON cld_export FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, client_id, team_ids, council_id, from_on, until_on, state, made_at, rows, person_ids, incomplete, csv) ON cld_export TO wt_manager
--;
CREATE POLICY manager_change ON cld_export FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at) ON cld_export TO wt_manager
--;
CREATE POLICY integration_read ON cld_export FOR SELECT TO wt_integration USING (client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid) AND cardinality(team_ids) > 0 AND team_ids <@ ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cld_export TO wt_integration
--;
CREATE POLICY integration_add ON cld_export FOR INSERT TO wt_integration WITH CHECK (client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid) AND cardinality(team_ids) > 0 AND team_ids <@ ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, client_id, team_ids, council_id, from_on, until_on, state, made_at, rows, person_ids, incomplete, csv) ON cld_export TO wt_integration
--;
ALTER TABLE commissioned_provider ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE commissioned_provider FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON commissioned_provider TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON commissioned_provider TO wt_kernel
--;
CREATE POLICY wt_operator ON commissioned_provider TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON commissioned_provider TO wt_operator
--;
CREATE POLICY commissioner_read ON commissioned_provider FOR SELECT TO wt_commissioner USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON commissioned_provider TO wt_commissioner
--;
CREATE POLICY commissioner_change ON commissioned_provider FOR UPDATE TO wt_commissioner USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (agreed_at, agreed_by_account_id, until_on) ON commissioned_provider TO wt_commissioner
--;
CREATE POLICY manager_read ON commissioned_provider FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON commissioned_provider TO wt_manager
--;
ALTER TABLE cqc_rating ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE cqc_rating FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON cqc_rating TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cqc_rating TO wt_kernel
--;
CREATE POLICY wt_operator ON cqc_rating TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cqc_rating TO wt_operator
--;
CREATE POLICY carer_read ON cqc_rating FOR SELECT TO wt_carer USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_carer
--;
CREATE POLICY coach_read ON cqc_rating FOR SELECT TO wt_coach USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_coach
--;
CREATE POLICY commissioner_read ON cqc_rating FOR SELECT TO wt_commissioner USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_commissioner
--;
CREATE POLICY connector_read ON cqc_rating FOR SELECT TO wt_connector USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_connector
--;
CREATE POLICY person_read ON cqc_rating FOR SELECT TO wt_person USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_person
--;
CREATE POLICY family_read ON cqc_rating FOR SELECT TO wt_family USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_family
--;
CREATE POLICY manager_read ON cqc_rating FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_manager
--;
CREATE POLICY manager_add ON cqc_rating FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, published_on, overall, safe, effective, caring, responsive, well_led, report_url, words) ON cqc_rating TO wt_manager
--;
CREATE POLICY manager_change ON cqc_rating FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, published_on, overall, safe, effective, caring, responsive, well_led, report_url, words) ON cqc_rating TO wt_manager
--;
CREATE POLICY integration_read ON cqc_rating FOR SELECT TO wt_integration USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cqc_rating TO wt_integration
--;
ALTER TABLE figure_setting ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE figure_setting FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON figure_setting TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_setting TO wt_kernel
--;
CREATE POLICY wt_operator ON figure_setting TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_setting TO wt_operator
--;
CREATE POLICY commissioner_read ON figure_setting FOR SELECT TO wt_commissioner USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_setting TO wt_commissioner
--;
CREATE POLICY manager_read ON figure_setting FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_setting TO wt_manager
--;
CREATE POLICY manager_add ON figure_setting FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, council_id, threshold, base, admission_pence, admission_source, compared_rate, compared_source) ON figure_setting TO wt_manager
--;
CREATE POLICY manager_change ON figure_setting FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, threshold, base, admission_pence, admission_source, compared_rate, compared_source) ON figure_setting TO wt_manager
--;
ALTER TABLE figure_snapshot ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE figure_snapshot FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON figure_snapshot TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_snapshot TO wt_kernel
--;
CREATE POLICY wt_operator ON figure_snapshot TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_snapshot TO wt_operator
--;
CREATE POLICY carer_read ON figure_snapshot FOR SELECT TO wt_carer USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_snapshot TO wt_carer
--;
CREATE POLICY coach_read ON figure_snapshot FOR SELECT TO wt_coach USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_snapshot TO wt_coach
--;
CREATE POLICY commissioner_read ON figure_snapshot FOR SELECT TO wt_commissioner USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_snapshot TO wt_commissioner
--;
CREATE POLICY manager_read ON figure_snapshot FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_snapshot TO wt_manager
--;
CREATE POLICY integration_read ON figure_snapshot FOR SELECT TO wt_integration USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_snapshot TO wt_integration
--;
ALTER TABLE exact_figures ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE exact_figures FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON exact_figures TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON exact_figures TO wt_kernel
--;
CREATE POLICY wt_operator ON exact_figures TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON exact_figures TO wt_operator
--;
CREATE POLICY carer_read ON exact_figures FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON exact_figures TO wt_carer
--;
CREATE POLICY coach_read ON exact_figures FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON exact_figures TO wt_coach
--;
CREATE POLICY manager_read ON exact_figures FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON exact_figures TO wt_manager
--;
CREATE POLICY integration_read ON exact_figures FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON exact_figures TO wt_integration
--;
ALTER TABLE figure_report ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE figure_report FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON figure_report TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_report TO wt_kernel
--;
CREATE POLICY wt_operator ON figure_report TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_report TO wt_operator
--;
CREATE POLICY commissioner_read ON figure_report FOR SELECT TO wt_commissioner USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_report TO wt_commissioner
--;
CREATE POLICY commissioner_add ON figure_report FOR INSERT TO wt_commissioner WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, snapshot_id, breakdown, part, label, state, made_at, html, pdf) ON figure_report TO wt_commissioner
--;
CREATE POLICY commissioner_change ON figure_report FOR UPDATE TO wt_commissioner USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at) ON figure_report TO wt_commissioner
--;
CREATE POLICY manager_read ON figure_report FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON figure_report TO wt_manager
--;
CREATE POLICY manager_add ON figure_report FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, snapshot_id, breakdown, part, label, state, made_at, html, pdf) ON figure_report TO wt_manager
--;
CREATE POLICY manager_change ON figure_report FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at) ON figure_report TO wt_manager
--;
ALTER TABLE published_figures ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE published_figures FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON published_figures TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON published_figures TO wt_kernel
--;
CREATE POLICY wt_operator ON published_figures TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON published_figures TO wt_operator
--;
CREATE POLICY commissioner_read ON published_figures FOR SELECT TO wt_commissioner USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, snapshot_id, breakdown, part, label, cells) ON published_figures TO wt_commissioner
--;
CREATE POLICY integration_read ON published_figures FOR SELECT TO wt_integration USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, snapshot_id, breakdown, part, label, cells) ON published_figures TO wt_integration
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON arrangement TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON arrangement TO wt_operator
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, council_id, kind, from_on, until_on, weekly_amount_pence, weekly_minutes, purchaser, held_by, model, council_reference, council_name, provider_name) ON arrangement TO wt_commissioner
--;
CREATE POLICY person_read ON arrangement FOR SELECT TO wt_person USING (funded_person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON arrangement TO wt_person
--;
GRANT SELECT ON arrangement TO wt_manager
--;
CREATE POLICY manager_add ON arrangement FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, council_id, funded_person_id, funded_team_id, kind, from_on, until_on, weekly_amount_pence, weekly_minutes, purchaser, held_by, model, council_reference, words, council_name, provider_name) ON arrangement TO wt_manager
--;
CREATE POLICY manager_change ON arrangement FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, kind, from_on, until_on, weekly_amount_pence, weekly_minutes, purchaser, held_by, model, council_reference, words) ON arrangement TO wt_manager
--;
ALTER TABLE care_assessment ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE care_assessment FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON care_assessment TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON care_assessment TO wt_kernel
--;
CREATE POLICY wt_operator ON care_assessment TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON care_assessment TO wt_operator
--;
CREATE POLICY carer_read ON care_assessment FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON care_assessment TO wt_carer
--;
CREATE POLICY carer_add ON care_assessment FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_carer
--;
CREATE POLICY carer_change ON care_assessment FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_carer
--;
CREATE POLICY integration_read ON care_assessment FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON care_assessment TO wt_integration
--;
CREATE POLICY integration_add ON care_assessment FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_integration
--;
CREATE POLICY integration_change ON care_assessment FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_integration
--;
CREATE POLICY person_read ON care_assessment FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON care_assessment TO wt_person
--;
CREATE POLICY person_add ON care_assessment FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_person
--;
CREATE POLICY person_change ON care_assessment FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_person
--;
CREATE POLICY manager_read ON care_assessment FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON care_assessment TO wt_manager
--;
CREATE POLICY manager_add ON care_assessment FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_manager
--;
CREATE POLICY manager_change ON care_assessment FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, started_on, ended_on, assessment_type, needs_identified, method, outcome, provided_by_team_id) ON care_assessment TO wt_manager
--;
ALTER TABLE cld_missing ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE cld_missing FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON cld_missing TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cld_missing TO wt_kernel
--;
CREATE POLICY wt_operator ON cld_missing TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cld_missing TO wt_operator
--;
CREATE POLICY integration_read ON cld_missing FOR SELECT TO wt_integration USING (client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid) AND team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cld_missing TO wt_integration
--;
CREATE POLICY manager_read ON cld_missing FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cld_missing TO wt_manager
--;
ALTER TABLE council_details ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE council_details FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON council_details TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON council_details TO wt_kernel
--;
CREATE POLICY wt_operator ON council_details TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON council_details TO wt_operator
--;
CREATE POLICY carer_read ON council_details FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON council_details TO wt_carer
--;
CREATE POLICY carer_add ON council_details FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_carer
--;
CREATE POLICY carer_change ON council_details FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_carer
--;
CREATE POLICY integration_read ON council_details FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON council_details TO wt_integration
--;
CREATE POLICY integration_add ON council_details FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_integration
--;
CREATE POLICY integration_change ON council_details FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_integration
--;
CREATE POLICY person_read ON council_details FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON council_details TO wt_person
--;
CREATE POLICY person_add ON council_details FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_person
--;
CREATE POLICY person_change ON council_details FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_person
--;
CREATE POLICY manager_read ON council_details FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON council_details TO wt_manager
--;
CREATE POLICY manager_add ON council_details FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_manager
--;
CREATE POLICY manager_change ON council_details FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, gender, ethnicity, accommodation_status, employment_status, autism, visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason) ON council_details TO wt_manager
--;
ALTER TABLE hand_over ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE hand_over FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON hand_over TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hand_over TO wt_kernel
--;
CREATE POLICY wt_operator ON hand_over TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hand_over TO wt_operator
--;
CREATE POLICY carer_read ON hand_over FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hand_over TO wt_carer
--;
CREATE POLICY carer_change ON hand_over FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (made_person_id, state, answered_at, answer_words, declined_because) ON hand_over TO wt_carer
--;
CREATE POLICY person_read ON hand_over FOR SELECT TO wt_person USING (made_person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hand_over TO wt_person
--;
CREATE POLICY manager_read ON hand_over FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON hand_over TO wt_manager
--;
CREATE POLICY manager_change ON hand_over FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (made_person_id, state, answered_at, answer_words, declined_because) ON hand_over TO wt_manager
--;
CREATE POLICY commissioner_read ON hand_over FOR SELECT TO wt_commissioner USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, team_id, council_id, council_name, asked_team_id, preferred_name, given_names, family_name, date_of_birth, nhs_number, council_reference, address_lines, postcode, phone, needs, what_matters, who_is_around, funding_kind, funding_words, weekly_amount_pence, weekly_minutes, desired_start_on, contact_name, contact_details, state, answered_at, answer_words, declined_because, withdrawn_at, withdrawn_words) ON hand_over TO wt_commissioner
--;
CREATE POLICY commissioner_change ON hand_over FOR UPDATE TO wt_commissioner USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (preferred_name, given_names, family_name, date_of_birth, nhs_number, council_reference, address_lines, postcode, phone, needs, what_matters, who_is_around, funding_kind, funding_words, weekly_amount_pence, weekly_minutes, desired_start_on, contact_name, contact_details, state, withdrawn_at, withdrawn_words) ON hand_over TO wt_commissioner
--;
CREATE POLICY integration_read ON hand_over FOR SELECT TO wt_integration USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND sent_by_client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, team_id, council_id, council_name, asked_team_id, sent_by_client_id, preferred_name, given_names, family_name, date_of_birth, nhs_number, council_reference, address_lines, postcode, phone, needs, what_matters, who_is_around, funding_kind, funding_words, weekly_amount_pence, weekly_minutes, desired_start_on, contact_name, contact_details, state, answered_at, answer_words, declined_because, withdrawn_at, withdrawn_words) ON hand_over TO wt_integration
--;
CREATE POLICY integration_change ON hand_over FOR UPDATE TO wt_integration USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND sent_by_client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid)) WITH CHECK (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND sent_by_client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (preferred_name, given_names, family_name, date_of_birth, nhs_number, council_reference, address_lines, postcode, phone, needs, what_matters, who_is_around, funding_kind, funding_words, weekly_amount_pence, weekly_minutes, desired_start_on, contact_name, contact_details, state, withdrawn_at, withdrawn_words) ON hand_over TO wt_integration
--;
ALTER TABLE hospital_stay ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE hospital_stay FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON hospital_stay TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hospital_stay TO wt_kernel
--;
CREATE POLICY wt_operator ON hospital_stay TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hospital_stay TO wt_operator
--;
CREATE POLICY carer_read ON hospital_stay FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hospital_stay TO wt_carer
--;
CREATE POLICY carer_add ON hospital_stay FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, admitted_on, left_on, planned, where_words, because, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON hospital_stay TO wt_carer
--;
CREATE POLICY carer_change ON hospital_stay FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, admitted_on, left_on, planned, where_words, because, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON hospital_stay TO wt_carer
--;
CREATE POLICY coach_read ON hospital_stay FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hospital_stay TO wt_coach
--;
CREATE POLICY integration_read ON hospital_stay FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hospital_stay TO wt_integration
--;
CREATE POLICY integration_add ON hospital_stay FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, admitted_on, left_on, planned, where_words, because, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON hospital_stay TO wt_integration
--;
CREATE POLICY integration_change ON hospital_stay FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, admitted_on, left_on, planned, where_words, because, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON hospital_stay TO wt_integration
--;
CREATE POLICY person_read ON hospital_stay FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hospital_stay TO wt_person
--;
CREATE POLICY manager_read ON hospital_stay FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON hospital_stay TO wt_manager
--;
CREATE POLICY manager_add ON hospital_stay FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, admitted_on, left_on, planned, where_words, because, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON hospital_stay TO wt_manager
--;
CREATE POLICY manager_change ON hospital_stay FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, admitted_on, left_on, planned, where_words, because, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON hospital_stay TO wt_manager
--;
CREATE POLICY opening_read ON hospital_stay FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hospital_stay TO wt_opening
--;
ALTER TABLE fund ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE fund FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON fund TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund TO wt_kernel
--;
CREATE POLICY wt_operator ON fund TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund TO wt_operator
--;
CREATE POLICY carer_read ON fund FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund TO wt_carer
--;
CREATE POLICY carer_add ON fund FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, arrangement_id, name, decided_by, decided_words, representative_id, held_by, holder_name, fee_kind, fee_weekly_pence, fee_basis_points, fee_words, overspend_rule, overspend_up_to_pence, from_on, until_on, words, closed_on, closed_words, provided_by_team_id) ON fund TO wt_carer
--;
CREATE POLICY carer_change ON fund FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (arrangement_id, name, decided_by, decided_words, representative_id, held_by, holder_name, fee_kind, fee_weekly_pence, fee_basis_points, fee_words, overspend_rule, overspend_up_to_pence, from_on, until_on, words, closed_on, closed_words) ON fund TO wt_carer
--;
CREATE POLICY integration_read ON fund FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund TO wt_integration
--;
CREATE POLICY person_read ON fund FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund TO wt_person
--;
CREATE POLICY family_read ON fund FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_funds', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund TO wt_family
--;
CREATE POLICY manager_read ON fund FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON fund TO wt_manager
--;
CREATE POLICY manager_add ON fund FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, arrangement_id, name, decided_by, decided_words, representative_id, held_by, holder_name, fee_kind, fee_weekly_pence, fee_basis_points, fee_words, overspend_rule, overspend_up_to_pence, from_on, until_on, words, closed_on, closed_words, provided_by_team_id) ON fund TO wt_manager
--;
CREATE POLICY manager_change ON fund FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (arrangement_id, name, decided_by, decided_words, representative_id, held_by, holder_name, fee_kind, fee_weekly_pence, fee_basis_points, fee_words, overspend_rule, overspend_up_to_pence, from_on, until_on, words, closed_on, closed_words) ON fund TO wt_manager
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON concern TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON concern TO wt_operator
--;
GRANT SELECT ON concern TO wt_carer
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern TO wt_carer
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern TO wt_carer
--;
GRANT SELECT ON concern TO wt_coach
--;
GRANT SELECT ON concern TO wt_integration
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern TO wt_integration
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern TO wt_integration
--;
GRANT SELECT ON concern TO wt_person
--;
GRANT SELECT ON concern TO wt_manager
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern TO wt_manager
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern TO wt_manager
--;
GRANT SELECT ON concern TO wt_opening
--;
ALTER TABLE fall ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE fall FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON fall TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fall TO wt_kernel
--;
CREATE POLICY wt_operator ON fall TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fall TO wt_operator
--;
CREATE POLICY carer_read ON fall FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fall TO wt_carer
--;
CREATE POLICY carer_add ON fall FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fell_at, visit_id, where_words, seen, harm, words, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON fall TO wt_carer
--;
CREATE POLICY carer_change ON fall FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, fell_at, visit_id, where_words, seen, harm, words, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON fall TO wt_carer
--;
CREATE POLICY coach_read ON fall FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fall TO wt_coach
--;
CREATE POLICY integration_read ON fall FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fall TO wt_integration
--;
CREATE POLICY integration_add ON fall FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fell_at, visit_id, where_words, seen, harm, words, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON fall TO wt_integration
--;
CREATE POLICY integration_change ON fall FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, fell_at, visit_id, where_words, seen, harm, words, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON fall TO wt_integration
--;
CREATE POLICY person_read ON fall FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fall TO wt_person
--;
CREATE POLICY manager_read ON fall FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON fall TO wt_manager
--;
CREATE POLICY manager_add ON fall FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fell_at, visit_id, where_words, seen, harm, words, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON fall TO wt_manager
--;
CREATE POLICY manager_change ON fall FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, fell_at, visit_id, where_words, seen, harm, words, what_we_learned, notification, notified_at, notified_reference, provided_by_team_id) ON fall TO wt_manager
--;
CREATE POLICY opening_read ON fall FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fall TO wt_opening
--;
ALTER TABLE fund_balance ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE fund_balance FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON fund_balance TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_balance TO wt_kernel
--;
CREATE POLICY wt_operator ON fund_balance TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_balance TO wt_operator
--;
CREATE POLICY carer_read ON fund_balance FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_balance TO wt_carer
--;
CREATE POLICY integration_read ON fund_balance FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_balance TO wt_integration
--;
CREATE POLICY person_read ON fund_balance FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_balance TO wt_person
--;
CREATE POLICY family_read ON fund_balance FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_funds', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_balance TO wt_family
--;
CREATE POLICY manager_read ON fund_balance FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON fund_balance TO wt_manager
--;
ALTER TABLE fund_entry ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE fund_entry FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON fund_entry TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_entry TO wt_kernel
--;
CREATE POLICY wt_operator ON fund_entry TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_entry TO wt_operator
--;
CREATE POLICY carer_read ON fund_entry FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_entry TO wt_carer
--;
CREATE POLICY integration_read ON fund_entry FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_entry TO wt_integration
--;
CREATE POLICY person_read ON fund_entry FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_entry TO wt_person
--;
CREATE POLICY family_read ON fund_entry FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_funds', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_entry TO wt_family
--;
CREATE POLICY manager_read ON fund_entry FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON fund_entry TO wt_manager
--;
ALTER TABLE fund_plan_item ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE fund_plan_item FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON fund_plan_item TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_plan_item TO wt_kernel
--;
CREATE POLICY wt_operator ON fund_plan_item TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_plan_item TO wt_operator
--;
CREATE POLICY carer_read ON fund_plan_item FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_plan_item TO wt_carer
--;
CREATE POLICY carer_add ON fund_plan_item FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fund_id, what, why, outcome_id, inside, payee, how_often, pence_each, from_on, until_on, position, ended_because) ON fund_plan_item TO wt_carer
--;
CREATE POLICY carer_change ON fund_plan_item FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, what, why, outcome_id, inside, payee, how_often, pence_each, from_on, until_on, position, ended_because) ON fund_plan_item TO wt_carer
--;
CREATE POLICY integration_read ON fund_plan_item FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_plan_item TO wt_integration
--;
CREATE POLICY person_read ON fund_plan_item FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_plan_item TO wt_person
--;
CREATE POLICY person_add ON fund_plan_item FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fund_id, what, why, outcome_id, inside, payee, how_often, pence_each, from_on, until_on, position, ended_because) ON fund_plan_item TO wt_person
--;
CREATE POLICY person_change ON fund_plan_item FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, what, why, outcome_id, inside, payee, how_often, pence_each, from_on, until_on, position, ended_because) ON fund_plan_item TO wt_person
--;
CREATE POLICY family_read ON fund_plan_item FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_funds', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_plan_item TO wt_family
--;
CREATE POLICY manager_read ON fund_plan_item FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON fund_plan_item TO wt_manager
--;
CREATE POLICY manager_add ON fund_plan_item FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fund_id, what, why, outcome_id, inside, payee, how_often, pence_each, from_on, until_on, position, ended_because) ON fund_plan_item TO wt_manager
--;
CREATE POLICY manager_change ON fund_plan_item FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, what, why, outcome_id, inside, payee, how_often, pence_each, from_on, until_on, position, ended_because) ON fund_plan_item TO wt_manager
--;
ALTER TABLE fund_statement ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE fund_statement FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON fund_statement TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_statement TO wt_kernel
--;
CREATE POLICY wt_operator ON fund_statement TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_statement TO wt_operator
--;
CREATE POLICY carer_read ON fund_statement FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_statement TO wt_carer
--;
CREATE POLICY carer_add ON fund_statement FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fund_id, from_on, until_on, state, made_at, content, html, pdf) ON fund_statement TO wt_carer
--;
CREATE POLICY integration_read ON fund_statement FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_statement TO wt_integration
--;
CREATE POLICY integration_add ON fund_statement FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fund_id, from_on, until_on, state, made_at, content, html, pdf) ON fund_statement TO wt_integration
--;
CREATE POLICY person_read ON fund_statement FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_statement TO wt_person
--;
CREATE POLICY person_add ON fund_statement FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fund_id, from_on, until_on, state, made_at, content, html, pdf) ON fund_statement TO wt_person
--;
CREATE POLICY family_read ON fund_statement FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_funds', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_statement TO wt_family
--;
CREATE POLICY manager_read ON fund_statement FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON fund_statement TO wt_manager
--;
CREATE POLICY manager_add ON fund_statement FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, fund_id, from_on, until_on, state, made_at, content, html, pdf) ON fund_statement TO wt_manager
--;
CREATE POLICY commissioner_read ON fund_statement FOR SELECT TO wt_commissioner USING (fund_id = ANY ((SELECT NULLIF(current_setting('app.statement_fund_ids', true), '')::uuid[])::uuid[]) AND state = 'made')
--;
GRANT SELECT ON fund_statement TO wt_commissioner
--;
ALTER TABLE fund_line ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE fund_line FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON fund_line TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_line TO wt_kernel
--;
CREATE POLICY wt_operator ON fund_line TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_line TO wt_operator
--;
CREATE POLICY carer_read ON fund_line FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_line TO wt_carer
--;
CREATE POLICY integration_read ON fund_line FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_line TO wt_integration
--;
CREATE POLICY person_read ON fund_line FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_line TO wt_person
--;
CREATE POLICY family_read ON fund_line FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_funds', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON fund_line TO wt_family
--;
CREATE POLICY manager_read ON fund_line FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON fund_line TO wt_manager
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
