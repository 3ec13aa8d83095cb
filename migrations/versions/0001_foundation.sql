DO $$ BEGIN
  IF to_regrole('wt_kernel') IS NULL THEN CREATE ROLE wt_kernel NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_operator') IS NULL THEN CREATE ROLE wt_operator NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_desk') IS NULL THEN CREATE ROLE wt_desk NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_carer') IS NULL THEN CREATE ROLE wt_carer NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_coach') IS NULL THEN CREATE ROLE wt_coach NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_commissioner') IS NULL THEN CREATE ROLE wt_commissioner NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_connector') IS NULL THEN CREATE ROLE wt_connector NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_person') IS NULL THEN CREATE ROLE wt_person NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_family') IS NULL THEN CREATE ROLE wt_family NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_manager') IS NULL THEN CREATE ROLE wt_manager NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_integration') IS NULL THEN CREATE ROLE wt_integration NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_opening') IS NULL THEN CREATE ROLE wt_opening NOLOGIN NOINHERIT; END IF;
  IF to_regrole('wt_api') IS NULL THEN CREATE ROLE wt_api LOGIN NOINHERIT; END IF;
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT wt_desk, wt_carer, wt_coach, wt_commissioner, wt_connector, wt_person, wt_family, wt_manager, wt_integration, wt_opening TO wt_api WITH INHERIT FALSE, SET TRUE';
    EXECUTE format('GRANT wt_kernel, wt_operator TO %I WITH INHERIT FALSE, SET TRUE', current_user);
  ELSE
    EXECUTE 'GRANT wt_desk, wt_carer, wt_coach, wt_commissioner, wt_connector, wt_person, wt_family, wt_manager, wt_integration, wt_opening TO wt_api';
    EXECUTE format('GRANT wt_kernel, wt_operator TO %I', current_user);
  END IF;
END $$
--;
GRANT USAGE ON SCHEMA public TO wt_api, wt_kernel, wt_operator, wt_desk, wt_carer, wt_coach, wt_commissioner, wt_connector, wt_person, wt_family, wt_manager, wt_integration, wt_opening
--;
CREATE TABLE change (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	xact_id xid8 DEFAULT pg_current_xact_id() NOT NULL, 
	at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL, 
	organisation_id UUID NOT NULL, 
	team_id UUID, 
	person_id UUID, 
	circle_id UUID, 
	kind TEXT NOT NULL, 
	record_id UUID NOT NULL, 
	version INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	fields TEXT[] NOT NULL, 
	account_id UUID DEFAULT NULLIF(current_setting('app.account_id', true), '')::uuid, 
	client_id UUID DEFAULT NULLIF(current_setting('app.client_id', true), '')::uuid, 
	role TEXT, 
	request_id UUID DEFAULT NULLIF(current_setting('app.request_id', true), '')::uuid, 
	reason TEXT, 
	CONSTRAINT pk_change PRIMARY KEY (id)
)
--;
CREATE INDEX ix_change_organisation_id_xact_id_id ON change (organisation_id, xact_id, id)
--;
CREATE INDEX ix_change_person_id_xact_id_id ON change (person_id, xact_id, id)
--;
CREATE INDEX ix_change_record_id_id ON change (record_id, id)
--;
CREATE INDEX ix_change_team_id_xact_id_id ON change (team_id, xact_id, id)
--;
CREATE TABLE change_value (
	change_id BIGINT NOT NULL, 
	layer TEXT NOT NULL, 
	organisation_id UUID NOT NULL, 
	team_id UUID, 
	person_id UUID, 
	kind TEXT NOT NULL, 
	before JSONB, 
	after JSONB, 
	CONSTRAINT pk_change_value PRIMARY KEY (change_id, layer)
)
--;
CREATE INDEX ix_change_value_organisation_id ON change_value (organisation_id)
--;
CREATE INDEX ix_change_value_person_id ON change_value (person_id)
--;
CREATE INDEX ix_change_value_team_id ON change_value (team_id)
--;
CREATE TABLE idempotency (
	session_subject UUID DEFAULT NULLIF(current_setting('app.subject_id', true), '')::uuid NOT NULL, 
	role TEXT DEFAULT current_setting('app.role', true) NOT NULL, 
	operation TEXT NOT NULL, 
	key TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	request_digest BYTEA NOT NULL, 
	status INTEGER NOT NULL, 
	headers JSONB NOT NULL, 
	body BYTEA NOT NULL, 
	record_id UUID, 
	person_id UUID, 
	CONSTRAINT pk_idempotency PRIMARY KEY (session_subject, role, operation, key)
)
--;
CREATE INDEX ix_idempotency_created_at ON idempotency (created_at)
--;
CREATE INDEX ix_idempotency_person_id ON idempotency (person_id)
--;
CREATE TABLE look (
	id UUID NOT NULL, 
	at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	organisation_id UUID DEFAULT NULLIF(current_setting('app.organisation_id', true), '')::uuid NOT NULL, 
	account_id UUID DEFAULT NULLIF(current_setting('app.account_id', true), '')::uuid, 
	client_id UUID DEFAULT NULLIF(current_setting('app.client_id', true), '')::uuid, 
	role TEXT DEFAULT current_setting('app.role', true), 
	opening_id UUID DEFAULT NULLIF(current_setting('app.opening_id', true), '')::uuid, 
	request_id UUID DEFAULT NULLIF(current_setting('app.request_id', true), '')::uuid, 
	operation TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	ids UUID[] NOT NULL, 
	person_ids UUID[] NOT NULL, 
	expanded BOOLEAN DEFAULT false NOT NULL, 
	CONSTRAINT pk_look PRIMARY KEY (id)
)
--;
CREATE INDEX ix_look_account_id_at_id ON look (account_id, at, id)
--;
CREATE INDEX ix_look_client_id_at_id ON look (client_id, at, id) WHERE client_id IS NOT NULL
--;
CREATE INDEX ix_look_not_expanded ON look (id) WHERE NOT expanded
--;
CREATE INDEX ix_look_organisation_id_at_id ON look (organisation_id, at, id)
--;
CREATE TABLE organisation (
	id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	kind VARCHAR(20) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	ods_code VARCHAR(12), 
	cqc_provider_id VARCHAR(20), 
	cqc_location_id VARCHAR(20), 
	la_code VARCHAR(12), 
	sandbox_secret_hash BYTEA, 
	ended_on DATE, 
	CONSTRAINT pk_organisation PRIMARY KEY (id), 
	CONSTRAINT ck_organisation_kind CHECK (kind IN ('provider', 'council'))
)
--;
CREATE TABLE person_look (
	look_id UUID NOT NULL, 
	person_id UUID NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	organisation_id UUID NOT NULL, 
	account_id UUID, 
	client_id UUID, 
	who TEXT NOT NULL, 
	role TEXT NOT NULL, 
	opening_id UUID, 
	operation TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	records INTEGER NOT NULL, 
	CONSTRAINT pk_person_look PRIMARY KEY (look_id, person_id)
)
--;
CREATE INDEX ix_person_look_organisation_id_at_look_id ON person_look (organisation_id, at, look_id)
--;
CREATE INDEX ix_person_look_person_id_at_look_id ON person_look (person_id, at, look_id)
--;
CREATE UNLOGGED TABLE rate_window (
	subject UUID NOT NULL, 
	minute INTEGER NOT NULL, 
	used INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_rate_window PRIMARY KEY (subject, minute)
)
--;
CREATE TABLE sign_in_failure (
	subject BYTEA NOT NULL, 
	failures INTEGER DEFAULT 0 NOT NULL, 
	since TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_sign_in_failure PRIMARY KEY (subject)
)
--;
CREATE TABLE account (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	username VARCHAR(254) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	password_hash VARCHAR(200), 
	disabled_at TIMESTAMP WITH TIME ZONE, 
	disabled_reason VARCHAR(500), 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT uq_account_username UNIQUE (username), 
	CONSTRAINT uq_account_id_organisation_id UNIQUE (id, organisation_id), 
	CONSTRAINT fk_account_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_account_organisation_id_username ON account (organisation_id, username)
--;
CREATE TABLE client (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	name VARCHAR(120) NOT NULL, 
	grants TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	scopes TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	redirect_uris TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	origins TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	team_ids UUID[] DEFAULT '{}'::uuid[] NOT NULL, 
	secret_hash BYTEA, 
	CONSTRAINT pk_client PRIMARY KEY (id), 
	CONSTRAINT fk_client_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_client_organisation_id_name ON client (organisation_id, name)
--;
CREATE TABLE notice (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	audience VARCHAR(20) NOT NULL, 
	team_id UUID, 
	person_id UUID, 
	account_id UUID, 
	kind VARCHAR(60) NOT NULL, 
	about_kind VARCHAR(40) NOT NULL, 
	about_id UUID NOT NULL, 
	about_person_id UUID, 
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT ck_notice_audience CHECK (audience IN ('team', 'manager', 'person', 'account')), 
	CONSTRAINT fk_notice_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_notice_account_id ON notice (account_id)
--;
CREATE INDEX ix_notice_organisation_id_audience ON notice (organisation_id, audience)
--;
CREATE INDEX ix_notice_person_id ON notice (person_id)
--;
CREATE INDEX ix_notice_team_id ON notice (team_id)
--;
CREATE TABLE team (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	name VARCHAR(120) NOT NULL, 
	name_key TEXT NOT NULL, 
	purpose VARCHAR(1000) NOT NULL, 
	values TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	setting VARCHAR(40) NOT NULL, 
	place VARCHAR(200), 
	postcode VARCHAR(8), 
	started_on DATE NOT NULL, 
	ended_on DATE, 
	CONSTRAINT pk_team PRIMARY KEY (id), 
	CONSTRAINT ck_team_setting CHECK (setting IN ('home_care', 'extra_care', 'gp_practice', 'care_home_household', 'mental_health', 'learning_disability', 'family_support')), 
	CONSTRAINT ck_team_dates CHECK (ended_on >= started_on), 
	CONSTRAINT fk_team_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_team_id_organisation_id UNIQUE (id, organisation_id)
)
--;
CREATE INDEX ix_team_organisation_id_name_key_id ON team (organisation_id, name_key, id)
--;
CREATE TABLE agreement (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	words VARCHAR(2000) NOT NULL, 
	why VARCHAR(2000), 
	agreed_on DATE NOT NULL, 
	look_again_on DATE, 
	ended_on DATE, 
	CONSTRAINT pk_agreement PRIMARY KEY (id), 
	CONSTRAINT ck_agreement_dates CHECK (look_again_on >= agreed_on AND ended_on >= agreed_on), 
	CONSTRAINT fk_agreement_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_agreement_organisation_id ON agreement (organisation_id)
--;
CREATE INDEX ix_agreement_team_id_agreed_on_id ON agreement (team_id, agreed_on, id)
--;
CREATE TABLE coaching (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	account_id UUID NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	since_on DATE NOT NULL, 
	until_on DATE, 
	CONSTRAINT pk_coaching PRIMARY KEY (id), 
	CONSTRAINT ck_coaching_dates CHECK (until_on >= since_on), 
	CONSTRAINT fk_coaching_account_id_organisation_id FOREIGN KEY(account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_coaching_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_coaching_account ON coaching (account_id) WHERE removed_at IS NULL
--;
CREATE INDEX ix_coaching_organisation_id ON coaching (organisation_id)
--;
CREATE INDEX ix_coaching_team_id ON coaching (team_id)
--;
CREATE UNIQUE INDEX uq_coaching_now ON coaching (team_id, account_id) WHERE until_on IS NULL AND removed_at IS NULL
--;
CREATE TABLE notice_read (
	account_id UUID DEFAULT NULLIF(current_setting('app.account_id', true), '')::uuid NOT NULL, 
	notice_id UUID NOT NULL, 
	at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_notice_read PRIMARY KEY (account_id, notice_id), 
	CONSTRAINT fk_notice_read_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id)
)
--;
CREATE TABLE person (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	preferred_name VARCHAR(120) NOT NULL, 
	given_names VARCHAR(200), 
	family_name VARCHAR(120), 
	pronouns VARCHAR(40), 
	name_key TEXT NOT NULL, 
	search_key TEXT NOT NULL, 
	status VARCHAR(20) DEFAULT 'enquiry' NOT NULL, 
	status_since DATE NOT NULL, 
	ended_reason VARCHAR(40), 
	date_of_birth DATE, 
	date_of_death DATE, 
	nhs_number VARCHAR(10), 
	nhs_number_status VARCHAR(20) DEFAULT 'not_known' NOT NULL, 
	council_reference VARCHAR(40), 
	uprn VARCHAR(12), 
	address_lines JSONB DEFAULT '[]'::jsonb NOT NULL, 
	postcode VARCHAR(8), 
	latitude FLOAT, 
	longitude FLOAT, 
	phones JSONB DEFAULT '[]'::jsonb NOT NULL, 
	email VARCHAR(254), 
	first_language VARCHAR(10), 
	other_languages TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	interpreter_needed BOOLEAN, 
	communication VARCHAR(2000), 
	gp_practice_code VARCHAR(12), 
	gp_practice_name VARCHAR(200), 
	key_contacts JSONB DEFAULT '[]'::jsonb NOT NULL, 
	accommodation_status VARCHAR(40), 
	primary_support_reason VARCHAR(40), 
	has_unpaid_carer BOOLEAN, 
	funding_status VARCHAR(20) DEFAULT 'not_known' NOT NULL, 
	gender_identity VARCHAR(120), 
	ethnicity VARCHAR(120), 
	sexual_orientation VARCHAR(120), 
	religion VARCHAR(120), 
	group_tags TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT ck_person_status CHECK (status IN ('enquiry', 'getting_to_know', 'supported', 'paused', 'ended')), 
	CONSTRAINT ck_person_ended_reason CHECK (ended_reason IN ('declined', 'died', 'moved', 'no_longer_needed', 'another_provider', 'care_home', 'recorded_in_error', 'other')), 
	CONSTRAINT ck_person_nhs_number_status CHECK (nhs_number_status IN ('verified', 'not_verified', 'not_known')), 
	CONSTRAINT ck_person_accommodation_status CHECK (accommodation_status IN ('own_home', 'rented_home', 'with_family', 'extra_care', 'supported_living', 'care_home', 'temporary', 'other')), 
	CONSTRAINT ck_person_primary_support_reason CHECK (primary_support_reason IN ('physical_access_and_mobility', 'physical_personal_care', 'sensory_visual', 'sensory_hearing', 'sensory_dual', 'memory_and_cognition', 'learning_disability', 'mental_health', 'social_isolation', 'substance_misuse', 'asylum_seeker', 'social_support_other')), 
	CONSTRAINT ck_person_funding_status CHECK (funding_status IN ('council_funded', 'self_funded', 'direct_payment', 'health_funded', 'joint', 'not_known')), 
	CONSTRAINT ck_person_ended CHECK ((status = 'ended') = (ended_reason IS NOT NULL)), 
	CONSTRAINT ck_person_nhs_number CHECK (nhs_number ~ '^[0-9]{10}$'), 
	CONSTRAINT ck_person_dates CHECK (date_of_death >= date_of_birth), 
	CONSTRAINT ck_person_coordinates CHECK ((latitude IS NULL) = (longitude IS NULL)), 
	CONSTRAINT fk_person_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_person_id_team_id_organisation_id UNIQUE (id, team_id, organisation_id)
)
--;
CREATE INDEX ix_person_organisation_id_name_key_id ON person (organisation_id, name_key, id)
--;
CREATE INDEX ix_person_organisation_id_nhs_number ON person (organisation_id, nhs_number) WHERE nhs_number IS NOT NULL
--;
CREATE INDEX ix_person_organisation_id_updated_at ON person (organisation_id, updated_at)
--;
CREATE INDEX ix_person_team_id_name_key_id ON person (team_id, name_key, id)
--;
CREATE TABLE session (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	account_id UUID, 
	client_id UUID, 
	client_name VARCHAR(120) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	scope TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	ended_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_session PRIMARY KEY (id), 
	CONSTRAINT fk_session_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_session_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_session_client_id FOREIGN KEY(client_id) REFERENCES client (id)
)
--;
CREATE INDEX ix_session_account_id ON session (account_id)
--;
CREATE INDEX ix_session_client_id ON session (client_id)
--;
CREATE INDEX ix_session_organisation_id ON session (organisation_id)
--;
CREATE TABLE shared_role (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	name_key TEXT NOT NULL, 
	what_it_is VARCHAR(2000), 
	CONSTRAINT pk_shared_role PRIMARY KEY (id), 
	CONSTRAINT ck_shared_role_kind CHECK (kind IN ('planner', 'finance', 'quality', 'recruitment', 'learning', 'wellbeing', 'own')), 
	CONSTRAINT uq_shared_role_id_team_id UNIQUE (id, team_id), 
	CONSTRAINT fk_shared_role_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_shared_role_organisation_id ON shared_role (organisation_id)
--;
CREATE INDEX ix_shared_role_team_id_name_key_id ON shared_role (team_id, name_key, id)
--;
CREATE UNIQUE INDEX uq_shared_role_kind ON shared_role (team_id, kind) WHERE kind <> 'own' AND removed_at IS NULL
--;
CREATE TABLE team_member (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	account_id UUID, 
	name VARCHAR(120) NOT NULL, 
	preferred_name VARCHAR(120), 
	name_key TEXT NOT NULL, 
	worked_in_care_before BOOLEAN, 
	came_from VARCHAR(40) DEFAULT 'not_said' NOT NULL, 
	contracted_minutes INTEGER NOT NULL, 
	joined_on DATE NOT NULL, 
	left_on DATE, 
	leaving_reason VARCHAR(40), 
	leaving_words VARCHAR(2000), 
	CONSTRAINT pk_team_member PRIMARY KEY (id), 
	CONSTRAINT ck_team_member_came_from CHECK (came_from IN ('home_care', 'other_care', 'health', 'outside_care', 'not_working', 'not_said')), 
	CONSTRAINT ck_team_member_leaving_reason CHECK (leaving_reason IN ('new_job_in_care', 'new_job_elsewhere', 'study', 'family', 'health', 'retired', 'moved_away', 'not_the_right_fit', 'team_ended', 'died', 'other')), 
	CONSTRAINT ck_team_member_dates CHECK (left_on >= joined_on), 
	CONSTRAINT ck_team_member_contracted CHECK (contracted_minutes > 0), 
	CONSTRAINT uq_team_member_id_team_id UNIQUE (id, team_id), 
	CONSTRAINT fk_team_member_account_id_organisation_id FOREIGN KEY(account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_team_member_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_team_member_organisation_id ON team_member (organisation_id)
--;
CREATE INDEX ix_team_member_team_id_name_key_id ON team_member (team_id, name_key, id)
--;
CREATE UNIQUE INDEX uq_team_member_now ON team_member (account_id, team_id) WHERE left_on IS NULL AND removed_at IS NULL
--;
CREATE TABLE access_to_home (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	key_safe_place VARCHAR(500), 
	key_safe_code VARCHAR(40), 
	instructions VARCHAR(2000), 
	alarm VARCHAR(500), 
	CONSTRAINT pk_access_to_home PRIMARY KEY (id), 
	CONSTRAINT fk_access_to_home_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_access_to_home_organisation_id ON access_to_home (organisation_id)
--;
CREATE INDEX ix_access_to_home_person_id ON access_to_home (person_id)
--;
CREATE INDEX ix_access_to_home_team_id ON access_to_home (team_id)
--;
CREATE UNIQUE INDEX uq_access_to_home_person ON access_to_home (person_id) WHERE removed_at IS NULL
--;
CREATE TABLE account_grant (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	account_id UUID NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	person_id UUID, 
	until TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_account_grant PRIMARY KEY (id), 
	CONSTRAINT ck_account_grant_role CHECK (role IN ('carer', 'coach', 'commissioner', 'connector', 'person', 'family', 'manager', 'integration')), 
	CONSTRAINT ck_account_grant_person CHECK ((role = 'person') = (person_id IS NOT NULL)), 
	CONSTRAINT fk_account_grant_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_account_grant_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_account_grant_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
--;
CREATE INDEX ix_account_grant_organisation_id ON account_grant (organisation_id)
--;
CREATE UNIQUE INDEX uq_account_grant_now ON account_grant (account_id, role) WHERE removed_at IS NULL
--;
CREATE TABLE arrangement (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	council_id UUID NOT NULL, 
	funded_person_id UUID, 
	funded_team_id UUID, 
	kind VARCHAR(40) NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE, 
	CONSTRAINT pk_arrangement PRIMARY KEY (id), 
	CONSTRAINT ck_arrangement_kind CHECK (kind IN ('individual_service_fund', 'council_managed_personal_budget', 'direct_payment', 'personal_health_budget', 'joint', 'self_funded', 'block_contract')), 
	CONSTRAINT ck_arrangement_person_or_team CHECK (num_nonnulls(funded_person_id, funded_team_id) = 1), 
	CONSTRAINT ck_arrangement_dates CHECK (until_on >= from_on), 
	CONSTRAINT fk_arrangement_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_arrangement_council_id FOREIGN KEY(council_id) REFERENCES organisation (id), 
	CONSTRAINT fk_arrangement_funded_person_id FOREIGN KEY(funded_person_id) REFERENCES person (id), 
	CONSTRAINT fk_arrangement_funded_team_id FOREIGN KEY(funded_team_id) REFERENCES team (id)
)
--;
CREATE INDEX ix_arrangement_council_id ON arrangement (council_id)
--;
CREATE INDEX ix_arrangement_funded_person_id ON arrangement (funded_person_id)
--;
CREATE INDEX ix_arrangement_organisation_id ON arrangement (organisation_id)
--;
CREATE TABLE circle (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	purpose VARCHAR(1000) NOT NULL, 
	status VARCHAR(20) DEFAULT 'forming' NOT NULL, 
	connector_account_id UUID, 
	CONSTRAINT pk_circle PRIMARY KEY (id), 
	CONSTRAINT ck_circle_status CHECK (status IN ('forming', 'meeting', 'resting', 'ended')), 
	CONSTRAINT fk_circle_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT uq_circle_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_circle_connector_account_id FOREIGN KEY(connector_account_id) REFERENCES account (id)
)
--;
CREATE INDEX ix_circle_connector ON circle (connector_account_id) WHERE removed_at IS NULL
--;
CREATE INDEX ix_circle_organisation_id ON circle (organisation_id)
--;
CREATE INDEX ix_circle_person_id ON circle (person_id)
--;
CREATE INDEX ix_circle_team_id ON circle (team_id)
--;
CREATE TABLE gift (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	part VARCHAR(10) NOT NULL, 
	direction VARCHAR(10) DEFAULT 'has' NOT NULL, 
	words VARCHAR(500) NOT NULL, 
	tags TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	would_share VARCHAR(10) DEFAULT 'not_now' NOT NULL, 
	CONSTRAINT pk_gift PRIMARY KEY (id), 
	CONSTRAINT ck_gift_part CHECK (part IN ('head', 'heart', 'hands')), 
	CONSTRAINT ck_gift_direction CHECK (direction IN ('has', 'seeks')), 
	CONSTRAINT ck_gift_would_share CHECK (would_share IN ('yes', 'not_now')), 
	CONSTRAINT fk_gift_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_gift_organisation_id ON gift (organisation_id)
--;
CREATE INDEX ix_gift_person_id ON gift (person_id)
--;
CREATE INDEX ix_gift_team_id ON gift (team_id)
--;
CREATE TABLE life_story_chapter (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	words VARCHAR(20000) NOT NULL, 
	about_when VARCHAR(120), 
	position INTEGER DEFAULT 0 NOT NULL, 
	team_reads TSTZMULTIRANGE, 
	CONSTRAINT pk_life_story_chapter PRIMARY KEY (id), 
	CONSTRAINT fk_life_story_chapter_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_life_story_chapter_organisation_id ON life_story_chapter (organisation_id)
--;
CREATE INDEX ix_life_story_chapter_person_id ON life_story_chapter (person_id)
--;
CREATE INDEX ix_life_story_chapter_team_id ON life_story_chapter (team_id)
--;
CREATE TABLE member_gift (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	part VARCHAR(10) NOT NULL, 
	direction VARCHAR(10) DEFAULT 'has' NOT NULL, 
	words VARCHAR(500) NOT NULL, 
	tags TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	would_share VARCHAR(10) DEFAULT 'not_now' NOT NULL, 
	CONSTRAINT pk_member_gift PRIMARY KEY (id), 
	CONSTRAINT fk_member_gift_member_id_team_id FOREIGN KEY(member_id, team_id) REFERENCES team_member (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_member_gift_part CHECK (part IN ('head', 'heart', 'hands')), 
	CONSTRAINT ck_member_gift_direction CHECK (direction IN ('has', 'seeks')), 
	CONSTRAINT ck_member_gift_would_share CHECK (would_share IN ('yes', 'not_now')), 
	CONSTRAINT fk_member_gift_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_member_gift_member_id ON member_gift (member_id)
--;
CREATE INDEX ix_member_gift_organisation_id ON member_gift (organisation_id)
--;
CREATE INDEX ix_member_gift_team_id ON member_gift (team_id)
--;
CREATE TABLE member_profile (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	number INTEGER NOT NULL, 
	appreciate JSONB DEFAULT '[]'::jsonb NOT NULL, 
	matters JSONB DEFAULT '[]'::jsonb NOT NULL, 
	support JSONB DEFAULT '[]'::jsonb NOT NULL, 
	photo_url VARCHAR(500), 
	CONSTRAINT pk_member_profile PRIMARY KEY (id), 
	CONSTRAINT fk_member_profile_member_id_team_id FOREIGN KEY(member_id, team_id) REFERENCES team_member (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_member_profile_member_id_number UNIQUE (member_id, number), 
	CONSTRAINT fk_member_profile_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_member_profile_organisation_id ON member_profile (organisation_id)
--;
CREATE INDEX ix_member_profile_team_id ON member_profile (team_id)
--;
CREATE TABLE move_offer (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	from_team_id UUID NOT NULL, 
	to_team_id UUID NOT NULL, 
	preferred_name VARCHAR(120) NOT NULL, 
	from_team_name VARCHAR(120) NOT NULL, 
	to_team_name VARCHAR(120) NOT NULL, 
	words VARCHAR(2000), 
	state VARCHAR(20) DEFAULT 'offered' NOT NULL, 
	answered_at TIMESTAMP WITH TIME ZONE, 
	answer_words VARCHAR(2000), 
	CONSTRAINT pk_move_offer PRIMARY KEY (id), 
	CONSTRAINT ck_move_offer_state CHECK (state IN ('offered', 'accepted', 'declined', 'withdrawn')), 
	CONSTRAINT fk_move_offer_to_team_id_organisation_id FOREIGN KEY(to_team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_move_offer_from_team_id_organisation_id FOREIGN KEY(from_team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_move_offer_teams CHECK (to_team_id <> from_team_id), 
	CONSTRAINT fk_move_offer_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_move_offer_from_team_id ON move_offer (from_team_id)
--;
CREATE INDEX ix_move_offer_organisation_id ON move_offer (organisation_id)
--;
CREATE INDEX ix_move_offer_person_id ON move_offer (person_id)
--;
CREATE INDEX ix_move_offer_team_id ON move_offer (team_id)
--;
CREATE INDEX ix_move_offer_to_team_id ON move_offer (to_team_id)
--;
CREATE UNIQUE INDEX uq_move_offer_open ON move_offer (person_id) WHERE state = 'offered' AND removed_at IS NULL
--;
CREATE TABLE opening (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	account_id UUID NOT NULL, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	reason VARCHAR(40) NOT NULL, 
	words VARCHAR(1000) NOT NULL, 
	until_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_opening PRIMARY KEY (id), 
	CONSTRAINT ck_opening_reason CHECK (reason IN ('emergency', 'covering_for_another_team', 'safeguarding', 'person_asked', 'other')), 
	CONSTRAINT ck_opening_hours CHECK (until_at <= created_at + interval '240 minutes'), 
	CONSTRAINT fk_opening_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_opening_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_opening_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_opening_team_id FOREIGN KEY(team_id) REFERENCES team (id)
)
--;
CREATE INDEX ix_opening_account_id ON opening (account_id)
--;
CREATE INDEX ix_opening_organisation_id ON opening (organisation_id)
--;
CREATE INDEX ix_opening_person_id ON opening (person_id)
--;
CREATE INDEX ix_opening_team_id ON opening (team_id)
--;
CREATE UNIQUE INDEX uq_opening_one ON opening (account_id) WHERE closed_at IS NULL
--;
CREATE TABLE positive_risk (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	what_i_want VARCHAR(2000) NOT NULL, 
	what_it_brings VARCHAR(2000) NOT NULL, 
	what_could_happen VARCHAR(2000), 
	whose VARCHAR(20) NOT NULL, 
	agreed VARCHAR(2000), 
	agreed_with JSONB DEFAULT '[]'::jsonb NOT NULL, 
	review_on DATE NOT NULL, 
	ended_on DATE, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_positive_risk PRIMARY KEY (id), 
	CONSTRAINT ck_positive_risk_whose CHECK (whose IN ('person', 'shared', 'organisation')), 
	CONSTRAINT fk_positive_risk_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_positive_risk_organisation_id ON positive_risk (organisation_id)
--;
CREATE INDEX ix_positive_risk_person_id ON positive_risk (person_id)
--;
CREATE INDEX ix_positive_risk_team_id ON positive_risk (team_id)
--;
CREATE TABLE profile_version (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	number INTEGER NOT NULL, 
	appreciate JSONB DEFAULT '[]'::jsonb NOT NULL, 
	matters JSONB DEFAULT '[]'::jsonb NOT NULL, 
	support JSONB DEFAULT '[]'::jsonb NOT NULL, 
	people_important JSONB DEFAULT '[]'::jsonb NOT NULL, 
	communicate JSONB DEFAULT '[]'::jsonb NOT NULL, 
	wellness JSONB DEFAULT '[]'::jsonb NOT NULL, 
	please_do JSONB DEFAULT '[]'::jsonb NOT NULL, 
	please_dont JSONB DEFAULT '[]'::jsonb NOT NULL, 
	also_worth_knowing JSONB DEFAULT '[]'::jsonb NOT NULL, 
	helped_by JSONB DEFAULT '[]'::jsonb NOT NULL, 
	written_on DATE NOT NULL, 
	signed_off_at TIMESTAMP WITH TIME ZONE, 
	signed_off_by VARCHAR(200), 
	signed_off_how VARCHAR(500), 
	CONSTRAINT pk_profile_version PRIMARY KEY (id), 
	CONSTRAINT uq_profile_version_person_id_number UNIQUE (person_id, number), 
	CONSTRAINT fk_profile_version_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_profile_version_organisation_id ON profile_version (organisation_id)
--;
CREATE INDEX ix_profile_version_person_id ON profile_version (person_id)
--;
CREATE INDEX ix_profile_version_team_id ON profile_version (team_id)
--;
CREATE TABLE refresh_token (
	digest BYTEA NOT NULL, 
	session_id UUID NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	spent_at TIMESTAMP WITH TIME ZONE, 
	predecessor BYTEA, 
	CONSTRAINT pk_refresh_token PRIMARY KEY (digest), 
	CONSTRAINT fk_refresh_token_session_id FOREIGN KEY(session_id) REFERENCES session (id)
)
--;
CREATE INDEX ix_refresh_token_session_id ON refresh_token (session_id)
--;
CREATE TABLE relationship (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	what_they_are_to_me VARCHAR(200) NOT NULL, 
	closeness VARCHAR(20) NOT NULL, 
	carer_part VARCHAR(10) DEFAULT 'none' NOT NULL, 
	may_be_told JSONB DEFAULT '[]'::jsonb NOT NULL, 
	phone VARCHAR(40), 
	email VARCHAR(254), 
	circle_member_id UUID, 
	CONSTRAINT pk_relationship PRIMARY KEY (id), 
	CONSTRAINT ck_relationship_closeness CHECK (closeness IN ('closest', 'close', 'known', 'paid')), 
	CONSTRAINT ck_relationship_carer_part CHECK (carer_part IN ('none', 'main', 'shares')), 
	CONSTRAINT fk_relationship_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_relationship_organisation_id ON relationship (organisation_id)
--;
CREATE INDEX ix_relationship_person_id ON relationship (person_id)
--;
CREATE INDEX ix_relationship_team_id ON relationship (team_id)
--;
CREATE TABLE representative (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	scope TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	reference VARCHAR(120), 
	evidence VARCHAR(2000) NOT NULL, 
	phone VARCHAR(40), 
	email VARCHAR(254), 
	from_on DATE NOT NULL, 
	until_on DATE, 
	CONSTRAINT pk_representative PRIMARY KEY (id), 
	CONSTRAINT ck_representative_kind CHECK (kind IN ('lasting_power_of_attorney', 'deputy', 'appointee', 'advocate')), 
	CONSTRAINT ck_representative_dates CHECK (until_on >= from_on), 
	CONSTRAINT uq_representative_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_representative_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_representative_organisation_id ON representative (organisation_id)
--;
CREATE INDEX ix_representative_person_id ON representative (person_id)
--;
CREATE INDEX ix_representative_team_id ON representative (team_id)
--;
CREATE TABLE role_holding (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	role_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	since_on DATE NOT NULL, 
	until_on DATE, 
	CONSTRAINT pk_role_holding PRIMARY KEY (id), 
	CONSTRAINT fk_role_holding_member_id_team_id FOREIGN KEY(member_id, team_id) REFERENCES team_member (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_role_holding_role_id_team_id FOREIGN KEY(role_id, team_id) REFERENCES shared_role (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_role_holding_dates CHECK (until_on >= since_on), 
	CONSTRAINT fk_role_holding_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_role_holding_member_id ON role_holding (member_id)
--;
CREATE INDEX ix_role_holding_organisation_id ON role_holding (organisation_id)
--;
CREATE INDEX ix_role_holding_role_id ON role_holding (role_id)
--;
CREATE INDEX ix_role_holding_team_id ON role_holding (team_id)
--;
CREATE UNIQUE INDEX uq_role_holding_now ON role_holding (role_id) WHERE until_on IS NULL AND removed_at IS NULL
--;
CREATE TABLE small_team_member (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	member_name VARCHAR(120) NOT NULL, 
	person_chose BOOLEAN DEFAULT false NOT NULL, 
	member_chose BOOLEAN DEFAULT false NOT NULL, 
	words VARCHAR(1000), 
	since_on DATE NOT NULL, 
	until_on DATE, 
	CONSTRAINT pk_small_team_member PRIMARY KEY (id), 
	CONSTRAINT ck_small_team_member_dates CHECK (until_on >= since_on), 
	CONSTRAINT fk_small_team_member_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_small_team_member_member_id FOREIGN KEY(member_id) REFERENCES team_member (id)
)
--;
CREATE INDEX ix_small_team_member_member_id ON small_team_member (member_id)
--;
CREATE INDEX ix_small_team_member_organisation_id ON small_team_member (organisation_id)
--;
CREATE INDEX ix_small_team_member_person_id ON small_team_member (person_id)
--;
CREATE INDEX ix_small_team_member_team_id ON small_team_member (team_id)
--;
CREATE UNIQUE INDEX uq_small_team_member_now ON small_team_member (person_id, member_id) WHERE until_on IS NULL AND removed_at IS NULL
--;
CREATE TABLE status_change (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	from_status VARCHAR(20), 
	to_status VARCHAR(20) NOT NULL, 
	changed_on DATE NOT NULL, 
	reason VARCHAR(40), 
	words VARCHAR(2000), 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_status_change PRIMARY KEY (id), 
	CONSTRAINT ck_status_change_to_status CHECK (to_status IN ('enquiry', 'getting_to_know', 'supported', 'paused', 'ended')), 
	CONSTRAINT fk_status_change_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_status_change_organisation_id ON status_change (organisation_id)
--;
CREATE INDEX ix_status_change_person_id ON status_change (person_id)
--;
CREATE INDEX ix_status_change_team_id ON status_change (team_id)
--;
CREATE TABLE circle_member (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	circle_id UUID NOT NULL, 
	account_id UUID, 
	name VARCHAR(120) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	joined_on DATE, 
	left_on DATE, 
	CONSTRAINT pk_circle_member PRIMARY KEY (id), 
	CONSTRAINT ck_circle_member_kind CHECK (kind IN ('family', 'friend', 'neighbour', 'other')), 
	CONSTRAINT ck_circle_member_dates CHECK (left_on >= joined_on), 
	CONSTRAINT fk_circle_member_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE, 
	CONSTRAINT fk_circle_member_circle_id_person_id FOREIGN KEY(circle_id, person_id) REFERENCES circle (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_circle_member_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
--;
CREATE INDEX ix_circle_member_account ON circle_member (account_id) WHERE left_on IS NULL AND removed_at IS NULL
--;
CREATE INDEX ix_circle_member_circle_id ON circle_member (circle_id)
--;
CREATE INDEX ix_circle_member_organisation_id ON circle_member (organisation_id)
--;
CREATE INDEX ix_circle_member_person_id ON circle_member (person_id)
--;
CREATE INDEX ix_circle_member_team_id ON circle_member (team_id)
--;
CREATE TABLE consent (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	purpose VARCHAR(40) NOT NULL, 
	audience VARCHAR(20) NOT NULL, 
	audience_id UUID, 
	decision VARCHAR(10) DEFAULT 'given' NOT NULL, 
	items TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	chapter_id UUID, 
	from_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	until_at TIMESTAMP WITH TIME ZONE, 
	given_how VARCHAR(30) NOT NULL, 
	given_by VARCHAR(200) NOT NULL, 
	representative_id UUID, 
	evidence VARCHAR(2000), 
	withdrawn_at TIMESTAMP WITH TIME ZONE, 
	withdrawn_how VARCHAR(500), 
	CONSTRAINT pk_consent PRIMARY KEY (id), 
	CONSTRAINT ck_consent_purpose CHECK (purpose IN ('share_with_circle', 'share_with_family', 'share_gifts', 'commissioner_outcomes', 'commissioner_statement', 'story', 'life_story_chapter', 'photo')), 
	CONSTRAINT ck_consent_audience CHECK (audience IN ('circle', 'circle_member', 'family', 'team', 'organisation', 'council', 'public')), 
	CONSTRAINT ck_consent_decision CHECK (decision IN ('given', 'refused')), 
	CONSTRAINT ck_consent_given_how CHECK (given_how IN ('spoken', 'written', 'signed', 'by_representative', 'best_interest')), 
	CONSTRAINT ck_consent_dates CHECK (until_at > from_at), 
	CONSTRAINT ck_consent_chapter CHECK ((purpose = 'life_story_chapter') = (chapter_id IS NOT NULL)), 
	CONSTRAINT ck_consent_items CHECK (items <@ ARRAY['record', 'profile', 'gifts', 'relationships', 'small_team', 'good_week', 'outcomes', 'visits', 'reviews', 'funds']), 
	CONSTRAINT ck_consent_shares_something CHECK (purpose NOT IN ('share_with_circle', 'share_with_family') OR cardinality(items) > 0), 
	CONSTRAINT ck_consent_representative CHECK ((given_how = 'by_representative') = (representative_id IS NOT NULL)), 
	CONSTRAINT fk_consent_representative_id_person_id FOREIGN KEY(representative_id, person_id) REFERENCES representative (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_consent_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_consent_organisation_id ON consent (organisation_id)
--;
CREATE INDEX ix_consent_person_id ON consent (person_id)
--;
CREATE INDEX ix_consent_team_id ON consent (team_id)
--;
GRANT CREATE ON SCHEMA public TO wt_kernel
--;
-- The functions that belong to the kernel role. Each has a fixed search_path; none trusts what its caller says of rights.
-- Statements are separated by a line that holds only two dashes and an equals sign, so that tools can split them.

-- enter(): the first statement of every request's transaction. Checks that session, account, grant and organisation still
-- stand, fills the transaction-local settings that row security reads, and answers the name of the group role to switch to
-- (a definer function cannot switch itself; the caller does: select set_config('role', enter(…), true)).
-- SQLSTATE WT401: no longer stands. Arrays are filled only for the role at hand, so what is not set matches nothing.
CREATE OR REPLACE FUNCTION enter(p_session uuid, p_role text, p_request uuid, p_person uuid, p_reading boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s record;
  opened uuid;
  shared record;
  teams uuid[];
  members uuid[];
  today constant date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT session.account_id, session.client_id, session.organisation_id, account_grant.person_id, client.team_ids
    INTO s
    FROM session
    JOIN organisation ON organisation.id = session.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
    LEFT JOIN account ON account.id = session.account_id AND account.organisation_id = session.organisation_id
         AND account.disabled_at IS NULL AND account.removed_at IS NULL
    LEFT JOIN account_grant ON account_grant.account_id = account.id AND account_grant.role = p_role
         AND account_grant.removed_at IS NULL AND (account_grant.until IS NULL OR account_grant.until > now())
    LEFT JOIN client ON client.id = session.client_id AND client.organisation_id = session.organisation_id AND client.removed_at IS NULL
   WHERE session.id = p_session AND session.role = p_role AND session.ended_at IS NULL AND session.expires_at > now()
     AND CASE WHEN p_role = 'integration' THEN client.id IS NOT NULL ELSE account_grant.id IS NOT NULL END
   LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no longer stands' USING ERRCODE = 'WT401';
  END IF;

  PERFORM set_config('app.account_id', coalesce(s.account_id::text, ''), true),
          set_config('app.client_id', coalesce(s.client_id::text, ''), true),
          set_config('app.subject_id', coalesce(s.account_id, s.client_id)::text, true),
          set_config('app.organisation_id', s.organisation_id::text, true),
          set_config('app.request_id', p_request::text, true),
          set_config('app.role', p_role, true);
  IF p_reading THEN  -- a look may be lost in a crash of the database (at most a second of them), a write never
    PERFORM set_config('synchronous_commit', 'off', true);
  END IF;

  CASE p_role
  WHEN 'carer' THEN
    SELECT array_agg(team_id), array_agg(id) INTO teams, members FROM team_member
     WHERE account_id = s.account_id AND left_on IS NULL AND removed_at IS NULL AND joined_on <= today AND organisation_id = s.organisation_id;
    IF teams IS NULL THEN  -- a member of nothing reaches nothing, an open opening neither
      RETURN 'wt_carer';
    END IF;
    IF p_person IS NOT NULL THEN
      SELECT opening.id INTO opened FROM opening
        JOIN person ON person.id = opening.person_id AND person.organisation_id = s.organisation_id AND person.removed_at IS NULL
             AND person.team_id <> ALL (teams)  -- who has come to one's own team needs no opening
       WHERE opening.account_id = s.account_id AND opening.person_id = p_person AND opening.closed_at IS NULL AND opening.until_at > now();
      IF opened IS NOT NULL THEN  -- break-glass: this request sees that one person, and nothing else
        PERFORM set_config('app.opened_ids', ARRAY[p_person]::text, true), set_config('app.opening_id', opened::text, true);
        RETURN 'wt_opening';
      END IF;
    END IF;
    PERFORM set_config('app.team_ids', teams::text, true), set_config('app.member_ids', members::text, true);
  WHEN 'coach' THEN
    PERFORM set_config('app.team_ids', array_agg(team_id)::text, true)
       FROM coaching
      WHERE account_id = s.account_id AND removed_at IS NULL AND organisation_id = s.organisation_id
        AND (until_on IS NULL OR until_on > today) AND since_on <= today
      HAVING count(*) > 0;
  WHEN 'person' THEN
    PERFORM set_config('app.person_ids', ARRAY[id]::text, true), set_config('app.team_ids', ARRAY[team_id]::text, true)
       FROM person WHERE id = s.person_id AND organisation_id = s.organisation_id AND removed_at IS NULL;
  WHEN 'integration' THEN
    -- A client is named for teams by id: only those of its own organisation count.
    PERFORM set_config('app.team_ids', array_agg(id)::text, true)
       FROM team WHERE id = ANY (s.team_ids) AND organisation_id = s.organisation_id AND removed_at IS NULL
      HAVING count(*) > 0;
  WHEN 'family', 'connector' THEN
    PERFORM set_config('app.circle_ids', array_agg(DISTINCT id)::text, true)
       FROM circles_of(s.account_id, p_role) HAVING count(*) > 0;
    FOR shared IN
      SELECT 'shared_' || item AS setting, array_agg(DISTINCT person_id) AS people FROM shares_with(s.account_id, p_role) GROUP BY item
    LOOP
      PERFORM set_config('app.' || shared.setting, shared.people::text, true);
    END LOOP;
    PERFORM set_config('app.consent_ids', array_agg(DISTINCT consent_id)::text, true)
       FROM consents_towards(s.account_id, p_role) HAVING count(*) > 0;
    IF p_role = 'family' THEN
      PERFORM set_config('app.shared_chapter_ids', array_agg(chapter_id)::text, true)
         FROM chapters_shared_with(s.account_id) HAVING count(*) > 0;
    END IF;
  WHEN 'manager', 'commissioner' THEN
    NULL;  -- the organisation is the reach
  ELSE
    RAISE EXCEPTION 'no such role' USING ERRCODE = 'WT401';
  END CASE;
  RETURN 'wt_' || p_role;
END $$
--;
-- The circles that an account belongs to now, as member (family) or connector.
CREATE OR REPLACE FUNCTION circles_of(p_account uuid, p_role text) RETURNS TABLE (id uuid, person_id uuid, member_id uuid, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT circle.id, circle.person_id, circle_member.id, circle_member.kind
    FROM circle_member JOIN circle ON circle.id = circle_member.circle_id
    JOIN account ON account.id = circle_member.account_id AND account.organisation_id = circle.organisation_id
   WHERE p_role = 'family' AND circle_member.account_id = p_account AND circle_member.left_on IS NULL
     AND circle_member.removed_at IS NULL AND circle.removed_at IS NULL AND circle.status <> 'ended'
  UNION ALL
  SELECT circle.id, circle.person_id, NULL, NULL FROM circle
    JOIN account ON account.id = circle.connector_account_id AND account.organisation_id = circle.organisation_id
   WHERE p_role = 'connector' AND circle.connector_account_id = p_account AND circle.removed_at IS NULL AND circle.status <> 'ended'
$$
--;
-- The standing consents (given or refused) about sharing that speak of this account: as the whole circle, as family, or by name.
CREATE OR REPLACE FUNCTION consents_towards(p_account uuid, p_role text)
RETURNS TABLE (consent_id uuid, person_id uuid, items text[], decision text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT consent.id, consent.person_id, consent.items, consent.decision
    FROM circles_of(p_account, p_role) c JOIN consent ON consent.person_id = c.person_id
   WHERE consent.withdrawn_at IS NULL AND consent.removed_at IS NULL
     AND consent.from_at <= now() AND (consent.until_at IS NULL OR consent.until_at > now())
     AND ((consent.purpose = 'share_with_circle' AND consent.audience = 'circle')
       OR (p_role = 'family' AND consent.purpose = 'share_with_family'
           AND (consent.audience = 'circle' OR (consent.audience = 'family' AND c.kind = 'family') OR (consent.audience = 'circle_member' AND consent.audience_id = c.member_id))))
$$
--;
-- What is shared with this account, person by person and item by item. Deny wins.
CREATE OR REPLACE FUNCTION shares_with(p_account uuid, p_role text) RETURNS TABLE (person_id uuid, item text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH said AS (SELECT c.person_id, c.decision, unnest(c.items) AS item FROM consents_towards(p_account, p_role) c)
  SELECT said.person_id, said.item FROM said GROUP BY said.person_id, said.item HAVING bool_and(said.decision = 'given')
$$
--;
-- The life-story chapters that this family account may read now: consented to for the circle, the family, or this one member. Deny wins.
CREATE OR REPLACE FUNCTION chapters_shared_with(p_account uuid) RETURNS TABLE (chapter_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT consent.chapter_id
    FROM circles_of(p_account, 'family') c JOIN consent ON consent.person_id = c.person_id
   WHERE consent.purpose = 'life_story_chapter' AND consent.withdrawn_at IS NULL AND consent.removed_at IS NULL
     AND consent.from_at <= now() AND (consent.until_at IS NULL OR consent.until_at > now())
     AND (consent.audience = 'circle' OR (consent.audience = 'family' AND c.kind = 'family')
       OR (consent.audience = 'circle_member' AND consent.audience_id = c.member_id))
   GROUP BY consent.chapter_id HAVING bool_and(consent.decision = 'given')
$$
--;
-- When the supporting team reads a chapter: while a consent for it stands and no refusal does. Nobody writes this but these triggers.
CREATE OR REPLACE FUNCTION team_reads_chapter(p_chapter uuid, p_person uuid) RETURNS tstzmultirange
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(range_agg(tstzrange(from_at, until_at)) FILTER (WHERE decision = 'given'), '{}')
       - coalesce(range_agg(tstzrange(from_at, until_at)) FILTER (WHERE decision = 'refused'), '{}')
    FROM consent
   WHERE chapter_id = p_chapter AND person_id = p_person AND purpose = 'life_story_chapter' AND audience = 'team'
     AND withdrawn_at IS NULL AND removed_at IS NULL
$$
--;
-- A new chapter is read by the team only if its consent was recorded with it; whatever its writer said is not believed.
CREATE OR REPLACE FUNCTION hold_chapter_readers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.team_reads := team_reads_chapter(NEW.id, NEW.person_id);
  RETURN NEW;
END $$
--;
-- A consent about a chapter, given, changed or withdrawn, counts at the next request.
CREATE OR REPLACE FUNCTION follow_chapter_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE life_story_chapter c SET team_reads = team_reads_chapter(c.id, c.person_id)
   WHERE c.id = NEW.chapter_id AND c.person_id = NEW.person_id AND c.team_reads IS DISTINCT FROM team_reads_chapter(c.id, c.person_id);
  RETURN NULL;
END $$
--;
-- The persons whose home a carer may enter now. Until visits exist: those of the teams where they hold the planner's role.
CREATE OR REPLACE FUNCTION enter_homes() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT set_config('app.home_person_ids', array_agg(person.id)::text, true)
    FROM role_holding
    JOIN shared_role ON shared_role.id = role_holding.role_id AND shared_role.kind = 'planner' AND shared_role.removed_at IS NULL
    JOIN person ON person.team_id = role_holding.team_id AND person.removed_at IS NULL
   WHERE role_holding.member_id = ANY (NULLIF(current_setting('app.member_ids', true), '')::uuid[])
     AND role_holding.removed_at IS NULL AND role_holding.since_on <= (now() AT TIME ZONE 'Europe/London')::date
     AND (role_holding.until_on IS NULL OR role_holding.until_on > (now() AT TIME ZONE 'Europe/London')::date)
$$
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
BEGIN
  v_organisation := (n->>CASE WHEN TG_TABLE_NAME = 'organisation' THEN 'id' ELSE 'organisation_id' END)::uuid;
  v_team := (n->>CASE WHEN TG_TABLE_NAME = 'team' THEN 'id' ELSE 'team_id' END)::uuid;
  v_person := (n->>CASE WHEN TG_TABLE_NAME = 'person' THEN 'id' ELSE 'person_id' END)::uuid;
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
  END IF;
  IF secret IS NOT NULL THEN
    n := n - secret;
    o := o - secret;
  END IF;
  INSERT INTO change (organisation_id, team_id, person_id, circle_id, kind, record_id, version, action, fields, role, reason)
  VALUES (v_organisation, v_team, v_person, (to_jsonb(NEW)->>'circle_id')::uuid, TG_TABLE_NAME, NEW.id, NEW.version,
          CASE WHEN TG_OP = 'INSERT' THEN 'created' WHEN 'removed_at' = ANY (named) THEN 'removed' ELSE 'changed' END,
          coalesce(named, '{}'), NULLIF(current_setting('app.role', true), ''), NULLIF(current_setting('app.reason', true), ''))
  RETURNING id INTO v_change;
  IF TG_ARGV[1] = '*' THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'open', v_organisation, v_team, v_person, TG_TABLE_NAME, o, n);
    RETURN NULL;
  END IF;
  IF TG_ARGV[1] <> '' THEN
    SELECT jsonb_object_agg(key, value) INTO after_open FROM jsonb_each(n) WHERE key = ANY (open_columns);
    SELECT jsonb_object_agg(key, value) INTO before_open FROM jsonb_each(o) WHERE key = ANY (open_columns);
    IF after_open IS NOT NULL THEN
      INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
      VALUES (v_change, 'open', v_organisation, v_team, v_person, TG_TABLE_NAME, before_open, after_open);
    END IF;
    n := n - open_columns;
    o := o - open_columns;
  END IF;
  IF n <> '{}'::jsonb THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'full', v_organisation, v_team, v_person, TG_TABLE_NAME, o, n);
  END IF;
  RETURN NULL;
END $$
--;
-- The version and the time of a change are the database's to say. A move to another team counts for the person's own row only.
CREATE OR REPLACE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$
--;
-- At most twelve members at a time, whoever joins and however many try at once; and nobody joins a team that is just ending.
CREATE OR REPLACE FUNCTION hold_team_size() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.left_on IS NULL AND NEW.removed_at IS NULL THEN
    IF TG_OP = 'INSERT' OR OLD.left_on IS NOT NULL OR OLD.removed_at IS NOT NULL THEN  -- waits for a manager who is ending the team
      PERFORM FROM team WHERE id = NEW.team_id AND ended_on IS NULL FOR SHARE;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'team has ended' USING ERRCODE = 'WT409', CONSTRAINT = 'team_ended';
      END IF;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('team_size:' || NEW.team_id::text, 0));
    IF (SELECT count(*) FROM team_member
         WHERE team_id = NEW.team_id AND id <> NEW.id AND left_on IS NULL AND removed_at IS NULL) >= 12 THEN
      RAISE EXCEPTION 'a team has at most 12 members' USING ERRCODE = 'WT409', CONSTRAINT = 'team_size';
    END IF;
  END IF;
  RETURN NEW;
END $$
--;
-- What ends an account, a role or a client's secret ends the sign-ins behind it, in the same transaction.
CREATE OR REPLACE FUNCTION end_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'account_grant' THEN
    UPDATE session SET ended_at = now() WHERE account_id = NEW.account_id AND role = NEW.role AND ended_at IS NULL;
  ELSIF TG_TABLE_NAME = 'account' THEN
    UPDATE session SET ended_at = now() WHERE account_id = NEW.id AND ended_at IS NULL;
  ELSE
    UPDATE session SET ended_at = now() WHERE client_id = NEW.id AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$
--;
-- Break-glass. A carer opens one person of the same organisation, one at a time, for at most four hours; the team, the manager
-- and the person are told in the same transaction. Unknown, foreign or already one's own: WT404 (the three are not told apart).
CREATE OR REPLACE FUNCTION open_person(p_id uuid, p_person uuid, p_reason text, p_words text, p_minutes integer, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_account uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
  v_organisation uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_team uuid;
BEGIN
  IF current_setting('app.role', true) IS DISTINCT FROM 'carer' OR v_account IS NULL OR NULLIF(current_setting('app.team_ids', true), '') IS NULL THEN
    RAISE EXCEPTION 'carers only' USING ERRCODE = 'WT403';
  END IF;
  SELECT team_id INTO v_team FROM person
   WHERE id = p_person AND organisation_id = v_organisation AND removed_at IS NULL
     AND team_id <> ALL (current_setting('app.team_ids')::uuid[]);
  IF v_team IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  UPDATE opening SET closed_at = until_at WHERE account_id = v_account AND closed_at IS NULL AND until_at <= now();
  INSERT INTO opening (id, organisation_id, account_id, person_id, team_id, reason, words, until_at, created_digest)
  VALUES (p_id, v_organisation, v_account, p_person, v_team, p_reason, p_words, now() + make_interval(mins => greatest(1, least(p_minutes, 240))), p_digest);
  INSERT INTO notice (id, organisation_id, audience, team_id, person_id, kind, about_kind, about_id, about_person_id)
  SELECT gen_random_uuid(), v_organisation, a, CASE WHEN a = 'team' THEN v_team END, CASE WHEN a = 'person' THEN p_person END,
         'record_opened', 'opening', p_id, p_person
    FROM unnest(ARRAY['team', 'manager', 'person']) a;
  RETURN p_id;
END $$
--;
-- A carer (or the manager) ends an opening before its time.
CREATE OR REPLACE FUNCTION close_opening(p_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE opening SET closed_at = now()
   WHERE id = p_id AND closed_at IS NULL AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid OR current_setting('app.role', true) = 'manager');
  RETURN FOUND;
END $$
--;
-- A team of the caller's organisation that a person may be offered to: a member sees no other team, but must be able to name one.
CREATE OR REPLACE FUNCTION team_to_move_to(p_team uuid) RETURNS TABLE (name text, ended boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT team.name::text, team.ended_on IS NOT NULL FROM team
   WHERE team.id = p_team AND team.removed_at IS NULL AND team.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
$$
--;
-- The other side is told of an offer, and of what became of it. Acceptance tells everyone itself.
CREATE OR REPLACE FUNCTION tell_of_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO notice (id, organisation_id, audience, team_id, kind, about_kind, about_id, about_person_id)
  VALUES (gen_random_uuid(), NEW.organisation_id, 'team', CASE WHEN NEW.state = 'declined' THEN NEW.from_team_id ELSE NEW.to_team_id END,
          'move_' || NEW.state, 'move_offer', NEW.id, NEW.person_id);
  RETURN NULL;
END $$
--;
-- The new team accepts: the person and all that is theirs moves in one statement (the composite keys cascade), the old team's
-- access ends with it, and the log of the person follows. The caller's own rows are checked here, because no policy sees both teams.
CREATE OR REPLACE FUNCTION accept_move(p_offer uuid, p_words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m record;
  v_organisation uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
BEGIN
  SELECT * INTO m FROM move_offer
   WHERE id = p_offer AND organisation_id = v_organisation AND removed_at IS NULL
     AND (current_setting('app.role', true) = 'manager'
          OR (current_setting('app.role', true) = 'carer' AND to_team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])))
   FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF m.state <> 'offered' THEN
    RAISE EXCEPTION 'already answered' USING ERRCODE = 'WT409', CONSTRAINT = 'move_answered';
  END IF;
  PERFORM FROM team WHERE id = m.to_team_id AND ended_on IS NULL AND removed_at IS NULL FOR SHARE;  -- waits for a manager who is ending the team
  IF NOT FOUND THEN
    RAISE EXCEPTION 'team has ended' USING ERRCODE = 'WT409', CONSTRAINT = 'team_ended';
  END IF;
  IF EXISTS (SELECT FROM person WHERE id = m.person_id AND status = 'ended') THEN
    RAISE EXCEPTION 'support has ended' USING ERRCODE = 'WT409', CONSTRAINT = 'person_ended';
  END IF;
  UPDATE move_offer SET state = 'accepted', answered_at = now(), answer_words = p_words WHERE id = p_offer;
  UPDATE small_team_member SET until_on = greatest(since_on, (now() AT TIME ZONE 'Europe/London')::date)
   WHERE person_id = m.person_id AND removed_at IS NULL AND (until_on IS NULL OR until_on > (now() AT TIME ZONE 'Europe/London')::date);
  UPDATE person SET team_id = m.to_team_id WHERE id = m.person_id AND team_id = m.from_team_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'already moved' USING ERRCODE = 'WT409', CONSTRAINT = 'move_answered';
  END IF;
  -- What the old team was told (notices, openings) stays what it was told: only the person's own kinds follow.
  UPDATE change SET team_id = m.to_team_id WHERE person_id = m.person_id AND team_id = m.from_team_id AND kind NOT IN ('notice', 'opening');
  UPDATE change_value SET team_id = m.to_team_id WHERE person_id = m.person_id AND team_id = m.from_team_id AND kind NOT IN ('notice', 'opening');
  INSERT INTO notice (id, organisation_id, audience, team_id, person_id, kind, about_kind, about_id, about_person_id)
  SELECT gen_random_uuid(), v_organisation, a.audience, a.team, a.person, 'person_moved', 'move_offer', p_offer, a.about
    FROM (VALUES ('team', m.from_team_id, NULL::uuid, NULL::uuid), ('team', m.to_team_id, NULL, m.person_id), ('person', NULL, m.person_id, m.person_id)) a(audience, team, person, about);
END $$
--;
-- Looks, one row for each person seen, so that a person reads who looked at their record. Answers how many looks it expanded.
-- It waits for another worker that is at the same looks: who reads afterwards must find every look that was committed before.
CREATE OR REPLACE FUNCTION expand_looks(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  WITH todo AS (
    SELECT id FROM look WHERE NOT expanded ORDER BY id LIMIT p_most FOR UPDATE
  ), marked AS (
    UPDATE look SET expanded = true FROM todo WHERE look.id = todo.id RETURNING look.*
  ), made AS (
    INSERT INTO person_look (look_id, person_id, at, organisation_id, account_id, client_id, who, role, opening_id, operation, kind, records)
    SELECT m.id, p.person_id, m.at, m.organisation_id, m.account_id, m.client_id, coalesce(account.name, client.name, ''), m.role,
           m.opening_id, m.operation, m.kind, count(*)
      FROM marked m CROSS JOIN LATERAL unnest(m.person_ids) AS p(person_id)
      LEFT JOIN account ON account.id = m.account_id LEFT JOIN client ON client.id = m.client_id
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO done FROM marked;
  RETURN done;
END $$
--;
-- Before somebody reads who looked: all looks so far, whatever the workers have not come to yet.
CREATE OR REPLACE FUNCTION show_looks() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT expand_looks(5000) $$
--;
-- Adds this worker's count of requests and answers the sum of all workers for the minute.
CREATE OR REPLACE FUNCTION count_requests(p_subjects uuid[], p_counts integer[], p_minute integer) RETURNS TABLE (subject uuid, used integer)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO rate_window AS w (subject, minute, used)
  SELECT s, p_minute, c FROM unnest(p_subjects, p_counts) AS t(s, c) ORDER BY s
  ON CONFLICT (subject, minute) DO UPDATE SET used = w.used + excluded.used
  RETURNING w.subject, w.used
$$
--;
-- Housekeeping that the service does for itself: old answers kept for idempotency, old minutes, old sign-in failures, spent tokens.
CREATE OR REPLACE FUNCTION tidy_up() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM idempotency WHERE created_at < now() - interval '30 days';
  DELETE FROM rate_window WHERE minute < extract(epoch FROM now())::bigint / 60 - 5;
  DELETE FROM sign_in_failure WHERE since < now() - interval '1 day';
  DELETE FROM refresh_token USING session WHERE session.id = refresh_token.session_id
     AND (session.expires_at < now() - interval '1 day' OR refresh_token.spent_at < now() - interval '60 days');
  DELETE FROM session WHERE client_id IS NOT NULL AND expires_at < now() - interval '7 days';  -- people's sign-ins stay: they are evidence
$$
--;
-- What the operator watches: looks that people cannot read yet, and how many transactions the oldest running one holds the log back.
CREATE OR REPLACE FUNCTION watch(OUT looks_waiting bigint, OUT transactions_behind bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM look WHERE NOT expanded),
         pg_snapshot_xmax(pg_current_snapshot())::text::bigint - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
$$
--;
-- The name behind a change, a look or an opening, for who may know it: colleagues and machines of the same organisation, the
-- person among those who support them. Anybody else (family, another team's person) stays a role. NULL: not for you.
CREATE OR REPLACE FUNCTION name_of(p_account uuid, p_client uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT account.name FROM account
   WHERE account.id = p_account AND account.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (account.id = NULLIF(current_setting('app.account_id', true), '')::uuid OR current_setting('app.role', true) = 'manager'
       OR (current_setting('app.role', true) IN ('carer', 'coach', 'integration', 'person')
           AND EXISTS (SELECT FROM account_grant g WHERE g.account_id = account.id AND g.role IN ('carer', 'coach', 'connector', 'manager')))
       OR (current_setting('app.role', true) = 'carer' AND EXISTS (
             SELECT FROM account_grant g JOIN person ON person.id = g.person_id
              WHERE g.account_id = account.id AND person.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]))))
  UNION ALL
  SELECT client.name FROM client
   WHERE client.id = p_client AND client.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
$$
--;
-- Whether this is a council: a consent may name one that the caller's own organisation does not show.
CREATE OR REPLACE FUNCTION is_council(p_organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM organisation WHERE id = p_organisation AND kind = 'council' AND ended_on IS NULL AND removed_at IS NULL)
$$
--;
REVOKE ALL ON FUNCTION open_person(uuid, uuid, text, text, integer, bytea) FROM PUBLIC
--;
ALTER FUNCTION open_person(uuid, uuid, text, text, integer, bytea) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION close_opening(uuid) FROM PUBLIC
--;
ALTER FUNCTION close_opening(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION accept_move(uuid, text) FROM PUBLIC
--;
ALTER FUNCTION accept_move(uuid, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION enter_homes() FROM PUBLIC
--;
ALTER FUNCTION enter_homes() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION team_to_move_to(uuid) FROM PUBLIC
--;
ALTER FUNCTION team_to_move_to(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION name_of(uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION name_of(uuid, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION show_looks() FROM PUBLIC
--;
ALTER FUNCTION show_looks() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION is_council(uuid) FROM PUBLIC
--;
ALTER FUNCTION is_council(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION enter(uuid, text, uuid, uuid, boolean) FROM PUBLIC
--;
ALTER FUNCTION enter(uuid, text, uuid, uuid, boolean) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION expand_looks(integer) FROM PUBLIC
--;
ALTER FUNCTION expand_looks(integer) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION count_requests(uuid[], integer[], integer) FROM PUBLIC
--;
ALTER FUNCTION count_requests(uuid[], integer[], integer) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION tidy_up() FROM PUBLIC
--;
ALTER FUNCTION tidy_up() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION watch() FROM PUBLIC
--;
ALTER FUNCTION watch() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION circles_of(uuid, text) FROM PUBLIC
--;
ALTER FUNCTION circles_of(uuid, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION consents_towards(uuid, text) FROM PUBLIC
--;
ALTER FUNCTION consents_towards(uuid, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION shares_with(uuid, text) FROM PUBLIC
--;
ALTER FUNCTION shares_with(uuid, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION log_change() FROM PUBLIC
--;
ALTER FUNCTION log_change() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_team_size() FROM PUBLIC
--;
ALTER FUNCTION hold_team_size() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION end_sessions() FROM PUBLIC
--;
ALTER FUNCTION end_sessions() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION chapters_shared_with(uuid) FROM PUBLIC
--;
ALTER FUNCTION chapters_shared_with(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION team_reads_chapter(uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION team_reads_chapter(uuid, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_chapter_readers() FROM PUBLIC
--;
ALTER FUNCTION hold_chapter_readers() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION follow_chapter_consent() FROM PUBLIC
--;
ALTER FUNCTION follow_chapter_consent() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION tell_of_move() FROM PUBLIC
--;
ALTER FUNCTION tell_of_move() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION stamp() FROM PUBLIC
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
--;
GRANT EXECUTE ON FUNCTION open_person(uuid, uuid, text, text, integer, bytea) TO wt_carer
--;
GRANT EXECUTE ON FUNCTION close_opening(uuid) TO wt_carer, wt_manager
--;
GRANT EXECUTE ON FUNCTION accept_move(uuid, text) TO wt_carer, wt_manager
--;
GRANT EXECUTE ON FUNCTION enter_homes() TO wt_carer
--;
GRANT EXECUTE ON FUNCTION team_to_move_to(uuid) TO wt_carer, wt_manager
--;
GRANT EXECUTE ON FUNCTION name_of(uuid, uuid) TO wt_carer, wt_coach, wt_commissioner, wt_connector, wt_person, wt_family, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION show_looks() TO wt_person, wt_manager
--;
GRANT EXECUTE ON FUNCTION is_council(uuid) TO wt_carer, wt_person
--;
GRANT EXECUTE ON FUNCTION enter(uuid, text, uuid, uuid, boolean) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION expand_looks(integer) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION count_requests(uuid[], integer[], integer) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION tidy_up() TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION watch() TO wt_api, wt_operator
--;
CREATE TRIGGER stamp BEFORE UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON organisation FOR EACH ROW EXECUTE FUNCTION log_change('sandbox_secret_hash', 'kind,name,ods_code,cqc_provider_id,cqc_location_id,la_code,ended_on,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION log_change('sandbox_secret_hash', 'kind,name,ods_code,cqc_provider_id,cqc_location_id,la_code,ended_on,team_id,removed_at')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION log_change('password_hash', 'username,name,disabled_at,disabled_reason,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION log_change('password_hash', 'username,name,disabled_at,disabled_reason,team_id,removed_at')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON client FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON client FOR EACH ROW EXECUTE FUNCTION log_change('secret_hash,next_secret_hash', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON client FOR EACH ROW EXECUTE FUNCTION log_change('secret_hash,next_secret_hash', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON notice FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON notice FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON notice FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON team FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON team FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON team FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON agreement FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON coaching FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON coaching FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON coaching FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON person FOR EACH ROW EXECUTE FUNCTION log_change('', 'preferred_name,status,status_since,name_key,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON person FOR EACH ROW EXECUTE FUNCTION log_change('', 'preferred_name,status,status_since,name_key,team_id,removed_at')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON shared_role FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON shared_role FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON shared_role FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON team_member FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON team_member FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON team_member FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON access_to_home FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON access_to_home FOR EACH ROW EXECUTE FUNCTION log_change('key_safe_place,key_safe_code,instructions,alarm', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON access_to_home FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('key_safe_place,key_safe_code,instructions,alarm', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON account_grant FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON account_grant FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON account_grant FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON arrangement FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON arrangement FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON arrangement FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON circle FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON circle FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON circle FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON gift FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON gift FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON gift FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON life_story_chapter FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON life_story_chapter FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON life_story_chapter FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON member_gift FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON member_gift FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON member_gift FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON member_profile FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON member_profile FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON member_profile FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON move_offer FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON move_offer FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON move_offer FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON opening FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON opening FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON opening FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON positive_risk FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON positive_risk FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON positive_risk FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON profile_version FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON profile_version FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON profile_version FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON relationship FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON relationship FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON relationship FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON representative FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON representative FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON representative FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON role_holding FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON role_holding FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON role_holding FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON small_team_member FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON small_team_member FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON small_team_member FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON status_change FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON status_change FOR EACH ROW EXECUTE FUNCTION log_change('', 'from_status,to_status,changed_on,provided_by_team_id,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON status_change FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', 'from_status,to_status,changed_on,provided_by_team_id,team_id,removed_at')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON circle_member FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON circle_member FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON circle_member FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON consent FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON consent FOR EACH ROW EXECUTE FUNCTION log_change('', 'purpose,audience,audience_id,decision,items,chapter_id,from_at,until_at,withdrawn_at,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON consent FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', 'purpose,audience,audience_id,decision,items,chapter_id,from_at,until_at,withdrawn_at,team_id,removed_at')
--;
CREATE TRIGGER end_sessions AFTER UPDATE ON account FOR EACH ROW WHEN ((NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL) OR (NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL)) EXECUTE FUNCTION end_sessions()
--;
CREATE TRIGGER end_sessions AFTER UPDATE ON account_grant FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL) EXECUTE FUNCTION end_sessions()
--;
CREATE TRIGGER end_sessions AFTER UPDATE ON client FOR EACH ROW WHEN (NEW.removed_at IS DISTINCT FROM OLD.removed_at OR NEW.secret_hash IS DISTINCT FROM OLD.secret_hash OR NEW.scopes IS DISTINCT FROM OLD.scopes) EXECUTE FUNCTION end_sessions()
--;
CREATE TRIGGER hold_chapter_readers BEFORE INSERT ON life_story_chapter FOR EACH ROW EXECUTE FUNCTION hold_chapter_readers()
--;
CREATE TRIGGER follow_chapter_consent AFTER INSERT OR UPDATE ON consent FOR EACH ROW WHEN (NEW.chapter_id IS NOT NULL) EXECUTE FUNCTION follow_chapter_consent()
--;
CREATE TRIGGER tell_of_offer AFTER INSERT ON move_offer FOR EACH ROW EXECUTE FUNCTION tell_of_move()
--;
CREATE TRIGGER tell_of_answer AFTER UPDATE ON move_offer FOR EACH ROW WHEN (OLD.state = 'offered' AND NEW.state IN ('declined', 'withdrawn')) EXECUTE FUNCTION tell_of_move()
--;
CREATE TRIGGER hold_team_size BEFORE INSERT OR UPDATE ON team_member FOR EACH ROW EXECUTE FUNCTION hold_team_size()
--;
ALTER TABLE change ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE change FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON change TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON change TO wt_kernel
--;
CREATE POLICY wt_operator ON change TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON change TO wt_operator
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
GRANT SELECT ON change TO wt_carer
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND true)
--;
GRANT SELECT (id, xact_id, at, organisation_id, team_id, person_id, circle_id, kind, record_id, version, action, fields, account_id, client_id, role, request_id) ON change TO wt_coach
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'consent', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team') AND true)
--;
GRANT SELECT ON change TO wt_integration
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'life_story_chapter') AND true)
--;
GRANT SELECT ON change TO wt_person
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND true)
--;
GRANT SELECT ON change TO wt_manager
--;
ALTER TABLE change_value ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE change_value FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON change_value TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON change_value TO wt_kernel
--;
CREATE POLICY wt_operator ON change_value TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON change_value TO wt_operator
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member'))))
--;
GRANT SELECT ON change_value TO wt_carer
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'team', 'team_member'))))
--;
GRANT SELECT ON change_value TO wt_coach
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'consent', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'consent', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team'))))
--;
GRANT SELECT ON change_value TO wt_integration
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'life_story_chapter'))))
--;
GRANT SELECT ON change_value TO wt_person
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member'))))
--;
GRANT SELECT ON change_value TO wt_manager
--;
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON idempotency TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO wt_kernel
--;
CREATE POLICY wt_operator ON idempotency TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO wt_operator
--;
CREATE POLICY carer_read ON idempotency FOR SELECT TO wt_carer USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_carer
--;
CREATE POLICY carer_add ON idempotency FOR INSERT TO wt_carer WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_carer
--;
CREATE POLICY coach_read ON idempotency FOR SELECT TO wt_coach USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_coach
--;
CREATE POLICY coach_add ON idempotency FOR INSERT TO wt_coach WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_coach
--;
CREATE POLICY commissioner_read ON idempotency FOR SELECT TO wt_commissioner USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_commissioner
--;
CREATE POLICY commissioner_add ON idempotency FOR INSERT TO wt_commissioner WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_commissioner
--;
CREATE POLICY connector_read ON idempotency FOR SELECT TO wt_connector USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_connector
--;
CREATE POLICY connector_add ON idempotency FOR INSERT TO wt_connector WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_connector
--;
CREATE POLICY person_read ON idempotency FOR SELECT TO wt_person USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_person
--;
CREATE POLICY person_add ON idempotency FOR INSERT TO wt_person WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_person
--;
CREATE POLICY family_read ON idempotency FOR SELECT TO wt_family USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_family
--;
CREATE POLICY family_add ON idempotency FOR INSERT TO wt_family WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_family
--;
CREATE POLICY manager_read ON idempotency FOR SELECT TO wt_manager USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_manager
--;
CREATE POLICY manager_add ON idempotency FOR INSERT TO wt_manager WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_manager
--;
CREATE POLICY integration_read ON idempotency FOR SELECT TO wt_integration USING (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON idempotency TO wt_integration
--;
CREATE POLICY integration_add ON idempotency FOR INSERT TO wt_integration WITH CHECK (session_subject = ((SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (operation, key, request_digest, status, headers, body, record_id, person_id) ON idempotency TO wt_integration
--;
ALTER TABLE look ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE look FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON look TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON look TO wt_kernel
--;
CREATE POLICY wt_operator ON look TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON look TO wt_operator
--;
CREATE POLICY carer_read ON look FOR SELECT TO wt_carer USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_carer
--;
CREATE POLICY carer_add ON look FOR INSERT TO wt_carer WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_carer
--;
CREATE POLICY coach_read ON look FOR SELECT TO wt_coach USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_coach
--;
CREATE POLICY coach_add ON look FOR INSERT TO wt_coach WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_coach
--;
CREATE POLICY commissioner_read ON look FOR SELECT TO wt_commissioner USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_commissioner
--;
CREATE POLICY commissioner_add ON look FOR INSERT TO wt_commissioner WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_commissioner
--;
CREATE POLICY connector_read ON look FOR SELECT TO wt_connector USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_connector
--;
CREATE POLICY connector_add ON look FOR INSERT TO wt_connector WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_connector
--;
CREATE POLICY person_read ON look FOR SELECT TO wt_person USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_person
--;
CREATE POLICY person_add ON look FOR INSERT TO wt_person WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_person
--;
CREATE POLICY family_read ON look FOR SELECT TO wt_family USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_family
--;
CREATE POLICY family_add ON look FOR INSERT TO wt_family WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_family
--;
CREATE POLICY manager_read ON look FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_manager
--;
CREATE POLICY manager_add ON look FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_manager
--;
CREATE POLICY integration_read ON look FOR SELECT TO wt_integration USING (client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_integration
--;
CREATE POLICY integration_add ON look FOR INSERT TO wt_integration WITH CHECK (client_id = ((SELECT NULLIF(current_setting('app.client_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_integration
--;
CREATE POLICY opening_read ON look FOR SELECT TO wt_opening USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON look TO wt_opening
--;
CREATE POLICY opening_add ON look FOR INSERT TO wt_opening WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, operation, kind, ids, person_ids) ON look TO wt_opening
--;
ALTER TABLE organisation ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE organisation FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON organisation TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation TO wt_kernel
--;
CREATE POLICY wt_operator ON organisation TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation TO wt_operator
--;
CREATE POLICY wt_desk ON organisation TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT ON organisation TO wt_desk
--;
CREATE POLICY carer_read ON organisation FOR SELECT TO wt_carer USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_carer
--;
CREATE POLICY coach_read ON organisation FOR SELECT TO wt_coach USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_coach
--;
CREATE POLICY commissioner_read ON organisation FOR SELECT TO wt_commissioner USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_commissioner
--;
CREATE POLICY connector_read ON organisation FOR SELECT TO wt_connector USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_connector
--;
CREATE POLICY person_read ON organisation FOR SELECT TO wt_person USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_person
--;
CREATE POLICY family_read ON organisation FOR SELECT TO wt_family USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_family
--;
CREATE POLICY manager_read ON organisation FOR SELECT TO wt_manager USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_manager
--;
CREATE POLICY manager_change ON organisation FOR UPDATE TO wt_manager USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, name, ods_code, cqc_provider_id, cqc_location_id, la_code) ON organisation TO wt_manager
--;
CREATE POLICY integration_read ON organisation FOR SELECT TO wt_integration USING (id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, version, created_at, updated_at, removed_at, created_digest, kind, name, ods_code, cqc_provider_id, cqc_location_id, la_code, ended_on) ON organisation TO wt_integration
--;
ALTER TABLE person_look ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE person_look FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON person_look TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_look TO wt_kernel
--;
CREATE POLICY wt_operator ON person_look TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_look TO wt_operator
--;
CREATE POLICY person_read ON person_look FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person_look TO wt_person
--;
CREATE POLICY manager_read ON person_look FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON person_look TO wt_manager
--;
ALTER TABLE rate_window ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE rate_window FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON rate_window TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_window TO wt_kernel
--;
CREATE POLICY wt_operator ON rate_window TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_window TO wt_operator
--;
ALTER TABLE sign_in_failure ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE sign_in_failure FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON sign_in_failure TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failure TO wt_kernel
--;
CREATE POLICY wt_operator ON sign_in_failure TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failure TO wt_operator
--;
CREATE POLICY wt_desk ON sign_in_failure TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failure TO wt_desk
--;
ALTER TABLE account ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE account FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON account TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO wt_kernel
--;
CREATE POLICY wt_operator ON account TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO wt_operator
--;
CREATE POLICY wt_desk ON account TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT ON account TO wt_desk
--;
CREATE POLICY carer_read ON account FOR SELECT TO wt_carer USING (id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_carer
--;
CREATE POLICY coach_read ON account FOR SELECT TO wt_coach USING (id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_coach
--;
CREATE POLICY commissioner_read ON account FOR SELECT TO wt_commissioner USING (id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_commissioner
--;
CREATE POLICY connector_read ON account FOR SELECT TO wt_connector USING (id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_connector
--;
CREATE POLICY person_read ON account FOR SELECT TO wt_person USING (id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_person
--;
CREATE POLICY family_read ON account FOR SELECT TO wt_family USING (id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_family
--;
CREATE POLICY manager_read ON account FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_manager
--;
CREATE POLICY manager_add ON account FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, username, name, password_hash, disabled_at, disabled_reason) ON account TO wt_manager
--;
CREATE POLICY manager_change ON account FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, username, name, disabled_at, disabled_reason) ON account TO wt_manager
--;
CREATE POLICY integration_read ON account FOR SELECT TO wt_integration USING (id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_integration
--;
ALTER TABLE client ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE client FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON client TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON client TO wt_kernel
--;
CREATE POLICY wt_operator ON client TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON client TO wt_operator
--;
CREATE POLICY wt_desk ON client TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT ON client TO wt_desk
--;
CREATE POLICY manager_read ON client FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, name, grants, scopes, redirect_uris, origins, team_ids) ON client TO wt_manager
--;
CREATE POLICY manager_add ON client FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash) ON client TO wt_manager
--;
CREATE POLICY manager_change ON client FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash) ON client TO wt_manager
--;
ALTER TABLE notice ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE notice FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON notice TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice TO wt_kernel
--;
CREATE POLICY wt_operator ON notice TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice TO wt_operator
--;
CREATE POLICY carer_read ON notice FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice TO wt_carer
--;
CREATE POLICY carer_add ON notice FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, audience, team_id, person_id, account_id, kind, about_kind, about_id, about_person_id) ON notice TO wt_carer
--;
CREATE POLICY coach_read ON notice FOR SELECT TO wt_coach USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice TO wt_coach
--;
CREATE POLICY commissioner_read ON notice FOR SELECT TO wt_commissioner USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice TO wt_commissioner
--;
CREATE POLICY connector_read ON notice FOR SELECT TO wt_connector USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice TO wt_connector
--;
CREATE POLICY person_read ON notice FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice TO wt_person
--;
CREATE POLICY person_add ON notice FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, audience, team_id, person_id, account_id, kind, about_kind, about_id, about_person_id) ON notice TO wt_person
--;
CREATE POLICY family_read ON notice FOR SELECT TO wt_family USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice TO wt_family
--;
CREATE POLICY manager_read ON notice FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND audience = 'manager')
--;
GRANT SELECT ON notice TO wt_manager
--;
CREATE POLICY manager_add ON notice FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND audience = 'manager')
--;
GRANT INSERT (id, organisation_id, created_digest, audience, team_id, person_id, account_id, kind, about_kind, about_id, about_person_id) ON notice TO wt_manager
--;
ALTER TABLE team ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE team FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON team TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON team TO wt_kernel
--;
CREATE POLICY wt_operator ON team TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON team TO wt_operator
--;
CREATE POLICY carer_read ON team FOR SELECT TO wt_carer USING (id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON team TO wt_carer
--;
CREATE POLICY carer_change ON team FOR UPDATE TO wt_carer USING (id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, name_key, purpose, values, place, postcode) ON team TO wt_carer
--;
CREATE POLICY coach_read ON team FOR SELECT TO wt_coach USING (id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON team TO wt_coach
--;
CREATE POLICY person_read ON team FOR SELECT TO wt_person USING (id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON team TO wt_person
--;
CREATE POLICY manager_read ON team FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON team TO wt_manager
--;
CREATE POLICY manager_add ON team FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, name, name_key, purpose, values, setting, place, postcode, started_on, ended_on) ON team TO wt_manager
--;
CREATE POLICY manager_change ON team FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, ended_on) ON team TO wt_manager
--;
CREATE POLICY integration_read ON team FOR SELECT TO wt_integration USING (id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, started_on, ended_on) ON team TO wt_integration
--;
ALTER TABLE agreement ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE agreement FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON agreement TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON agreement TO wt_kernel
--;
CREATE POLICY wt_operator ON agreement TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON agreement TO wt_operator
--;
CREATE POLICY carer_read ON agreement FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON agreement TO wt_carer
--;
CREATE POLICY carer_add ON agreement FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, words, why, agreed_on, look_again_on, ended_on) ON agreement TO wt_carer
--;
CREATE POLICY carer_change ON agreement FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, words, why, agreed_on, look_again_on, ended_on) ON agreement TO wt_carer
--;
CREATE POLICY coach_read ON agreement FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON agreement TO wt_coach
--;
CREATE POLICY manager_read ON agreement FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON agreement TO wt_manager
--;
ALTER TABLE coaching ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE coaching FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON coaching TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON coaching TO wt_kernel
--;
CREATE POLICY wt_operator ON coaching TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON coaching TO wt_operator
--;
CREATE POLICY carer_read ON coaching FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON coaching TO wt_carer
--;
CREATE POLICY coach_read ON coaching FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON coaching TO wt_coach
--;
CREATE POLICY manager_read ON coaching FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON coaching TO wt_manager
--;
CREATE POLICY manager_add ON coaching FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, account_id, name, since_on, until_on) ON coaching TO wt_manager
--;
CREATE POLICY manager_change ON coaching FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, account_id, name, since_on, until_on) ON coaching TO wt_manager
--;
ALTER TABLE notice_read ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE notice_read FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON notice_read TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_read TO wt_kernel
--;
CREATE POLICY wt_operator ON notice_read TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_read TO wt_operator
--;
CREATE POLICY carer_read ON notice_read FOR SELECT TO wt_carer USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_carer
--;
CREATE POLICY carer_add ON notice_read FOR INSERT TO wt_carer WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_carer
--;
CREATE POLICY coach_read ON notice_read FOR SELECT TO wt_coach USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_coach
--;
CREATE POLICY coach_add ON notice_read FOR INSERT TO wt_coach WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_coach
--;
CREATE POLICY commissioner_read ON notice_read FOR SELECT TO wt_commissioner USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_commissioner
--;
CREATE POLICY commissioner_add ON notice_read FOR INSERT TO wt_commissioner WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_commissioner
--;
CREATE POLICY connector_read ON notice_read FOR SELECT TO wt_connector USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_connector
--;
CREATE POLICY connector_add ON notice_read FOR INSERT TO wt_connector WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_connector
--;
CREATE POLICY person_read ON notice_read FOR SELECT TO wt_person USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_person
--;
CREATE POLICY person_add ON notice_read FOR INSERT TO wt_person WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_person
--;
CREATE POLICY family_read ON notice_read FOR SELECT TO wt_family USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_family
--;
CREATE POLICY family_add ON notice_read FOR INSERT TO wt_family WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_family
--;
CREATE POLICY manager_read ON notice_read FOR SELECT TO wt_manager USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_manager
--;
CREATE POLICY manager_add ON notice_read FOR INSERT TO wt_manager WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_manager
--;
CREATE POLICY integration_read ON notice_read FOR SELECT TO wt_integration USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON notice_read TO wt_integration
--;
CREATE POLICY integration_add ON notice_read FOR INSERT TO wt_integration WITH CHECK (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (notice_id) ON notice_read TO wt_integration
--;
ALTER TABLE person ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE person FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON person TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person TO wt_kernel
--;
CREATE POLICY wt_operator ON person TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person TO wt_operator
--;
CREATE POLICY carer_read ON person FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person TO wt_carer
--;
CREATE POLICY carer_add ON person FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, preferred_name, given_names, family_name, pronouns, name_key, search_key, status, status_since, ended_reason, date_of_birth, date_of_death, nhs_number, nhs_number_status, council_reference, uprn, address_lines, postcode, latitude, longitude, phones, email, first_language, other_languages, interpreter_needed, communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason, has_unpaid_carer, funding_status, gender_identity, ethnicity, sexual_orientation, religion, group_tags) ON person TO wt_carer
--;
CREATE POLICY carer_change ON person FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, preferred_name, given_names, family_name, pronouns, name_key, search_key, status, status_since, ended_reason, date_of_birth, date_of_death, nhs_number, nhs_number_status, council_reference, uprn, address_lines, postcode, latitude, longitude, phones, email, first_language, other_languages, interpreter_needed, communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason, has_unpaid_carer, funding_status, gender_identity, ethnicity, sexual_orientation, religion, group_tags) ON person TO wt_carer
--;
CREATE POLICY coach_read ON person FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, team_id, preferred_name, name_key, status, status_since) ON person TO wt_coach
--;
CREATE POLICY integration_read ON person FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person TO wt_integration
--;
CREATE POLICY integration_add ON person FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, preferred_name, given_names, family_name, pronouns, name_key, search_key, status, status_since, ended_reason, date_of_birth, date_of_death, nhs_number, nhs_number_status, council_reference, uprn, address_lines, postcode, latitude, longitude, phones, email, first_language, other_languages, interpreter_needed, communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason, has_unpaid_carer, funding_status, gender_identity, ethnicity, sexual_orientation, religion, group_tags) ON person TO wt_integration
--;
CREATE POLICY integration_change ON person FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, preferred_name, given_names, family_name, pronouns, name_key, search_key, status, status_since, ended_reason, date_of_birth, date_of_death, nhs_number, nhs_number_status, council_reference, uprn, address_lines, postcode, latitude, longitude, phones, email, first_language, other_languages, interpreter_needed, communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason, has_unpaid_carer, funding_status, gender_identity, ethnicity, sexual_orientation, religion, group_tags) ON person TO wt_integration
--;
CREATE POLICY person_read ON person FOR SELECT TO wt_person USING (id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person TO wt_person
--;
CREATE POLICY person_change ON person FOR UPDATE TO wt_person USING (id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, preferred_name, pronouns, name_key, search_key, phones, email, first_language, other_languages, interpreter_needed, communication, gender_identity, ethnicity, sexual_orientation, religion) ON person TO wt_person
--;
CREATE POLICY family_read ON person FOR SELECT TO wt_family USING (id = ANY ((SELECT NULLIF(current_setting('app.shared_record', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, team_id, preferred_name, given_names, family_name, pronouns, name_key, status, status_since, first_language, interpreter_needed, communication) ON person TO wt_family
--;
CREATE POLICY connector_read ON person FOR SELECT TO wt_connector USING (id = ANY ((SELECT NULLIF(current_setting('app.shared_record', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, team_id, preferred_name, given_names, family_name, pronouns, name_key, status, status_since, first_language, interpreter_needed, communication) ON person TO wt_connector
--;
CREATE POLICY manager_read ON person FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON person TO wt_manager
--;
CREATE POLICY manager_add ON person FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, preferred_name, given_names, family_name, pronouns, name_key, search_key, status, status_since, ended_reason, date_of_birth, date_of_death, nhs_number, nhs_number_status, council_reference, uprn, address_lines, postcode, latitude, longitude, phones, email, first_language, other_languages, interpreter_needed, communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason, has_unpaid_carer, funding_status, gender_identity, ethnicity, sexual_orientation, religion, group_tags) ON person TO wt_manager
--;
CREATE POLICY manager_change ON person FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, preferred_name, given_names, family_name, pronouns, name_key, search_key, status, status_since, ended_reason, date_of_birth, date_of_death, nhs_number, nhs_number_status, council_reference, uprn, address_lines, postcode, latitude, longitude, phones, email, first_language, other_languages, interpreter_needed, communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason, has_unpaid_carer, funding_status, gender_identity, ethnicity, sexual_orientation, religion, group_tags) ON person TO wt_manager
--;
CREATE POLICY opening_read ON person FOR SELECT TO wt_opening USING (id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person TO wt_opening
--;
ALTER TABLE session ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE session FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON session TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO wt_kernel
--;
CREATE POLICY wt_operator ON session TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO wt_operator
--;
CREATE POLICY wt_desk ON session TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE ON session TO wt_desk
--;
ALTER TABLE shared_role ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE shared_role FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON shared_role TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON shared_role TO wt_kernel
--;
CREATE POLICY wt_operator ON shared_role TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON shared_role TO wt_operator
--;
CREATE POLICY carer_read ON shared_role FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON shared_role TO wt_carer
--;
CREATE POLICY carer_add ON shared_role FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, kind, name, name_key, what_it_is) ON shared_role TO wt_carer
--;
CREATE POLICY carer_change ON shared_role FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, kind, name, name_key, what_it_is) ON shared_role TO wt_carer
--;
CREATE POLICY coach_read ON shared_role FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON shared_role TO wt_coach
--;
CREATE POLICY manager_read ON shared_role FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON shared_role TO wt_manager
--;
CREATE POLICY manager_add ON shared_role FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, kind, name, name_key, what_it_is) ON shared_role TO wt_manager
--;
CREATE POLICY manager_change ON shared_role FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, what_it_is) ON shared_role TO wt_manager
--;
ALTER TABLE team_member ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON team_member TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON team_member TO wt_kernel
--;
CREATE POLICY wt_operator ON team_member TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON team_member TO wt_operator
--;
CREATE POLICY carer_read ON team_member FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON team_member TO wt_carer
--;
CREATE POLICY carer_add ON team_member FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, account_id, name, preferred_name, name_key, worked_in_care_before, came_from, contracted_minutes, joined_on, left_on, leaving_reason, leaving_words) ON team_member TO wt_carer
--;
CREATE POLICY carer_change ON team_member FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, account_id, name, preferred_name, name_key, worked_in_care_before, came_from, contracted_minutes, joined_on, left_on, leaving_reason, leaving_words) ON team_member TO wt_carer
--;
CREATE POLICY coach_read ON team_member FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON team_member TO wt_coach
--;
CREATE POLICY person_read ON team_member FOR SELECT TO wt_person USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, team_id, name, preferred_name, name_key, joined_on, left_on) ON team_member TO wt_person
--;
CREATE POLICY manager_read ON team_member FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON team_member TO wt_manager
--;
CREATE POLICY manager_add ON team_member FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, account_id, name, preferred_name, name_key, worked_in_care_before, came_from, contracted_minutes, joined_on, left_on, leaving_reason, leaving_words) ON team_member TO wt_manager
--;
CREATE POLICY manager_change ON team_member FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, account_id, left_on, leaving_reason, leaving_words) ON team_member TO wt_manager
--;
ALTER TABLE access_to_home ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE access_to_home FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON access_to_home TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON access_to_home TO wt_kernel
--;
CREATE POLICY wt_operator ON access_to_home TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON access_to_home TO wt_operator
--;
CREATE POLICY carer_read ON access_to_home FOR SELECT TO wt_carer USING (person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON access_to_home TO wt_carer
--;
CREATE POLICY person_read ON access_to_home FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON access_to_home TO wt_person
--;
CREATE POLICY person_add ON access_to_home FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, key_safe_place, key_safe_code, instructions, alarm) ON access_to_home TO wt_person
--;
CREATE POLICY person_change ON access_to_home FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, key_safe_place, key_safe_code, instructions, alarm) ON access_to_home TO wt_person
--;
CREATE POLICY manager_read ON access_to_home FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON access_to_home TO wt_manager
--;
CREATE POLICY manager_add ON access_to_home FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, key_safe_place, key_safe_code, instructions, alarm) ON access_to_home TO wt_manager
--;
CREATE POLICY manager_change ON access_to_home FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, key_safe_place, key_safe_code, instructions, alarm) ON access_to_home TO wt_manager
--;
ALTER TABLE account_grant ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE account_grant FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON account_grant TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_grant TO wt_kernel
--;
CREATE POLICY wt_operator ON account_grant TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_grant TO wt_operator
--;
CREATE POLICY wt_desk ON account_grant TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT ON account_grant TO wt_desk
--;
CREATE POLICY carer_read ON account_grant FOR SELECT TO wt_carer USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_carer
--;
CREATE POLICY coach_read ON account_grant FOR SELECT TO wt_coach USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_coach
--;
CREATE POLICY commissioner_read ON account_grant FOR SELECT TO wt_commissioner USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_commissioner
--;
CREATE POLICY connector_read ON account_grant FOR SELECT TO wt_connector USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_connector
--;
CREATE POLICY person_read ON account_grant FOR SELECT TO wt_person USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_person
--;
CREATE POLICY family_read ON account_grant FOR SELECT TO wt_family USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_family
--;
CREATE POLICY manager_read ON account_grant FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_manager
--;
CREATE POLICY manager_add ON account_grant FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, account_id, role, person_id, until) ON account_grant TO wt_manager
--;
CREATE POLICY manager_change ON account_grant FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, account_id, role, until) ON account_grant TO wt_manager
--;
CREATE POLICY integration_read ON account_grant FOR SELECT TO wt_integration USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_grant TO wt_integration
--;
ALTER TABLE arrangement ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE arrangement FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON arrangement TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON arrangement TO wt_kernel
--;
CREATE POLICY wt_operator ON arrangement TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON arrangement TO wt_operator
--;
CREATE POLICY commissioner_read ON arrangement FOR SELECT TO wt_commissioner USING (council_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, council_id, kind, from_on, until_on) ON arrangement TO wt_commissioner
--;
CREATE POLICY manager_read ON arrangement FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON arrangement TO wt_manager
--;
ALTER TABLE circle ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE circle FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON circle TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON circle TO wt_kernel
--;
CREATE POLICY wt_operator ON circle TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON circle TO wt_operator
--;
CREATE POLICY carer_read ON circle FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle TO wt_carer
--;
CREATE POLICY carer_add ON circle FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, purpose, status, connector_account_id) ON circle TO wt_carer
--;
CREATE POLICY carer_change ON circle FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, purpose, status, connector_account_id) ON circle TO wt_carer
--;
CREATE POLICY coach_read ON circle FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle TO wt_coach
--;
CREATE POLICY connector_read ON circle FOR SELECT TO wt_connector USING (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle TO wt_connector
--;
CREATE POLICY connector_add ON circle FOR INSERT TO wt_connector WITH CHECK (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, purpose, status, connector_account_id) ON circle TO wt_connector
--;
CREATE POLICY connector_change ON circle FOR UPDATE TO wt_connector USING (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[])) WITH CHECK (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, purpose, status, connector_account_id) ON circle TO wt_connector
--;
CREATE POLICY family_read ON circle FOR SELECT TO wt_family USING (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle TO wt_family
--;
CREATE POLICY family_add ON circle FOR INSERT TO wt_family WITH CHECK (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, purpose, status, connector_account_id) ON circle TO wt_family
--;
CREATE POLICY family_change ON circle FOR UPDATE TO wt_family USING (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[])) WITH CHECK (id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, purpose, status, connector_account_id) ON circle TO wt_family
--;
CREATE POLICY person_read ON circle FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle TO wt_person
--;
CREATE POLICY person_add ON circle FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, purpose, status, connector_account_id) ON circle TO wt_person
--;
CREATE POLICY person_change ON circle FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, purpose, status, connector_account_id) ON circle TO wt_person
--;
CREATE POLICY manager_read ON circle FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON circle TO wt_manager
--;
ALTER TABLE gift ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE gift FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON gift TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON gift TO wt_kernel
--;
CREATE POLICY wt_operator ON gift TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON gift TO wt_operator
--;
CREATE POLICY carer_read ON gift FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON gift TO wt_carer
--;
CREATE POLICY carer_add ON gift FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, part, direction, words, tags, would_share) ON gift TO wt_carer
--;
CREATE POLICY carer_change ON gift FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, part, direction, words, tags, would_share) ON gift TO wt_carer
--;
CREATE POLICY coach_read ON gift FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON gift TO wt_coach
--;
CREATE POLICY integration_read ON gift FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON gift TO wt_integration
--;
CREATE POLICY integration_add ON gift FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, part, direction, words, tags, would_share) ON gift TO wt_integration
--;
CREATE POLICY integration_change ON gift FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, part, direction, words, tags, would_share) ON gift TO wt_integration
--;
CREATE POLICY person_read ON gift FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON gift TO wt_person
--;
CREATE POLICY person_add ON gift FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, part, direction, words, tags, would_share) ON gift TO wt_person
--;
CREATE POLICY person_change ON gift FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, part, direction, words, tags, would_share) ON gift TO wt_person
--;
CREATE POLICY family_read ON gift FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_gifts', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON gift TO wt_family
--;
CREATE POLICY connector_read ON gift FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_gifts', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON gift TO wt_connector
--;
CREATE POLICY manager_read ON gift FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON gift TO wt_manager
--;
CREATE POLICY manager_add ON gift FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, part, direction, words, tags, would_share) ON gift TO wt_manager
--;
CREATE POLICY manager_change ON gift FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, part, direction, words, tags, would_share) ON gift TO wt_manager
--;
CREATE POLICY opening_read ON gift FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON gift TO wt_opening
--;
ALTER TABLE life_story_chapter ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE life_story_chapter FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON life_story_chapter TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON life_story_chapter TO wt_kernel
--;
CREATE POLICY wt_operator ON life_story_chapter TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON life_story_chapter TO wt_operator
--;
CREATE POLICY carer_read ON life_story_chapter FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND team_reads @> now())
--;
GRANT SELECT ON life_story_chapter TO wt_carer
--;
CREATE POLICY carer_add ON life_story_chapter FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND team_reads @> now())
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, title, words, about_when, position, team_reads) ON life_story_chapter TO wt_carer
--;
CREATE POLICY carer_change ON life_story_chapter FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND team_reads @> now()) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND team_reads @> now())
--;
GRANT UPDATE (removed_at, title, words, about_when, position) ON life_story_chapter TO wt_carer
--;
CREATE POLICY person_read ON life_story_chapter FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON life_story_chapter TO wt_person
--;
CREATE POLICY person_add ON life_story_chapter FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, title, words, about_when, position, team_reads) ON life_story_chapter TO wt_person
--;
CREATE POLICY person_change ON life_story_chapter FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, title, words, about_when, position) ON life_story_chapter TO wt_person
--;
CREATE POLICY family_read ON life_story_chapter FOR SELECT TO wt_family USING (id = ANY ((SELECT NULLIF(current_setting('app.shared_chapter_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, title, words, about_when, position) ON life_story_chapter TO wt_family
--;
ALTER TABLE member_gift ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE member_gift FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON member_gift TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON member_gift TO wt_kernel
--;
CREATE POLICY wt_operator ON member_gift TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON member_gift TO wt_operator
--;
CREATE POLICY carer_read ON member_gift FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON member_gift TO wt_carer
--;
CREATE POLICY carer_add ON member_gift FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, member_id, part, direction, words, tags, would_share) ON member_gift TO wt_carer
--;
CREATE POLICY carer_change ON member_gift FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, member_id, part, direction, words, tags, would_share) ON member_gift TO wt_carer
--;
CREATE POLICY coach_read ON member_gift FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON member_gift TO wt_coach
--;
CREATE POLICY manager_read ON member_gift FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON member_gift TO wt_manager
--;
ALTER TABLE member_profile ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE member_profile FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON member_profile TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON member_profile TO wt_kernel
--;
CREATE POLICY wt_operator ON member_profile TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON member_profile TO wt_operator
--;
CREATE POLICY carer_read ON member_profile FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON member_profile TO wt_carer
--;
CREATE POLICY carer_add ON member_profile FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, member_id, number, appreciate, matters, support, photo_url) ON member_profile TO wt_carer
--;
CREATE POLICY carer_change ON member_profile FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, member_id, number, appreciate, matters, support, photo_url) ON member_profile TO wt_carer
--;
CREATE POLICY coach_read ON member_profile FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON member_profile TO wt_coach
--;
CREATE POLICY person_read ON member_profile FOR SELECT TO wt_person USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON member_profile TO wt_person
--;
CREATE POLICY manager_read ON member_profile FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON member_profile TO wt_manager
--;
ALTER TABLE move_offer ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE move_offer FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON move_offer TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON move_offer TO wt_kernel
--;
CREATE POLICY wt_operator ON move_offer TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON move_offer TO wt_operator
--;
CREATE POLICY carer_read ON move_offer FOR SELECT TO wt_carer USING ((team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR to_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR from_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])))
--;
GRANT SELECT ON move_offer TO wt_carer
--;
CREATE POLICY carer_add ON move_offer FOR INSERT TO wt_carer WITH CHECK ((team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR to_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR from_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, from_team_id, to_team_id, preferred_name, from_team_name, to_team_name, words, state, answered_at, answer_words) ON move_offer TO wt_carer
--;
CREATE POLICY carer_change ON move_offer FOR UPDATE TO wt_carer USING ((team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR to_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR from_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))) WITH CHECK ((team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR to_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) OR from_team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])))
--;
GRANT UPDATE (state, answered_at, answer_words) ON move_offer TO wt_carer
--;
CREATE POLICY coach_read ON move_offer FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON move_offer TO wt_coach
--;
CREATE POLICY person_read ON move_offer FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON move_offer TO wt_person
--;
CREATE POLICY manager_read ON move_offer FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON move_offer TO wt_manager
--;
CREATE POLICY manager_add ON move_offer FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, from_team_id, to_team_id, preferred_name, from_team_name, to_team_name, words, state, answered_at, answer_words) ON move_offer TO wt_manager
--;
CREATE POLICY manager_change ON move_offer FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (state, answered_at, answer_words) ON move_offer TO wt_manager
--;
CREATE POLICY opening_read ON move_offer FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON move_offer TO wt_opening
--;
ALTER TABLE opening ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE opening FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON opening TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON opening TO wt_kernel
--;
CREATE POLICY wt_operator ON opening TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON opening TO wt_operator
--;
CREATE POLICY carer_read ON opening FOR SELECT TO wt_carer USING ((account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid) OR team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])))
--;
GRANT SELECT ON opening TO wt_carer
--;
CREATE POLICY person_read ON opening FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON opening TO wt_person
--;
CREATE POLICY manager_read ON opening FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON opening TO wt_manager
--;
ALTER TABLE positive_risk ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE positive_risk FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON positive_risk TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON positive_risk TO wt_kernel
--;
CREATE POLICY wt_operator ON positive_risk TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON positive_risk TO wt_operator
--;
CREATE POLICY carer_read ON positive_risk FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON positive_risk TO wt_carer
--;
CREATE POLICY carer_add ON positive_risk FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_carer
--;
CREATE POLICY carer_change ON positive_risk FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_carer
--;
CREATE POLICY coach_read ON positive_risk FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON positive_risk TO wt_coach
--;
CREATE POLICY integration_read ON positive_risk FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON positive_risk TO wt_integration
--;
CREATE POLICY integration_add ON positive_risk FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_integration
--;
CREATE POLICY integration_change ON positive_risk FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_integration
--;
CREATE POLICY person_read ON positive_risk FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON positive_risk TO wt_person
--;
CREATE POLICY person_add ON positive_risk FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND whose = 'person')
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_person
--;
CREATE POLICY person_change ON positive_risk FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND whose = 'person') WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND whose = 'person')
--;
GRANT UPDATE (removed_at, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_person
--;
CREATE POLICY manager_read ON positive_risk FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON positive_risk TO wt_manager
--;
CREATE POLICY manager_add ON positive_risk FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_manager
--;
CREATE POLICY manager_change ON positive_risk FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, what_i_want, what_it_brings, what_could_happen, whose, agreed, agreed_with, review_on, ended_on, provided_by_team_id) ON positive_risk TO wt_manager
--;
CREATE POLICY opening_read ON positive_risk FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON positive_risk TO wt_opening
--;
ALTER TABLE profile_version ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE profile_version FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON profile_version TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON profile_version TO wt_kernel
--;
CREATE POLICY wt_operator ON profile_version TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON profile_version TO wt_operator
--;
CREATE POLICY carer_read ON profile_version FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON profile_version TO wt_carer
--;
CREATE POLICY carer_add ON profile_version FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, number, appreciate, matters, support, people_important, communicate, wellness, please_do, please_dont, also_worth_knowing, helped_by, written_on, signed_off_at, signed_off_by, signed_off_how) ON profile_version TO wt_carer
--;
CREATE POLICY carer_change ON profile_version FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (signed_off_at, signed_off_by, signed_off_how) ON profile_version TO wt_carer
--;
CREATE POLICY coach_read ON profile_version FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON profile_version TO wt_coach
--;
CREATE POLICY integration_read ON profile_version FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON profile_version TO wt_integration
--;
CREATE POLICY integration_add ON profile_version FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, number, appreciate, matters, support, people_important, communicate, wellness, please_do, please_dont, also_worth_knowing, helped_by, written_on, signed_off_at, signed_off_by, signed_off_how) ON profile_version TO wt_integration
--;
CREATE POLICY person_read ON profile_version FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON profile_version TO wt_person
--;
CREATE POLICY person_add ON profile_version FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, number, appreciate, matters, support, people_important, communicate, wellness, please_do, please_dont, also_worth_knowing, helped_by, written_on, signed_off_at, signed_off_by, signed_off_how) ON profile_version TO wt_person
--;
CREATE POLICY person_change ON profile_version FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (signed_off_at, signed_off_by, signed_off_how) ON profile_version TO wt_person
--;
CREATE POLICY family_read ON profile_version FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_profile', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON profile_version TO wt_family
--;
CREATE POLICY connector_read ON profile_version FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_profile', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON profile_version TO wt_connector
--;
CREATE POLICY manager_read ON profile_version FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON profile_version TO wt_manager
--;
CREATE POLICY manager_add ON profile_version FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, number, appreciate, matters, support, people_important, communicate, wellness, please_do, please_dont, also_worth_knowing, helped_by, written_on, signed_off_at, signed_off_by, signed_off_how) ON profile_version TO wt_manager
--;
CREATE POLICY manager_change ON profile_version FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (signed_off_at, signed_off_by, signed_off_how) ON profile_version TO wt_manager
--;
CREATE POLICY opening_read ON profile_version FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON profile_version TO wt_opening
--;
ALTER TABLE refresh_token ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE refresh_token FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON refresh_token TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_token TO wt_kernel
--;
CREATE POLICY wt_operator ON refresh_token TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_token TO wt_operator
--;
CREATE POLICY wt_desk ON refresh_token TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE ON refresh_token TO wt_desk
--;
ALTER TABLE relationship ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE relationship FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON relationship TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON relationship TO wt_kernel
--;
CREATE POLICY wt_operator ON relationship TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON relationship TO wt_operator
--;
CREATE POLICY carer_read ON relationship FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON relationship TO wt_carer
--;
CREATE POLICY carer_add ON relationship FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_carer
--;
CREATE POLICY carer_change ON relationship FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_carer
--;
CREATE POLICY integration_read ON relationship FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON relationship TO wt_integration
--;
CREATE POLICY integration_add ON relationship FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_integration
--;
CREATE POLICY integration_change ON relationship FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_integration
--;
CREATE POLICY person_read ON relationship FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON relationship TO wt_person
--;
CREATE POLICY person_add ON relationship FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_person
--;
CREATE POLICY person_change ON relationship FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_person
--;
CREATE POLICY family_read ON relationship FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_relationships', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON relationship TO wt_family
--;
CREATE POLICY connector_read ON relationship FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_relationships', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON relationship TO wt_connector
--;
CREATE POLICY manager_read ON relationship FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON relationship TO wt_manager
--;
CREATE POLICY manager_add ON relationship FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_manager
--;
CREATE POLICY manager_change ON relationship FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, name, what_they_are_to_me, closeness, carer_part, may_be_told, phone, email, circle_member_id) ON relationship TO wt_manager
--;
CREATE POLICY opening_read ON relationship FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON relationship TO wt_opening
--;
ALTER TABLE representative ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE representative FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON representative TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON representative TO wt_kernel
--;
CREATE POLICY wt_operator ON representative TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON representative TO wt_operator
--;
CREATE POLICY carer_read ON representative FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON representative TO wt_carer
--;
CREATE POLICY carer_add ON representative FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, name, kind, scope, reference, evidence, phone, email, from_on, until_on) ON representative TO wt_carer
--;
CREATE POLICY carer_change ON representative FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, kind, scope, reference, evidence, phone, email, from_on, until_on) ON representative TO wt_carer
--;
CREATE POLICY person_read ON representative FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON representative TO wt_person
--;
CREATE POLICY person_add ON representative FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, name, kind, scope, reference, evidence, phone, email, from_on, until_on) ON representative TO wt_person
--;
CREATE POLICY person_change ON representative FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, kind, scope, reference, evidence, phone, email, from_on, until_on) ON representative TO wt_person
--;
CREATE POLICY manager_read ON representative FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON representative TO wt_manager
--;
CREATE POLICY opening_read ON representative FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON representative TO wt_opening
--;
ALTER TABLE role_holding ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE role_holding FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON role_holding TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON role_holding TO wt_kernel
--;
CREATE POLICY wt_operator ON role_holding TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON role_holding TO wt_operator
--;
CREATE POLICY carer_read ON role_holding FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON role_holding TO wt_carer
--;
CREATE POLICY carer_add ON role_holding FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, role_id, member_id, since_on, until_on) ON role_holding TO wt_carer
--;
CREATE POLICY carer_change ON role_holding FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, role_id, member_id, since_on, until_on) ON role_holding TO wt_carer
--;
CREATE POLICY coach_read ON role_holding FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON role_holding TO wt_coach
--;
CREATE POLICY manager_read ON role_holding FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON role_holding TO wt_manager
--;
CREATE POLICY manager_change ON role_holding FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, until_on) ON role_holding TO wt_manager
--;
ALTER TABLE small_team_member ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE small_team_member FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON small_team_member TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON small_team_member TO wt_kernel
--;
CREATE POLICY wt_operator ON small_team_member TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON small_team_member TO wt_operator
--;
CREATE POLICY carer_read ON small_team_member FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON small_team_member TO wt_carer
--;
CREATE POLICY carer_add ON small_team_member FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, member_id, member_name, person_chose, member_chose, words, since_on, until_on) ON small_team_member TO wt_carer
--;
CREATE POLICY carer_change ON small_team_member FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, member_id, member_name, person_chose, member_chose, words, since_on, until_on) ON small_team_member TO wt_carer
--;
CREATE POLICY coach_read ON small_team_member FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON small_team_member TO wt_coach
--;
CREATE POLICY integration_read ON small_team_member FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON small_team_member TO wt_integration
--;
CREATE POLICY person_read ON small_team_member FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON small_team_member TO wt_person
--;
CREATE POLICY person_add ON small_team_member FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, member_id, member_name, person_chose, member_chose, words, since_on, until_on) ON small_team_member TO wt_person
--;
CREATE POLICY person_change ON small_team_member FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, person_chose, words, until_on) ON small_team_member TO wt_person
--;
CREATE POLICY family_read ON small_team_member FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_small_team', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON small_team_member TO wt_family
--;
CREATE POLICY connector_read ON small_team_member FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_small_team', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON small_team_member TO wt_connector
--;
CREATE POLICY manager_read ON small_team_member FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON small_team_member TO wt_manager
--;
CREATE POLICY manager_add ON small_team_member FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, member_id, member_name, person_chose, member_chose, words, since_on, until_on) ON small_team_member TO wt_manager
--;
CREATE POLICY manager_change ON small_team_member FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, member_id, member_name, person_chose, member_chose, words, since_on, until_on) ON small_team_member TO wt_manager
--;
CREATE POLICY opening_read ON small_team_member FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON small_team_member TO wt_opening
--;
ALTER TABLE status_change ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE status_change FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON status_change TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON status_change TO wt_kernel
--;
CREATE POLICY wt_operator ON status_change TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON status_change TO wt_operator
--;
CREATE POLICY carer_read ON status_change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON status_change TO wt_carer
--;
CREATE POLICY carer_add ON status_change FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, from_status, to_status, changed_on, reason, words, provided_by_team_id) ON status_change TO wt_carer
--;
CREATE POLICY coach_read ON status_change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, from_status, to_status, changed_on, provided_by_team_id) ON status_change TO wt_coach
--;
CREATE POLICY integration_read ON status_change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON status_change TO wt_integration
--;
CREATE POLICY integration_add ON status_change FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, from_status, to_status, changed_on, reason, words, provided_by_team_id) ON status_change TO wt_integration
--;
CREATE POLICY person_read ON status_change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON status_change TO wt_person
--;
CREATE POLICY manager_read ON status_change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON status_change TO wt_manager
--;
CREATE POLICY manager_add ON status_change FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, from_status, to_status, changed_on, reason, words, provided_by_team_id) ON status_change TO wt_manager
--;
CREATE POLICY opening_read ON status_change FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON status_change TO wt_opening
--;
ALTER TABLE circle_member ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE circle_member FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON circle_member TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON circle_member TO wt_kernel
--;
CREATE POLICY wt_operator ON circle_member TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON circle_member TO wt_operator
--;
CREATE POLICY carer_read ON circle_member FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle_member TO wt_carer
--;
CREATE POLICY carer_add ON circle_member FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, circle_id, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_carer
--;
CREATE POLICY carer_change ON circle_member FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_carer
--;
CREATE POLICY coach_read ON circle_member FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle_member TO wt_coach
--;
CREATE POLICY connector_read ON circle_member FOR SELECT TO wt_connector USING (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle_member TO wt_connector
--;
CREATE POLICY connector_add ON circle_member FOR INSERT TO wt_connector WITH CHECK (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, circle_id, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_connector
--;
CREATE POLICY connector_change ON circle_member FOR UPDATE TO wt_connector USING (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[])) WITH CHECK (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_connector
--;
CREATE POLICY family_read ON circle_member FOR SELECT TO wt_family USING (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle_member TO wt_family
--;
CREATE POLICY family_add ON circle_member FOR INSERT TO wt_family WITH CHECK (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, circle_id, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_family
--;
CREATE POLICY family_change ON circle_member FOR UPDATE TO wt_family USING (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[])) WITH CHECK (circle_id = ANY ((SELECT NULLIF(current_setting('app.circle_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_family
--;
CREATE POLICY person_read ON circle_member FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON circle_member TO wt_person
--;
CREATE POLICY person_add ON circle_member FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, circle_id, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_person
--;
CREATE POLICY person_change ON circle_member FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, account_id, name, kind, joined_on, left_on) ON circle_member TO wt_person
--;
CREATE POLICY manager_read ON circle_member FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON circle_member TO wt_manager
--;
ALTER TABLE consent ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE consent FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON consent TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON consent TO wt_kernel
--;
CREATE POLICY wt_operator ON consent TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON consent TO wt_operator
--;
CREATE POLICY carer_read ON consent FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON consent TO wt_carer
--;
CREATE POLICY carer_add ON consent FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, purpose, audience, audience_id, decision, items, chapter_id, from_at, until_at, given_how, given_by, representative_id, evidence, withdrawn_at, withdrawn_how) ON consent TO wt_carer
--;
CREATE POLICY carer_change ON consent FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (withdrawn_at, withdrawn_how) ON consent TO wt_carer
--;
CREATE POLICY coach_read ON consent FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, purpose, audience, audience_id, decision, items, chapter_id, from_at, until_at, withdrawn_at) ON consent TO wt_coach
--;
CREATE POLICY integration_read ON consent FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, purpose, audience, audience_id, decision, items, chapter_id, from_at, until_at, withdrawn_at) ON consent TO wt_integration
--;
CREATE POLICY person_read ON consent FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON consent TO wt_person
--;
CREATE POLICY person_add ON consent FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, purpose, audience, audience_id, decision, items, chapter_id, from_at, until_at, given_how, given_by, representative_id, evidence, withdrawn_at, withdrawn_how) ON consent TO wt_person
--;
CREATE POLICY person_change ON consent FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (withdrawn_at, withdrawn_how) ON consent TO wt_person
--;
CREATE POLICY family_read ON consent FOR SELECT TO wt_family USING (id = ANY ((SELECT NULLIF(current_setting('app.consent_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, purpose, audience, audience_id, decision, items, chapter_id, from_at, until_at, withdrawn_at) ON consent TO wt_family
--;
CREATE POLICY connector_read ON consent FOR SELECT TO wt_connector USING (id = ANY ((SELECT NULLIF(current_setting('app.consent_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, purpose, audience, audience_id, decision, items, chapter_id, from_at, until_at, withdrawn_at) ON consent TO wt_connector
--;
CREATE POLICY manager_read ON consent FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON consent TO wt_manager
--;
CREATE POLICY opening_read ON consent FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON consent TO wt_opening
