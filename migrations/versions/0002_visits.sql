GRANT CREATE ON SCHEMA public TO wt_kernel
--;
ALTER TABLE team ADD COLUMN late_after_minutes INTEGER DEFAULT 15 NOT NULL
  CONSTRAINT ck_team_late_after CHECK (late_after_minutes BETWEEN 1 AND 240)
--;
CREATE EXTENSION IF NOT EXISTS btree_gist
--;
CREATE TABLE roster_proposal (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	week_on DATE NOT NULL, 
	within_seconds INTEGER DEFAULT 20 NOT NULL, 
	state VARCHAR(10) DEFAULT 'waiting' NOT NULL, 
	found VARCHAR(20), 
	gap FLOAT, 
	gap_rank VARCHAR(20), 
	open_places INTEGER, 
	placed INTEGER, 
	ready_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_roster_proposal PRIMARY KEY (id), 
	CONSTRAINT ck_roster_proposal_state CHECK (state IN ('waiting', 'working', 'ready', 'failed')), 
	CONSTRAINT ck_roster_proposal_week CHECK (extract(isodow FROM week_on) = 1), 
	CONSTRAINT ck_roster_proposal_within CHECK (within_seconds BETWEEN 1 AND 60), 
	CONSTRAINT fk_roster_proposal_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_roster_proposal_organisation_id ON roster_proposal (organisation_id)
--;
CREATE INDEX ix_roster_proposal_team_id_created_at_id ON roster_proposal (team_id, created_at, id)
--;
CREATE TABLE absence (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	starts_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	ends_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_absence PRIMARY KEY (id), 
	CONSTRAINT fk_absence_member_id_team_id FOREIGN KEY(member_id, team_id) REFERENCES team_member (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_absence_kind CHECK (kind IN ('leave', 'sickness', 'training', 'parental', 'other')), 
	CONSTRAINT ck_absence_times CHECK (ends_at > starts_at), 
	CONSTRAINT uq_absence_id_team_id UNIQUE (id, team_id), 
	CONSTRAINT fk_absence_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_absence_member_id_starts_at ON absence (member_id, starts_at)
--;
CREATE INDEX ix_absence_organisation_id ON absence (organisation_id)
--;
CREATE INDEX ix_absence_team_id_starts_at_id ON absence (team_id, starts_at, id)
--;
CREATE TABLE calendar_feed (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	secret_hash BYTEA NOT NULL, 
	names_shown VARCHAR(20) DEFAULT 'initials' NOT NULL, 
	rotated_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_calendar_feed PRIMARY KEY (id), 
	CONSTRAINT fk_calendar_feed_member_id_team_id FOREIGN KEY(member_id, team_id) REFERENCES team_member (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_calendar_feed_names_shown CHECK (names_shown IN ('initials', 'preferred_name')), 
	CONSTRAINT fk_calendar_feed_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_calendar_feed_organisation_id ON calendar_feed (organisation_id)
--;
CREATE INDEX ix_calendar_feed_team_id ON calendar_feed (team_id)
--;
CREATE UNIQUE INDEX uq_calendar_feed_now ON calendar_feed (member_id) WHERE removed_at IS NULL
--;
CREATE UNIQUE INDEX uq_calendar_feed_secret ON calendar_feed (secret_hash)
--;
CREATE TABLE hours_agreement (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	weekly_minutes INTEGER NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE, 
	words VARCHAR(1000), 
	CONSTRAINT pk_hours_agreement PRIMARY KEY (id), 
	CONSTRAINT ck_hours_agreement_minutes CHECK (weekly_minutes BETWEEN 1 AND 40320), 
	CONSTRAINT ck_hours_agreement_dates CHECK (until_on > from_on), 
	CONSTRAINT fk_hours_agreement_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_hours_agreement_organisation_id ON hours_agreement (organisation_id)
--;
CREATE INDEX ix_hours_agreement_person_id ON hours_agreement (person_id)
--;
CREATE INDEX ix_hours_agreement_team_id ON hours_agreement (team_id)
--;
CREATE UNIQUE INDEX uq_hours_agreement_from ON hours_agreement (person_id, from_on) WHERE removed_at IS NULL
--;
CREATE TABLE hours_entry (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	on_day DATE NOT NULL, 
	minutes INTEGER NOT NULL, 
	visit_id UUID, 
	move_id UUID, 
	words VARCHAR(1000), 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_hours_entry PRIMARY KEY (id), 
	CONSTRAINT ck_hours_entry_kind CHECK (kind IN ('agreed', 'used', 'moved', 'adjusted')), 
	CONSTRAINT ck_hours_entry_minutes CHECK (minutes <> 0), 
	CONSTRAINT ck_hours_entry_move CHECK ((kind = 'moved') = (move_id IS NOT NULL)), 
	CONSTRAINT ck_hours_entry_reason CHECK (kind <> 'adjusted' OR words IS NOT NULL), 
	CONSTRAINT fk_hours_entry_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_hours_entry_move_id ON hours_entry (move_id)
--;
CREATE INDEX ix_hours_entry_organisation_id ON hours_entry (organisation_id)
--;
CREATE INDEX ix_hours_entry_person_id_on_day_id ON hours_entry (person_id, on_day, id)
--;
CREATE INDEX ix_hours_entry_team_id ON hours_entry (team_id)
--;
CREATE INDEX ix_hours_entry_visit_id ON hours_entry (visit_id)
--;
CREATE UNIQUE INDEX uq_hours_entry_week ON hours_entry (person_id, on_day) WHERE kind = 'agreed'
--;
CREATE TABLE visit_series (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	provided_by_team_id UUID NOT NULL, 
	rule VARCHAR(300) NOT NULL, 
	first_local TIMESTAMP WITHOUT TIME ZONE NOT NULL, 
	length_minutes INTEGER NOT NULL, 
	earlier_minutes INTEGER DEFAULT 0 NOT NULL, 
	later_minutes INTEGER DEFAULT 0 NOT NULL, 
	exceptions TIMESTAMP WITHOUT TIME ZONE[] DEFAULT '{}'::timestamp[] NOT NULL, 
	kind VARCHAR(20) DEFAULT 'at_home' NOT NULL, 
	purpose VARCHAR(500) NOT NULL, 
	members_needed INTEGER DEFAULT 1 NOT NULL, 
	member_ids UUID[] DEFAULT '{}'::uuid[] NOT NULL, 
	travel_minutes INTEGER DEFAULT 0 NOT NULL, 
	short_reason VARCHAR(30), 
	short_words VARCHAR(500), 
	planned_until_on DATE, 
	ended_on DATE, 
	follows_id UUID, 
	CONSTRAINT pk_visit_series PRIMARY KEY (id), 
	CONSTRAINT ck_visit_series_kind CHECK (kind IN ('at_home', 'in_the_community', 'phone_or_video', 'night')), 
	CONSTRAINT ck_visit_series_short_reason CHECK (short_reason IN ('person_chose', 'part_of_a_longer_day', 'just_checking_in', 'handing_over', 'hours_moved', 'nobody_free_for_longer', 'other')), 
	CONSTRAINT ck_visit_series_length CHECK (length_minutes BETWEEN 1 AND 1440), 
	CONSTRAINT ck_visit_series_short CHECK (short_reason IS NOT NULL OR length_minutes >= 30), 
	CONSTRAINT ck_visit_series_needed CHECK (members_needed BETWEEN 1 AND 4), 
	CONSTRAINT uq_visit_series_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_visit_series_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_visit_series_organisation_id ON visit_series (organisation_id)
--;
CREATE INDEX ix_visit_series_person_id ON visit_series (person_id)
--;
CREATE INDEX ix_visit_series_team_id ON visit_series (team_id)
--;
CREATE INDEX ix_visit_series_to_plan ON visit_series (planned_until_on) WHERE ended_on IS NULL AND removed_at IS NULL
--;
CREATE TABLE working_pattern (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE, 
	cycle_weeks INTEGER DEFAULT 1 NOT NULL, 
	times JSONB DEFAULT '[]'::jsonb NOT NULL, 
	CONSTRAINT pk_working_pattern PRIMARY KEY (id), 
	CONSTRAINT fk_working_pattern_member_id_team_id FOREIGN KEY(member_id, team_id) REFERENCES team_member (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_working_pattern_cycle CHECK (cycle_weeks BETWEEN 1 AND 8), 
	CONSTRAINT ck_working_pattern_dates CHECK (until_on > from_on), 
	CONSTRAINT working_pattern_overlap EXCLUDE USING gist (member_id WITH =, daterange(from_on, until_on) WITH &&) WHERE (removed_at IS NULL), 
	CONSTRAINT fk_working_pattern_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_working_pattern_member_id_from_on ON working_pattern (member_id, from_on)
--;
CREATE INDEX ix_working_pattern_organisation_id ON working_pattern (organisation_id)
--;
CREATE INDEX ix_working_pattern_team_id ON working_pattern (team_id)
--;
CREATE TABLE absence_reason (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	absence_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	words VARCHAR(2000) NOT NULL, 
	CONSTRAINT pk_absence_reason PRIMARY KEY (id), 
	CONSTRAINT fk_absence_reason_member_id_team_id FOREIGN KEY(member_id, team_id) REFERENCES team_member (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_absence_reason_absence_id_team_id FOREIGN KEY(absence_id, team_id) REFERENCES absence (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_absence_reason_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_absence_reason_organisation_id ON absence_reason (organisation_id)
--;
CREATE INDEX ix_absence_reason_team_id ON absence_reason (team_id)
--;
CREATE UNIQUE INDEX uq_absence_reason_now ON absence_reason (absence_id) WHERE removed_at IS NULL
--;
CREATE TABLE visit (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	provided_by_team_id UUID NOT NULL, 
	series_id UUID, 
	occurrence_local TIMESTAMP WITHOUT TIME ZONE, 
	of_its_own BOOLEAN DEFAULT false NOT NULL, 
	kind VARCHAR(20) DEFAULT 'at_home' NOT NULL, 
	planned_start_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	planned_end_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	earliest_at TIMESTAMP WITH TIME ZONE, 
	latest_at TIMESTAMP WITH TIME ZONE, 
	members_needed INTEGER DEFAULT 1 NOT NULL, 
	member_ids UUID[] DEFAULT '{}'::uuid[] NOT NULL, 
	purpose VARCHAR(500), 
	travel_minutes INTEGER DEFAULT 0 NOT NULL, 
	short_reason VARCHAR(30), 
	short_words VARCHAR(500), 
	unplanned BOOLEAN DEFAULT false NOT NULL, 
	state VARCHAR(12) DEFAULT 'open' NOT NULL, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	closed_by VARCHAR(10), 
	close_reason VARCHAR(40), 
	close_words VARCHAR(1000), 
	actual_start_at TIMESTAMP WITH TIME ZONE, 
	actual_end_at TIMESTAMP WITH TIME ZONE, 
	delivered_minutes INTEGER DEFAULT 0 NOT NULL, 
	late_at TIMESTAMP WITH TIME ZONE, 
	seems_missed_at TIMESTAMP WITH TIME ZONE, 
	flags TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (id), 
	CONSTRAINT ck_visit_kind CHECK (kind IN ('at_home', 'in_the_community', 'phone_or_video', 'night')), 
	CONSTRAINT ck_visit_state CHECK (state IN ('open', 'planned', 'in_progress', 'completed', 'missed', 'cancelled')), 
	CONSTRAINT ck_visit_close_reason CHECK (close_reason IN ('person_asked', 'person_away', 'person_in_hospital', 'person_paused', 'support_ended', 'family_or_friend_was_there', 'nobody_answered_the_door', 'member_unwell', 'nobody_free', 'travel_or_weather', 'mix_up_in_the_rota', 'planned_twice', 'other')), 
	CONSTRAINT ck_visit_closed_by CHECK (closed_by IN ('person', 'family', 'team', 'other')), 
	CONSTRAINT ck_visit_short_reason CHECK (short_reason IN ('person_chose', 'part_of_a_longer_day', 'just_checking_in', 'handing_over', 'hours_moved', 'nobody_free_for_longer', 'other')), 
	CONSTRAINT ck_visit_times CHECK (planned_end_at > planned_start_at), 
	CONSTRAINT ck_visit_length CHECK (planned_end_at <= planned_start_at + interval '24 hours'), 
	CONSTRAINT ck_visit_window CHECK (earliest_at <= planned_start_at AND latest_at >= planned_start_at), 
	CONSTRAINT ck_visit_short CHECK (unplanned OR short_reason IS NOT NULL OR planned_end_at >= planned_start_at + interval '30 minutes'), 
	CONSTRAINT ck_visit_needed CHECK (members_needed BETWEEN 1 AND 4), 
	CONSTRAINT ck_visit_closed CHECK (state NOT IN ('missed', 'cancelled') OR close_reason IS NOT NULL), 
	CONSTRAINT ck_visit_planned CHECK (state <> 'planned' OR cardinality(member_ids) >= members_needed), 
	CONSTRAINT ck_visit_open CHECK (state <> 'open' OR cardinality(member_ids) < members_needed), 
	CONSTRAINT uq_visit_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_visit_series_id_person_id FOREIGN KEY(series_id, person_id) REFERENCES visit_series (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_visit_open ON visit (team_id, planned_start_at, id) WHERE state = 'open'
--;
CREATE INDEX ix_visit_organisation_id_planned_start_at_id ON visit (organisation_id, planned_start_at, id)
--;
CREATE INDEX ix_visit_person_id_planned_start_at_id ON visit (person_id, planned_start_at, id)
--;
CREATE INDEX ix_visit_planned ON visit (team_id, planned_start_at, id) WHERE state = 'planned'
--;
CREATE INDEX ix_visit_provided_by_team_id_planned_start_at ON visit (provided_by_team_id, planned_start_at)
--;
CREATE INDEX ix_visit_team_id_planned_start_at_id ON visit (team_id, planned_start_at, id)
--;
CREATE UNIQUE INDEX uq_visit_occurrence ON visit (series_id, occurrence_local) WHERE series_id IS NOT NULL
--;
CREATE TABLE concern (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	visit_id UUID, 
	kind VARCHAR(20) NOT NULL, 
	words VARCHAR(4000) NOT NULL, 
	noticed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	what_was_done VARCHAR(4000), 
	state VARCHAR(10) DEFAULT 'raised' NOT NULL, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	closed_words VARCHAR(2000), 
	restricted BOOLEAN DEFAULT false NOT NULL, 
	lifted_at TIMESTAMP WITH TIME ZONE, 
	author_account_id UUID, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_concern PRIMARY KEY (id), 
	CONSTRAINT ck_concern_kind CHECK (kind IN ('health', 'medication', 'safeguarding', 'home_and_safety', 'food_and_drink', 'mood_and_loneliness', 'money', 'family_and_friends', 'other')), 
	CONSTRAINT ck_concern_state CHECK (state IN ('raised', 'acting', 'closed')), 
	CONSTRAINT ck_concern_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)), 
	CONSTRAINT fk_concern_visit_id_person_id FOREIGN KEY(visit_id, person_id) REFERENCES visit (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_concern_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_concern_organisation_id_noticed_at_id ON concern (organisation_id, noticed_at, id)
--;
CREATE INDEX ix_concern_person_id_noticed_at_id ON concern (person_id, noticed_at, id)
--;
CREATE INDEX ix_concern_team_id_noticed_at_id ON concern (team_id, noticed_at, id)
--;
CREATE INDEX ix_concern_visit_id ON concern (visit_id)
--;
CREATE TABLE proposal_line (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	proposal_id UUID NOT NULL, 
	visit_id UUID NOT NULL, 
	planned_start_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	member_id UUID, 
	reasons JSONB DEFAULT '[]'::jsonb NOT NULL, 
	state VARCHAR(10) DEFAULT 'proposed' NOT NULL, 
	answered_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_proposal_line PRIMARY KEY (id), 
	CONSTRAINT ck_proposal_line_state CHECK (state IN ('proposed', 'accepted', 'declined', 'not_placed')), 
	CONSTRAINT ck_proposal_line_member CHECK ((state = 'not_placed') = (member_id IS NULL)), 
	CONSTRAINT fk_proposal_line_visit_id_person_id FOREIGN KEY(visit_id, person_id) REFERENCES visit (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_proposal_line_proposal_id FOREIGN KEY(proposal_id) REFERENCES roster_proposal (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_proposal_line_member_id FOREIGN KEY(member_id) REFERENCES team_member (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_proposal_line_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_proposal_line_organisation_id ON proposal_line (organisation_id)
--;
CREATE INDEX ix_proposal_line_person_id ON proposal_line (person_id)
--;
CREATE INDEX ix_proposal_line_proposal_id_planned_start_at_id ON proposal_line (proposal_id, planned_start_at, id)
--;
CREATE INDEX ix_proposal_line_team_id ON proposal_line (team_id)
--;
CREATE TABLE visit_link (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	visit_id UUID NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	target_id UUID NOT NULL, 
	CONSTRAINT pk_visit_link PRIMARY KEY (id), 
	CONSTRAINT ck_visit_link_kind CHECK (kind IN ('outcome', 'good_week_item')), 
	CONSTRAINT fk_visit_link_visit_id_person_id FOREIGN KEY(visit_id, person_id) REFERENCES visit (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_link_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_visit_link_organisation_id ON visit_link (organisation_id)
--;
CREATE INDEX ix_visit_link_person_id ON visit_link (person_id)
--;
CREATE INDEX ix_visit_link_target_id ON visit_link (target_id)
--;
CREATE INDEX ix_visit_link_team_id ON visit_link (team_id)
--;
CREATE UNIQUE INDEX uq_visit_link_now ON visit_link (visit_id, kind, target_id) WHERE removed_at IS NULL
--;
CREATE TABLE visit_offer (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	visit_id UUID NOT NULL, 
	from_member_id UUID NOT NULL, 
	to_member_id UUID, 
	for_visit_id UUID, 
	words VARCHAR(500), 
	state VARCHAR(10) DEFAULT 'offered' NOT NULL, 
	answered_by_member_id UUID, 
	answered_at TIMESTAMP WITH TIME ZONE, 
	answer_words VARCHAR(500), 
	CONSTRAINT pk_visit_offer PRIMARY KEY (id), 
	CONSTRAINT ck_visit_offer_state CHECK (state IN ('offered', 'accepted', 'declined', 'withdrawn', 'lapsed')), 
	CONSTRAINT ck_visit_offer_answered CHECK ((state = 'offered') = (answered_at IS NULL)), 
	CONSTRAINT ck_visit_offer_swap CHECK (for_visit_id <> visit_id), 
	CONSTRAINT ck_visit_offer_swap_with CHECK (for_visit_id IS NULL OR to_member_id IS NOT NULL), 
	CONSTRAINT fk_visit_offer_visit_id_person_id FOREIGN KEY(visit_id, person_id) REFERENCES visit (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_offer_for_visit_id FOREIGN KEY(for_visit_id) REFERENCES visit (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_offer_from_member_id FOREIGN KEY(from_member_id) REFERENCES team_member (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_offer_to_member_id FOREIGN KEY(to_member_id) REFERENCES team_member (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_offer_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_visit_offer_for_visit_id ON visit_offer (for_visit_id)
--;
CREATE INDEX ix_visit_offer_organisation_id ON visit_offer (organisation_id)
--;
CREATE INDEX ix_visit_offer_person_id ON visit_offer (person_id)
--;
CREATE INDEX ix_visit_offer_team_id_created_at_id ON visit_offer (team_id, created_at, id)
--;
CREATE UNIQUE INDEX uq_visit_offer_now ON visit_offer (visit_id, from_member_id) WHERE state = 'offered' AND removed_at IS NULL
--;
CREATE TABLE visit_record (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	visit_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	provided_by_team_id UUID NOT NULL, 
	arrived_at TIMESTAMP WITH TIME ZONE, 
	arrived_recorded_at TIMESTAMP WITH TIME ZONE, 
	arrival_proof VARCHAR(20), 
	arrival_words VARCHAR(500), 
	arrival_latitude FLOAT, 
	arrival_longitude FLOAT, 
	departed_at TIMESTAMP WITH TIME ZONE, 
	departed_recorded_at TIMESTAMP WITH TIME ZONE, 
	departure_proof VARCHAR(20), 
	departure_words VARCHAR(500), 
	departure_latitude FLOAT, 
	departure_longitude FLOAT, 
	what_happened VARCHAR(4000), 
	how_they_were VARCHAR(2000), 
	what_worked VARCHAR(2000), 
	what_next_time VARCHAR(2000), 
	made_their_day VARCHAR(1000), 
	handover VARCHAR(2000), 
	about_others VARCHAR(2000), 
	note_at TIMESTAMP WITH TIME ZONE, 
	note_recorded_at TIMESTAMP WITH TIME ZONE, 
	whole_digest BYTEA, 
	flags TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	CONSTRAINT pk_visit_record PRIMARY KEY (id), 
	CONSTRAINT ck_visit_record_arrival_proof CHECK (arrival_proof IN ('at_the_place', 'qr_code', 'by_hand')), 
	CONSTRAINT ck_visit_record_departure_proof CHECK (departure_proof IN ('at_the_place', 'qr_code', 'by_hand')), 
	CONSTRAINT ck_visit_record_times CHECK (departed_at >= arrived_at), 
	CONSTRAINT ck_visit_record_length CHECK (departed_at <= arrived_at + interval '24 hours'), 
	CONSTRAINT uq_visit_record_visit_id_member_id UNIQUE (visit_id, member_id), 
	CONSTRAINT uq_visit_record_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_visit_record_visit_id_person_id FOREIGN KEY(visit_id, person_id) REFERENCES visit (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_record_member_id FOREIGN KEY(member_id) REFERENCES team_member (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_record_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_visit_record_member_id_arrived_at ON visit_record (member_id, arrived_at)
--;
CREATE INDEX ix_visit_record_organisation_id_created_at_id ON visit_record (organisation_id, created_at, id)
--;
CREATE INDEX ix_visit_record_person_id_created_at_id ON visit_record (person_id, created_at, id)
--;
CREATE INDEX ix_visit_record_team_id_created_at_id ON visit_record (team_id, created_at, id)
--;
CREATE TABLE visit_slot (
	visit_id UUID NOT NULL, 
	member_id UUID NOT NULL, 
	during TSTZRANGE NOT NULL, 
	CONSTRAINT pk_visit_slot PRIMARY KEY (visit_id, member_id), 
	CONSTRAINT visit_slot_double_booked EXCLUDE USING gist (member_id WITH =, during WITH &&), 
	CONSTRAINT fk_visit_slot_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_slot_member_id FOREIGN KEY(member_id) REFERENCES team_member (id) ON DELETE RESTRICT
)
--;
CREATE TABLE visit_amendment (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	visit_id UUID NOT NULL, 
	record_id UUID NOT NULL, 
	field VARCHAR(20) NOT NULL, 
	words VARCHAR(4000), 
	words_about_others VARCHAR(4000), 
	amended_at TIMESTAMP WITH TIME ZONE, 
	because VARCHAR(500) NOT NULL, 
	account_id UUID, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_visit_amendment PRIMARY KEY (id), 
	CONSTRAINT ck_visit_amendment_field CHECK (field IN ('what_happened', 'how_they_were', 'what_worked', 'what_next_time', 'made_their_day', 'handover', 'about_others', 'arrived_at', 'departed_at')), 
	CONSTRAINT ck_visit_amendment_others CHECK (field = 'about_others' OR words_about_others IS NULL), 
	CONSTRAINT ck_visit_amendment_words CHECK (field <> 'handover' OR words IS NOT NULL), 
	CONSTRAINT fk_visit_amendment_record_id_person_id FOREIGN KEY(record_id, person_id) REFERENCES visit_record (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_visit_amendment_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_visit_amendment_organisation_id ON visit_amendment (organisation_id)
--;
CREATE INDEX ix_visit_amendment_person_id ON visit_amendment (person_id)
--;
CREATE INDEX ix_visit_amendment_record_id ON visit_amendment (record_id)
--;
CREATE INDEX ix_visit_amendment_team_id ON visit_amendment (team_id)
--;
CREATE INDEX ix_visit_amendment_visit_id ON visit_amendment (visit_id)
--;
-- The persons whose home a carer may enter now: from 12 hours before to 2 hours after a visit they are on, and all of the teams
-- where they hold the planner's role.
CREATE OR REPLACE FUNCTION enter_homes() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (
    SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[] AS members,
           NULLIF(current_setting('app.team_ids', true), '')::uuid[] AS teams
  ), homes AS (
    SELECT visit.person_id FROM me JOIN visit ON visit.team_id = ANY (me.teams)
     WHERE visit.planned_start_at BETWEEN now() - interval '26 hours' AND now() + interval '12 hours'
       AND visit.member_ids && me.members AND visit.state IN ('open', 'planned', 'in_progress', 'completed') AND visit.removed_at IS NULL
       AND greatest(visit.planned_end_at, visit.actual_end_at) > now() - interval '2 hours'
    UNION
    SELECT person.id
      FROM me JOIN role_holding ON role_holding.member_id = ANY (me.members)
      JOIN shared_role ON shared_role.id = role_holding.role_id AND shared_role.kind = 'planner' AND shared_role.removed_at IS NULL
      JOIN person ON person.team_id = role_holding.team_id AND person.removed_at IS NULL
     WHERE role_holding.removed_at IS NULL AND role_holding.since_on <= (now() AT TIME ZONE 'Europe/London')::date
       AND (role_holding.until_on IS NULL OR role_holding.until_on > (now() AT TIME ZONE 'Europe/London')::date)
  )
  SELECT set_config('app.home_person_ids', array_agg(person_id)::text, true) FROM homes
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
  -- What is restricted is logged under a kind that no role reads; once lifted, all of its log is under its own.
  v_kind text := CASE WHEN n->'restricted' = 'true' THEN 'restricted_' ELSE '' END || TG_TABLE_NAME;
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
  -- What is still to come is the new team's to plan: the visits stay, the old team's members do not.
  UPDATE visit SET member_ids = '{}', state = 'open', provided_by_team_id = m.to_team_id
   WHERE person_id = m.person_id AND state IN ('open', 'planned') AND planned_start_at > now() AND removed_at IS NULL;
  UPDATE visit_series SET member_ids = '{}', provided_by_team_id = m.to_team_id
   WHERE person_id = m.person_id AND ended_on IS NULL AND removed_at IS NULL;
  UPDATE visit_offer SET state = 'lapsed', answered_at = now() WHERE person_id = m.person_id AND state = 'offered' AND removed_at IS NULL;
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
      FROM marked m CROSS JOIN LATERAL unnest(m.person_ids) AS p(person_id)
      LEFT JOIN account ON account.id = m.account_id LEFT JOIN client ON client.id = m.client_id
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO done FROM marked;
  RETURN done;
END $$
--;
-- Visits: what holds whoever writes them. Each function has a fixed search_path; none trusts what its caller says of rights.

-- A visit's members belong to the team that provides it, on its day. Those of a visit ahead or running hold their planned time:
-- the exclusion constraint of visit_slot lets nobody be in two places. The lock per member, taken in one order, makes two
-- writers wait for one another instead of finding each other's half-made slots (a deadlock); a leaving takes it too, so that
-- nobody is planned for somebody who is just leaving.
CREATE OR REPLACE FUNCTION hold_visit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_day constant date := (NEW.planned_start_at AT TIME ZONE 'Europe/London')::date;
  v_holds constant boolean := NEW.removed_at IS NULL AND NEW.state IN ('open', 'planned', 'in_progress');
  v_new uuid[] := NEW.member_ids;
BEGIN
  IF v_holds AND cardinality(NEW.member_ids) > 0 THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || m, 0)) FROM (SELECT m FROM unnest(NEW.member_ids) m ORDER BY m) s;
  END IF;
  -- Who was asked before is not asked again, unless the visit moves or comes back: somebody may have left meanwhile.
  IF TG_OP = 'UPDATE' AND NEW.planned_start_at = OLD.planned_start_at AND NEW.provided_by_team_id = OLD.provided_by_team_id
     AND NOT (NEW.state IN ('open', 'planned') AND OLD.state NOT IN ('open', 'planned')) THEN
    SELECT coalesce(array_agg(m), '{}') INTO v_new FROM unnest(NEW.member_ids) m WHERE m <> ALL (OLD.member_ids);
  END IF;
  IF cardinality(v_new) > 0 AND cardinality(v_new) <> (
       SELECT count(DISTINCT id) FROM team_member
        WHERE id = ANY (v_new) AND team_id = NEW.provided_by_team_id AND removed_at IS NULL
          AND joined_on <= v_day AND (left_on IS NULL OR left_on >= v_day)) THEN
    RAISE EXCEPTION 'not a member on that day' USING ERRCODE = 'WT409', CONSTRAINT = 'visit_member_of_that_day';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state IN ('open', 'planned', 'in_progress') THEN
    DELETE FROM visit_slot WHERE visit_id = NEW.id
       AND (NOT v_holds OR member_id <> ALL (NEW.member_ids) OR during <> tstzrange(NEW.planned_start_at, NEW.planned_end_at));
  END IF;
  IF v_holds AND NEW.state = 'in_progress' THEN  -- somebody is there, whatever the plan said: recorded, never refused
    INSERT INTO visit_slot (visit_id, member_id, during)
    SELECT NEW.id, m, tstzrange(NEW.planned_start_at, NEW.planned_end_at) FROM unnest(NEW.member_ids) m ORDER BY m
    ON CONFLICT DO NOTHING;
  ELSIF v_holds AND cardinality(NEW.member_ids) > 0 THEN
    INSERT INTO visit_slot (visit_id, member_id, during)
    SELECT NEW.id, m, tstzrange(NEW.planned_start_at, NEW.planned_end_at) FROM unnest(NEW.member_ids) m ORDER BY m
    ON CONFLICT (visit_id, member_id) DO NOTHING;
  END IF;
  RETURN NULL;
END $$
--;
-- What a team was there for is booked in the person's hours bank as soon as it is known, and again by as much as it changes.
CREATE OR REPLACE FUNCTION book_hours() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_before integer := 0;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    v_before := OLD.delivered_minutes;
  END IF;
  INSERT INTO hours_entry (id, organisation_id, team_id, person_id, kind, on_day, minutes, visit_id, provided_by_team_id)
  VALUES (gen_random_uuid(), NEW.organisation_id, NEW.team_id, NEW.person_id, 'used',
          (coalesce(NEW.actual_start_at, NEW.planned_start_at) AT TIME ZONE 'Europe/London')::date,
          v_before - NEW.delivered_minutes, NEW.id, NEW.provided_by_team_id);
  RETURN NULL;
END $$
--;
-- Those of a visit's members who are in the team on its day and free at its time, for whoever may change the visit (or the
-- person's status). They stay free until the caller has written: their locks are taken first.
CREATE OR REPLACE FUNCTION free_members(p_visit uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
BEGIN
  SELECT member_ids, provided_by_team_id, planned_start_at, planned_end_at INTO v FROM visit
   WHERE id = p_visit AND removed_at IS NULL AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (current_setting('app.role', true) = 'manager'
          OR team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || m, 0)) FROM (SELECT m FROM unnest(v.member_ids) m ORDER BY m) s;
  RETURN (
    SELECT coalesce(array_agg(m.id ORDER BY p.place), '{}')
      FROM unnest(v.member_ids) WITH ORDINALITY p(id, place)
      JOIN team_member m ON m.id = p.id AND m.team_id = v.provided_by_team_id AND m.removed_at IS NULL
     WHERE (v.planned_start_at AT TIME ZONE 'Europe/London')::date BETWEEN m.joined_on AND coalesce(m.left_on, 'infinity')
       AND NOT EXISTS (SELECT FROM visit_slot s WHERE s.member_id = m.id AND s.visit_id <> p_visit
                        AND s.during && tstzrange(v.planned_start_at, v.planned_end_at)));
END $$
--;
-- A paused person gets no visits, one whose support has ended neither; when support goes on, what the pause closed comes back:
-- with its members where they are still free, open where not.
CREATE OR REPLACE FUNCTION follow_person_status() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
  v_free uuid[];
BEGIN
  IF NEW.status IN ('paused', 'ended') THEN
    UPDATE visit SET state = 'cancelled', closed_at = now(), closed_by = 'team',
           close_reason = CASE NEW.status WHEN 'paused' THEN 'person_paused' ELSE 'support_ended' END
     WHERE person_id = NEW.id AND state IN ('open', 'planned') AND planned_start_at > now() AND removed_at IS NULL;
    IF NEW.status = 'ended' THEN
      UPDATE visit_series SET ended_on = greatest((now() AT TIME ZONE 'Europe/London')::date, first_local::date)
       WHERE person_id = NEW.id AND ended_on IS NULL AND removed_at IS NULL;
    END IF;
  ELSIF OLD.status = 'paused' AND NEW.status = 'supported' THEN
    FOR v IN SELECT id, members_needed FROM visit
              WHERE person_id = NEW.id AND state = 'cancelled' AND close_reason = 'person_paused' AND planned_start_at > now()
                AND removed_at IS NULL ORDER BY planned_start_at, id LOOP
      v_free := free_members(v.id);
      UPDATE visit SET closed_at = NULL, closed_by = NULL, close_reason = NULL, close_words = NULL, member_ids = v_free,
             state = CASE WHEN cardinality(v_free) >= v.members_needed THEN 'planned' ELSE 'open' END
       WHERE id = v.id;
    END LOOP;
  END IF;
  RETURN NULL;
END $$
--;
-- A member leaves: from that day on their visits need somebody else. For the team, or the manager who records the leaving.
CREATE OR REPLACE FUNCTION release_visits(p_member uuid, p_on date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_team uuid;
  done integer;
BEGIN
  SELECT team_id INTO v_team FROM team_member
   WHERE id = p_member AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (current_setting('app.role', true) = 'manager'
          OR team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]));
  IF v_team IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || p_member, 0));
  UPDATE visit SET member_ids = array_remove(member_ids, p_member),
         state = CASE WHEN cardinality(array_remove(member_ids, p_member)) >= members_needed THEN 'planned' ELSE 'open' END
   WHERE provided_by_team_id = v_team AND p_member = ANY (member_ids) AND state IN ('open', 'planned')
     AND (planned_start_at AT TIME ZONE 'Europe/London')::date >= p_on AND planned_start_at > now() AND removed_at IS NULL;
  GET DIAGNOSTICS done = ROW_COUNT;
  UPDATE visit_series SET member_ids = array_remove(member_ids, p_member)
   WHERE provided_by_team_id = v_team AND p_member = ANY (member_ids) AND ended_on IS NULL AND removed_at IS NULL;
  UPDATE visit_offer SET state = 'lapsed', answered_at = now()
   WHERE (from_member_id = p_member OR to_member_id = p_member) AND state = 'offered' AND removed_at IS NULL;
  RETURN done;
END $$
--;
-- Makes the visits of a series: for the team (its own reach is checked), or for the job that plans ahead (no role is set).
-- Who is not free, or no member on that day, is left out and the visit stays open. What was made before is not made again.
CREATE OR REPLACE FUNCTION plan_occurrences(p_series uuid, p_ids uuid[], p_locals timestamp[], p_starts timestamptz[], p_until date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s visit_series;
  made integer := 0;
  v_role constant text := NULLIF(current_setting('app.role', true), '');
  v_goes_on boolean;
  v_ends timestamptz;
  v_members uuid[];
BEGIN
  -- Held, and before the series: a pause at the same moment waits and then finds these visits, or came first and is found here.
  PERFORM FROM person WHERE id = (SELECT person_id FROM visit_series WHERE id = p_series)
     AND status NOT IN ('paused', 'ended') AND removed_at IS NULL FOR SHARE;
  v_goes_on := FOUND;
  SELECT * INTO s FROM visit_series
   WHERE id = p_series AND removed_at IS NULL AND ended_on IS NULL
     AND (v_role IS NULL OR (organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
          AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])))
   FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF NOT v_goes_on THEN
    RETURN 0;
  END IF;
  FOR i IN 1 .. coalesce(cardinality(p_ids), 0) LOOP
    CONTINUE WHEN p_locals[i] = ANY (s.exceptions) OR p_starts[i] < now()
      OR EXISTS (SELECT FROM visit WHERE series_id = s.id AND occurrence_local = p_locals[i]);
    v_ends := p_starts[i] + make_interval(mins => s.length_minutes);
    v_members := s.member_ids;
    LOOP  -- once with these members, and again without anybody if they are not free
      BEGIN
        INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, series_id, occurrence_local, kind,
                           planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose,
                           travel_minutes, short_reason, short_words, state, flags)
        VALUES (p_ids[i], s.organisation_id, s.team_id, s.person_id, s.provided_by_team_id, s.id, p_locals[i], s.kind,
                p_starts[i], v_ends,
                CASE WHEN s.earlier_minutes > 0 THEN p_starts[i] - make_interval(mins => s.earlier_minutes) END,
                CASE WHEN s.later_minutes > 0 THEN p_starts[i] + make_interval(mins => s.later_minutes) END,
                s.members_needed, v_members, s.purpose, s.travel_minutes, s.short_reason, s.short_words,
                CASE WHEN cardinality(v_members) >= s.members_needed THEN 'planned' ELSE 'open' END,
                CASE WHEN v_members = s.member_ids THEN '{}' ELSE ARRAY['members_not_free'] END);
        EXIT;
      EXCEPTION WHEN exclusion_violation OR SQLSTATE 'WT409' THEN
        v_members := '{}';
      END;
    END LOOP;
    made := made + 1;
  END LOOP;
  UPDATE visit_series SET planned_until_on = p_until WHERE id = s.id AND (planned_until_on IS NULL OR planned_until_on < p_until);
  RETURN made;
END $$
--;
-- The series that the job has to plan on, as far as the given day. Wall times and rules only: nothing about a person.
CREATE OR REPLACE FUNCTION series_to_plan(p_until date, p_most integer)
RETURNS TABLE (id uuid, rule text, first_local timestamp, length_minutes integer, exceptions timestamp[], planned_until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.rule::text, s.first_local, s.length_minutes, s.exceptions, s.planned_until_on
    FROM visit_series s JOIN person ON person.id = s.person_id AND person.status NOT IN ('paused', 'ended') AND person.removed_at IS NULL
   WHERE s.ended_on IS NULL AND s.removed_at IS NULL AND (s.planned_until_on IS NULL OR s.planned_until_on < p_until)
   ORDER BY s.planned_until_on NULLS FIRST, s.id LIMIT p_most
$$
--;
-- Says of visits that should have begun that they are late, and of those whose time is over that they seem missed: a change
-- in the log, once each. Answers how many.
CREATE OR REPLACE FUNCTION mark_late_visits() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  late integer;
  missed integer;
BEGIN
  WITH due AS (
    SELECT visit.id FROM team JOIN visit ON visit.team_id = team.id
     WHERE visit.state = 'planned' AND visit.late_at IS NULL AND visit.removed_at IS NULL AND team.ended_on IS NULL
       AND visit.planned_start_at BETWEEN now() - interval '2 days' AND now()
       AND greatest(visit.planned_start_at, visit.latest_at) + make_interval(mins => team.late_after_minutes) < now()
     LIMIT 1000 FOR UPDATE OF visit SKIP LOCKED)
  UPDATE visit SET late_at = now() FROM due WHERE visit.id = due.id;
  GET DIAGNOSTICS late = ROW_COUNT;
  WITH due AS (
    SELECT visit.id FROM team JOIN visit ON visit.team_id = team.id
     WHERE visit.state IN ('open', 'planned') AND visit.seems_missed_at IS NULL AND visit.removed_at IS NULL AND team.ended_on IS NULL
       AND visit.planned_start_at BETWEEN now() - interval '2 days' AND now()
       AND greatest(visit.planned_end_at, visit.latest_at) + make_interval(mins => team.late_after_minutes) < now()
     LIMIT 1000 FOR UPDATE OF visit SKIP LOCKED)
  UPDATE visit SET seems_missed_at = now() FROM due WHERE visit.id = due.id;
  GET DIAGNOSTICS missed = ROW_COUNT;
  RETURN late + missed;
END $$
--;
-- Who comes: the members of a visit by the name they go by. Whoever may read the visit may know them. Asked for every row of a
-- list: a loop over one or two ids costs a third of a join over them.
CREATE OR REPLACE FUNCTION faces(p_members uuid[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_organisation constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_faces jsonb := '[]';
  v_id uuid;
  v_name text;
BEGIN
  FOREACH v_id IN ARRAY p_members LOOP
    SELECT coalesce(preferred_name, name) INTO v_name FROM team_member WHERE id = v_id AND organisation_id = v_organisation;
    IF FOUND THEN
      v_faces := v_faces || jsonb_build_object('member_id', v_id, 'name', v_name);
    END IF;
  END LOOP;
  RETURN v_faces;
END $$
--;
-- How a person of one's own team and the team stood with one another on a day: what was recorded in good faith is judged as of
-- then. NULL for anybody else.
CREATE OR REPLACE FUNCTION person_status_on(p_person uuid, p_day date) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT to_status FROM status_change WHERE person_id = p_person AND changed_on <= p_day ORDER BY changed_on DESC, created_at DESC LIMIT 1),
    (SELECT from_status FROM status_change WHERE person_id = p_person AND changed_on > p_day ORDER BY changed_on, created_at LIMIT 1),
    person.status)::text
    FROM person WHERE person.id = p_person AND person.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
$$
--;
-- An offer stands while its maker is on the visit (and, of a swap, the other on theirs) and both visits are still to come.
CREATE OR REPLACE FUNCTION lapse_offers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE visit_offer SET state = 'lapsed', answered_at = now()
   WHERE state = 'offered' AND removed_at IS NULL
     AND ((visit_id = NEW.id AND (NEW.state NOT IN ('open', 'planned') OR from_member_id <> ALL (NEW.member_ids)
                                  OR to_member_id = ANY (NEW.member_ids)))
       OR (for_visit_id = NEW.id AND (NEW.state NOT IN ('open', 'planned') OR to_member_id <> ALL (NEW.member_ids)
                                      OR from_member_id = ANY (NEW.member_ids))));
  RETURN NULL;
END $$
--;
-- Series: bringing the visits still to come in line with what changed in their series.

-- The visits named, each with the wall time that names it and its start, follow this series: those of it, and of the one that it
-- follows. `p_changed` names what changed. Who comes and how long stay as they were arranged for the one visit unless they
-- changed; whoever was not free may be so at another time. Who is not free now is left out and the visit stays open.
-- What is of its own, closed or begun is left alone.
CREATE OR REPLACE FUNCTION follow_series(
  p_series uuid, p_visits uuid[], p_locals timestamp[], p_starts timestamptz[], p_changed text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s visit_series;
  v visit;
  i integer;
  v_ids uuid[];
  v_ends timestamptz;
  v_members uuid[];
  v_flags text[];
  v_anew constant boolean := p_changed && ARRAY['length_minutes', 'short_reason', 'short_words'];
BEGIN
  SELECT * INTO s FROM visit_series
   WHERE id = p_series AND removed_at IS NULL
     AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
   FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  SELECT coalesce(array_agg(id), '{}') INTO v_ids FROM (
    SELECT id FROM visit
     WHERE id = ANY (p_visits) AND person_id = s.person_id AND series_id IN (s.id, s.follows_id) AND state IN ('open', 'planned')
       AND NOT of_its_own AND planned_start_at > now() AND removed_at IS NULL
     ORDER BY id FOR UPDATE) held;
  PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || m, 0)) FROM (
    SELECT unnest(member_ids) AS m FROM visit WHERE id = ANY (v_ids) UNION SELECT unnest(s.member_ids) ORDER BY 1) slots;
  -- All of them let go first: none stands in the way of another that moves onto its time.
  DELETE FROM visit_slot WHERE visit_id = ANY (v_ids);
  FOR v IN SELECT * FROM visit WHERE id = ANY (v_ids) ORDER BY planned_start_at, id LOOP
    i := array_position(p_visits, v.id);
    v_ends := p_starts[i] + CASE WHEN v_anew THEN make_interval(mins => s.length_minutes)
                                 ELSE v.planned_end_at - v.planned_start_at END;
    v_members := CASE WHEN 'member_ids' = ANY (p_changed) OR ('members_not_free' = ANY (v.flags)
                           AND (p_starts[i], v_ends) IS DISTINCT FROM (v.planned_start_at, v.planned_end_at))
                      THEN s.member_ids ELSE v.member_ids END;
    v_flags := CASE WHEN v_members = v.member_ids THEN v.flags ELSE array_remove(v.flags, 'members_not_free') END;
    LOOP  -- once with these members, and again without anybody if they are not free
      BEGIN
        UPDATE visit SET series_id = s.id, occurrence_local = p_locals[i], planned_start_at = p_starts[i], planned_end_at = v_ends,
               earliest_at = CASE WHEN s.earlier_minutes > 0 THEN p_starts[i] - make_interval(mins => s.earlier_minutes) END,
               latest_at = CASE WHEN s.later_minutes > 0 THEN p_starts[i] + make_interval(mins => s.later_minutes) END,
               kind = s.kind, purpose = s.purpose, travel_minutes = s.travel_minutes, members_needed = s.members_needed,
               short_reason = CASE WHEN v_anew THEN s.short_reason ELSE v.short_reason END,
               short_words = CASE WHEN v_anew THEN s.short_words ELSE v.short_words END,
               member_ids = v_members, flags = v_flags,
               state = CASE WHEN cardinality(v_members) >= s.members_needed THEN 'planned' ELSE 'open' END
         WHERE id = v.id;
        EXIT;
      EXCEPTION WHEN exclusion_violation OR SQLSTATE 'WT409' THEN
        v_members := '{}';
        v_flags := array_append(array_remove(v.flags, 'members_not_free'), 'members_not_free');
      END;
    END LOOP;
  END LOOP;
  RETURN cardinality(v_ids);
END $$
--;
-- Who hands in a whole visit: the member of that day. For a visit that is known, of the team that provided it; for one that is
-- not, of the team that supported the person that day (on the day of a move: of either). Whoever has left since, or whose
-- person has moved since, may still hand in their own record for 30 days: this transaction alone is given the reach to write
-- it, and its answer holds nothing. Anybody else: WT404, whatever is or is not there.
CREATE OR REPLACE FUNCTION enter_record(p_visit uuid, p_person uuid, p_at timestamptz)
RETURNS TABLE (member_id uuid, provided_by_team_id uuid, late boolean, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_account constant uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
  v_organisation constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_members constant uuid[] := NULLIF(current_setting('app.member_ids', true), '')::uuid[];
  v_day date := (p_at AT TIME ZONE 'Europe/London')::date;
  v_now uuid;
  v_team uuid;
  v_teams uuid[];
  v_member uuid;
  v_reaches boolean;
BEGIN
  IF current_setting('app.role', true) IS DISTINCT FROM 'carer' OR v_account IS NULL THEN
    RAISE EXCEPTION 'carers only' USING ERRCODE = 'WT403';
  END IF;
  SELECT team_id INTO v_now FROM person WHERE id = p_person AND organisation_id = v_organisation AND removed_at IS NULL;
  SELECT provided_by_team_id, (planned_start_at AT TIME ZONE 'Europe/London')::date INTO v_team, v_day FROM visit
   WHERE id = p_visit AND person_id = p_person AND organisation_id = v_organisation;
  IF FOUND THEN
    v_teams := ARRAY[v_team];
  ELSE
    v_day := (p_at AT TIME ZONE 'Europe/London')::date;
    v_teams := ARRAY[coalesce((
        SELECT from_team_id FROM move_offer
         WHERE person_id = p_person AND state = 'accepted' AND (answered_at AT TIME ZONE 'Europe/London')::date >= v_day
         ORDER BY answered_at LIMIT 1), v_now)]
      || ARRAY(SELECT to_team_id FROM move_offer
         WHERE person_id = p_person AND state = 'accepted' AND (answered_at AT TIME ZONE 'Europe/London')::date = v_day
         ORDER BY answered_at);
  END IF;
  SELECT m.id, m.team_id INTO v_member, v_team FROM team_member m
   WHERE m.account_id = v_account AND m.organisation_id = v_organisation AND m.team_id = ANY (v_teams) AND m.removed_at IS NULL
     AND m.joined_on <= v_day AND (m.left_on IS NULL OR m.left_on >= v_day)
   ORDER BY array_position(v_teams, m.team_id), m.left_on NULLS FIRST LIMIT 1;
  v_reaches := v_now IS NOT NULL AND coalesce(v_now = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]), false);
  IF v_reaches AND v_member IS NULL THEN
    RAISE EXCEPTION 'not a member on that day' USING ERRCODE = 'WT409', CONSTRAINT = 'visit_member_of_that_day';
  ELSIF v_member IS NULL OR v_now IS NULL
     OR (NOT v_reaches AND v_day < (now() AT TIME ZONE 'Europe/London')::date - 30) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF NOT v_reaches THEN
    PERFORM set_config('app.team_ids', ARRAY[v_now]::text, true), set_config('app.member_ids', ARRAY[v_member]::text, true);
  ELSIF v_member <> ALL (coalesce(v_members, '{}')) THEN  -- who left and came back: the record is the former membership's
    PERFORM set_config('app.member_ids', (v_members || v_member)::text, true);
  END IF;
  RETURN QUERY SELECT v_member, v_team, NOT v_reaches, person_status_on(p_person, v_day);
END $$
--;
-- Facts for self-rostering: who could take an open visit, and a team's week for a proposal. Ids, days and times; never a note, a
-- kind of absence or a reason.

-- The members of a team in [p_from, p_until), as a roster sees them: when they work, when they are away, what they have planned
-- from two days before to two days after (for the rest between).
CREATE OR REPLACE FUNCTION roster_members(p_team uuid, p_from timestamptz, p_until timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH around AS MATERIALIZED (
    SELECT id, person_id, planned_start_at, planned_end_at, member_ids FROM visit
     WHERE provided_by_team_id = p_team AND removed_at IS NULL AND state IN ('open', 'planned', 'in_progress', 'completed')
       AND planned_start_at >= p_from - interval '2 days' AND planned_start_at < p_until + interval '2 days'
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'id', m.id, 'joined_on', m.joined_on, 'left_on', m.left_on, 'contracted_minutes', m.contracted_minutes,
           'patterns', (SELECT coalesce(jsonb_agg(jsonb_build_object('from_on', w.from_on, 'until_on', w.until_on,
                                 'cycle_weeks', w.cycle_weeks, 'times', w.times)), '[]')
                          FROM working_pattern w WHERE w.member_id = m.id AND w.team_id = p_team AND w.removed_at IS NULL),
           'away', (SELECT coalesce(jsonb_agg(jsonb_build_array(a.starts_at, a.ends_at)), '[]') FROM absence a
                     WHERE a.member_id = m.id AND a.team_id = p_team AND a.removed_at IS NULL
                       AND a.starts_at < p_until + interval '2 days' AND a.ends_at > p_from - interval '2 days'),
           'planned', (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', v.person_id, 'starts_at', v.planned_start_at,
                                'ends_at', v.planned_end_at)), '[]') FROM around v WHERE m.id = ANY (v.member_ids))) ORDER BY m.id), '[]')
    FROM team_member m
   WHERE m.team_id = p_team AND m.removed_at IS NULL AND m.joined_on < (p_until AT TIME ZONE 'Europe/London')::date
     AND (m.left_on IS NULL OR m.left_on >= (p_from AT TIME ZONE 'Europe/London')::date)
$$
--;
-- How well members and people know one another: who is in a person's small team now (and chose each other), and how often they
-- met in the last 28 days. Strangers are left out.
CREATE OR REPLACE FUNCTION roster_known(p_team uuid, p_people uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH few AS (
    SELECT s.person_id, s.member_id, bool_or(s.person_chose AND s.member_chose) AS mutual FROM small_team_member s
     WHERE s.person_id = ANY (p_people) AND s.removed_at IS NULL
       AND (s.until_on IS NULL OR s.until_on >= (now() AT TIME ZONE 'Europe/London')::date) GROUP BY 1, 2
  ), met AS (
    SELECT v.person_id, x.member_id, count(*) AS n FROM visit v CROSS JOIN LATERAL unnest(v.member_ids) x(member_id)
     WHERE v.person_id = ANY (p_people) AND v.state = 'completed' AND v.removed_at IS NULL
       AND v.planned_start_at > now() - interval '28 days' AND v.planned_start_at <= now() GROUP BY 1, 2
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'person_id', person_id, 'in_small_team', few.member_id IS NOT NULL,
                                               'chose_each_other', coalesce(few.mutual, false), 'met', coalesce(met.n, 0))), '[]')
    FROM few FULL JOIN met USING (person_id, member_id) JOIN team_member m ON m.id = member_id AND m.team_id = p_team
$$
--;
-- Where people live, of those whose place is known.
CREATE OR REPLACE FUNCTION roster_homes(p_people uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(id, jsonb_build_array(latitude, longitude)), '{}') FROM person
   WHERE id = ANY (p_people) AND latitude IS NOT NULL AND longitude IS NOT NULL
$$
--;
-- What is known of who could take a visit, for the ranking beside it: members of the team, its coaches, the manager, the person.
-- The person is told no member's hours. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION candidate_facts(p_visit uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
  v_role constant text := current_setting('app.role', true);
  v_monday timestamp;
  v_from timestamptz;
  v_until timestamptz;
  v_members jsonb;
  v_people uuid[];
BEGIN
  SELECT id, person_id, provided_by_team_id, planned_start_at, planned_end_at, member_ids, members_needed, state INTO v FROM visit
   WHERE id = p_visit AND removed_at IS NULL AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND CASE v_role WHEN 'manager' THEN true
           WHEN 'person' THEN person_id = ANY (NULLIF(current_setting('app.person_ids', true), '')::uuid[])
           ELSE v_role IN ('carer', 'coach') AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]) END;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  v_monday := date_trunc('week', v.planned_start_at AT TIME ZONE 'Europe/London');
  v_from := v_monday AT TIME ZONE 'Europe/London';
  v_until := (v_monday + interval '7 days') AT TIME ZONE 'Europe/London';
  IF v.state IN ('open', 'planned') AND v.planned_end_at > now() THEN
    v_members := roster_members(v.provided_by_team_id, v_from, v_until);
    IF v_role = 'person' THEN
      SELECT coalesce(jsonb_agg(m - 'contracted_minutes'), '[]') INTO v_members FROM jsonb_array_elements(v_members) m;
    END IF;
  ELSE
    v_members := '[]';
  END IF;
  SELECT array_agg(DISTINCT (p->>'person_id')::uuid) || v.person_id INTO v_people
    FROM jsonb_array_elements(v_members) m CROSS JOIN LATERAL jsonb_array_elements(m->'planned') p;
  RETURN jsonb_build_object(
    'week_from', v_from, 'week_until', v_until,
    'visits', jsonb_build_array(jsonb_build_object('id', v.id, 'person_id', v.person_id, 'starts_at', v.planned_start_at,
                'ends_at', v.planned_end_at, 'places', greatest(v.members_needed - cardinality(v.member_ids), 0), 'members', v.member_ids)),
    'members', v_members, 'known', roster_known(v.provided_by_team_id, ARRAY[v.person_id]), 'homes', roster_homes(v_people),
    'names', (SELECT coalesce(jsonb_object_agg(m.id, coalesce(m.preferred_name, m.name)), '{}') FROM team_member m
               WHERE m.team_id = v.provided_by_team_id AND m.removed_at IS NULL),
    -- Gifts and interests that both would share, by the tags that they have in common.
    'shared', (SELECT coalesce(jsonb_object_agg(c.member_id, c.tags), '{}') FROM (
                 SELECT g.member_id, jsonb_agg(DISTINCT t.tag) AS tags
                   FROM member_gift g CROSS JOIN LATERAL unnest(g.tags) t(tag)
                  WHERE g.team_id = v.provided_by_team_id AND g.would_share = 'yes' AND g.removed_at IS NULL
                    AND t.tag IN (SELECT u.tag FROM gift CROSS JOIN LATERAL unnest(gift.tags) u(tag)
                                                 WHERE gift.person_id = v.person_id AND gift.would_share = 'yes' AND gift.removed_at IS NULL)
                  GROUP BY 1) c));
END $$
--;
-- A proposal's week, for the job that works it out; the proposal is `working` from then on. Taken up again when the job before was
-- killed or failed: the queue runs the jobs of one team one after the other. NULL: there is nothing to work out (any more).
CREATE OR REPLACE FUNCTION roster_problem(p_proposal uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p record;
  v_from timestamptz;
  v_until timestamptz;
  v_visits jsonb;
  v_open uuid[];
  v_members jsonb;
  v_people uuid[];
BEGIN
  SELECT team_id, week_on, within_seconds, state INTO p FROM roster_proposal WHERE id = p_proposal AND removed_at IS NULL FOR UPDATE;
  IF NOT FOUND OR p.state NOT IN ('waiting', 'working') THEN
    RETURN NULL;
  END IF;
  UPDATE roster_proposal SET state = 'working' WHERE id = p_proposal AND state = 'waiting';
  v_from := p.week_on::timestamp AT TIME ZONE 'Europe/London';
  v_until := (p.week_on + 7)::timestamp AT TIME ZONE 'Europe/London';
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'person_id', v.person_id, 'starts_at', v.planned_start_at,
           'ends_at', v.planned_end_at, 'places', v.members_needed - cardinality(v.member_ids), 'members', v.member_ids)), '[]'),
         array_agg(DISTINCT v.person_id)
    INTO v_visits, v_open
    FROM visit v JOIN person ON person.id = v.person_id AND person.status NOT IN ('paused', 'ended')
   WHERE v.team_id = p.team_id AND v.provided_by_team_id = p.team_id AND v.state = 'open' AND v.removed_at IS NULL
     AND v.planned_start_at >= greatest(v_from, now()) AND v.planned_start_at < v_until;
  v_members := roster_members(p.team_id, v_from, v_until);
  SELECT array_agg(DISTINCT (s->>'person_id')::uuid) || v_open INTO v_people
    FROM jsonb_array_elements(v_members) m CROSS JOIN LATERAL jsonb_array_elements(m->'planned') s;
  RETURN jsonb_build_object('within_seconds', p.within_seconds, 'week_from', v_from, 'week_until', v_until, 'visits', v_visits,
    'members', v_members, 'known', roster_known(p.team_id, v_open), 'homes', roster_homes(v_people));
END $$
--;
-- What the job found. False: somebody else was quicker, or the proposal is gone. Only about visits and members of the proposal's
-- team: anything else is an error, nothing of it is kept, and the job is tried again with the week as it is then.
CREATE OR REPLACE FUNCTION file_proposal(p_proposal uuid, p_answer jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p record;
  filed integer;
  v_placed integer;
BEGIN
  SELECT team_id, state INTO p FROM roster_proposal WHERE id = p_proposal AND removed_at IS NULL FOR UPDATE;
  IF NOT FOUND OR p.state <> 'working' THEN
    RETURN false;
  END IF;
  INSERT INTO proposal_line (id, organisation_id, team_id, person_id, proposal_id, visit_id, planned_start_at, member_id, reasons, state)
  SELECT gen_random_uuid(), v.organisation_id, v.team_id, v.person_id, p_proposal, v.id, l.starts_at, l.member_id, l.reasons,
         CASE WHEN l.member_id IS NULL THEN 'not_placed' ELSE 'proposed' END
    FROM jsonb_to_recordset(p_answer->'lines') AS l(visit_id uuid, starts_at timestamptz, member_id uuid, reasons jsonb)
    JOIN visit v ON v.id = l.visit_id AND v.team_id = p.team_id AND v.provided_by_team_id = p.team_id
   WHERE l.member_id IS NULL OR EXISTS (SELECT FROM team_member m WHERE m.id = l.member_id AND m.team_id = p.team_id);
  GET DIAGNOSTICS filed = ROW_COUNT;
  IF filed <> jsonb_array_length(p_answer->'lines') THEN
    RAISE EXCEPTION 'not of this team' USING ERRCODE = 'WT409', CONSTRAINT = 'proposal_of_team';
  END IF;
  SELECT count(*) INTO v_placed FROM proposal_line WHERE proposal_id = p_proposal AND state = 'proposed';
  UPDATE roster_proposal SET state = 'ready', found = p_answer->>'found', gap = (p_answer->>'gap')::float8,
         gap_rank = p_answer->>'gap_rank', open_places = filed, placed = v_placed, ready_at = now()
   WHERE id = p_proposal;
  RETURN true;
END $$
--;
-- Proposals that no job will work out any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_proposals() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE roster_proposal SET state = 'failed'
   WHERE state IN ('waiting', 'working') AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'propose_week' AND j.status IN ('todo', 'doing')
                        AND j.args->>'proposal_id' = roster_proposal.id::text);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
--;
-- The hours bank.

-- Books the agreed minutes of each week, once: from the week in which an agreement begins (at most a year back) to this one.
-- The agreement in force on the week's last day counts, for the whole week.
CREATE OR REPLACE FUNCTION credit_hours(p_person uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  made integer;
BEGIN
  INSERT INTO hours_entry (id, organisation_id, team_id, person_id, kind, on_day, minutes, provided_by_team_id)
  SELECT gen_random_uuid(), person.organisation_id, person.team_id, person.id, 'agreed', week::date, a.weekly_minutes, person.team_id
    FROM person
    JOIN hours_agreement a ON a.person_id = person.id AND a.removed_at IS NULL
   CROSS JOIN LATERAL generate_series(
     date_trunc('week', greatest(a.from_on, (now() AT TIME ZONE 'Europe/London')::date - 364)::timestamp),
     date_trunc('week', now() AT TIME ZONE 'Europe/London'), interval '1 week') AS week
   WHERE (p_person IS NULL OR person.id = p_person) AND person.removed_at IS NULL AND person.status <> 'ended'
     AND (a.until_on IS NULL OR a.until_on > week::date + 6)
     AND a.from_on = (SELECT max(b.from_on) FROM hours_agreement b
                       WHERE b.person_id = person.id AND b.removed_at IS NULL AND b.from_on <= week::date + 6)
  ON CONFLICT (person_id, on_day) WHERE kind = 'agreed' DO NOTHING;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$
--;
-- The bank of a person: what came in, what went out, what is left, and the same week by week. It credits the weeks up to now
-- first. Balance = agreed + used + moved + adjusted (used is negative, moves sum to nothing). NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION hours_bank(p_person uuid, p_weeks integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_week constant date := date_trunc('week', now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  IF NOT may_have_figures('person', p_person) THEN
    RETURN NULL;
  END IF;
  PERFORM credit_hours(p_person);
  RETURN (
    WITH weekly AS (
      SELECT date_trunc('week', on_day::timestamp)::date AS week_on,
             coalesce(sum(minutes) FILTER (WHERE kind = 'agreed'), 0)::int AS agreed,
             coalesce(sum(minutes) FILTER (WHERE kind = 'used'), 0)::int AS used,
             coalesce(sum(minutes) FILTER (WHERE kind = 'moved' AND minutes > 0), 0)::int AS moved_in,
             coalesce(sum(minutes) FILTER (WHERE kind = 'moved' AND minutes < 0), 0)::int AS moved_out,
             coalesce(sum(minutes) FILTER (WHERE kind = 'adjusted'), 0)::int AS adjusted,
             sum(minutes)::int AS total
        FROM hours_entry WHERE person_id = p_person AND removed_at IS NULL GROUP BY 1
    ), running AS (
      SELECT *, sum(total) OVER (ORDER BY week_on)::int AS balance FROM weekly
    )
    SELECT jsonb_build_object(
      'person_id', p_person,
      'agreed_minutes', coalesce(sum(agreed), 0), 'used_minutes', coalesce(-sum(used), 0),
      'moved_minutes', coalesce(sum(moved_in), 0), 'adjusted_minutes', coalesce(sum(adjusted), 0),
      'balance_minutes', coalesce(sum(total), 0),
      'balance_until_this_week_minutes', coalesce(sum(total) FILTER (WHERE week_on < v_week), 0),
      'this_week', v_week,
      'weeks', coalesce(jsonb_agg(jsonb_build_object('week_on', week_on, 'agreed_minutes', agreed, 'used_minutes', -used,
                 'moved_in_minutes', moved_in, 'moved_out_minutes', -moved_out, 'adjusted_minutes', adjusted, 'balance_minutes', balance)
                 ORDER BY week_on DESC) FILTER (WHERE week_on > v_week - 7 * p_weeks), '[]'))
      FROM running);
END $$
--;
-- Figures and statements about visits. They count by the team that *provided* a visit, also of people who have moved since, so
-- they run as the kernel and check whose figures they are themselves; what comes out is counts, never a note or a name.

-- Whose figures the caller may have: 'team', 'person' or 'member' and its id. Teams and members: their team, its coaches, a
-- provider's client, the manager; a person: the same for the team that supports them now, and themself.
CREATE OR REPLACE FUNCTION may_have_figures(p_of text, p_id uuid, p_within uuid DEFAULT NULL) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (
    SELECT current_setting('app.role', true) AS role, NULLIF(current_setting('app.organisation_id', true), '')::uuid AS organisation,
           NULLIF(current_setting('app.team_ids', true), '')::uuid[] AS teams, NULLIF(current_setting('app.person_ids', true), '')::uuid[] AS people
  ), it AS (
    SELECT id AS team, organisation_id, NULL::uuid AS person FROM team WHERE p_of = 'team' AND id = p_id AND removed_at IS NULL
    UNION ALL
    SELECT team_id, organisation_id, NULL FROM team_member WHERE p_of = 'member' AND id = p_id AND team_id = p_within AND removed_at IS NULL
    UNION ALL
    SELECT team_id, organisation_id, id FROM person WHERE p_of = 'person' AND id = p_id AND removed_at IS NULL
  )
  SELECT coalesce(bool_or(it.organisation_id = me.organisation AND CASE me.role
           WHEN 'manager' THEN true
           WHEN 'person' THEN it.person = ANY (me.people)
           ELSE me.role IN ('carer', 'coach', 'integration') AND it.team = ANY (me.teams) END), false)
    FROM it, me
$$
--;
-- The figures of one team, person or member (`p_within` its team) over [p_from, p_until), days in London. NULL: not there, or not theirs.
--   contact: one member at one completed visit. faces: distinct members a person met.
--   top_three_share: contacts with a person's three most frequent members, of all contacts (Torbay's practice: four faces at most).
--   bice_boxerman: continuity of care index (Bice & Boxerman 1977), (sum of n_j^2 - N) / (N (N - 1)) over the members j that a
--     person met, N contacts in all; 1 is always the same face, 0 never the same twice; of people with N >= 2, weighted by N.
--   on_time: began within [earliest_at, latest_at] where the visit has a window, else within 15 minutes of its planned start.
--   short: planned visits under 30 minutes, of all planned (cancelled ones are no visits).
--   missed: of the visits that were due (completed, running, missed). Minutes are member minutes: each member's count.
CREATE OR REPLACE FUNCTION visit_figures(p_of text, p_id uuid, p_within uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found jsonb;
  v_which text := 'true';
BEGIN
  IF NOT may_have_figures(p_of, p_id, p_within) THEN
    RETURN NULL;
  END IF;
  CASE p_of
  WHEN 'team' THEN v_which := 'provided_by_team_id = $1';
  WHEN 'person' THEN v_which := 'person_id = $1';
  ELSE v_which := 'provided_by_team_id = $4 AND $1 = ANY (member_ids)';
  END CASE;
  EXECUTE replace($q$
    WITH v AS MATERIALIZED (
      SELECT person_id, member_ids, state, unplanned, delivered_minutes, short_reason, late_at,
             CASE WHEN $5 THEN travel_minutes ELSE travel_minutes * greatest(cardinality(member_ids), 1) END AS travel,
             (extract(epoch FROM planned_end_at - planned_start_at) / 60)::int AS length,
             CASE WHEN $5 THEN 1 ELSE members_needed END AS needed,
             CASE WHEN state IN ('completed', 'in_progress') AND NOT unplanned AND actual_start_at IS NOT NULL THEN
               actual_start_at >= coalesce(earliest_at, planned_start_at - CASE WHEN latest_at IS NULL THEN interval '15 minutes' ELSE interval '0' END)
               AND actual_start_at <= coalesce(latest_at, planned_start_at + CASE WHEN earliest_at IS NULL THEN interval '15 minutes' ELSE interval '0' END)
             END AS in_time,
             date_trunc('week', planned_start_at AT TIME ZONE 'Europe/London')::date AS week
        FROM visit
       WHERE /*which*/ AND removed_at IS NULL
         AND planned_start_at >= ($2::timestamp AT TIME ZONE 'Europe/London') AND planned_start_at < ($3::timestamp AT TIME ZONE 'Europe/London')
    ), counted AS (
      SELECT GROUPING(week) = 1 AS whole, week,
             count(*) FILTER (WHERE NOT unplanned AND state <> 'cancelled') AS planned,
             count(*) FILTER (WHERE state = 'completed') AS completed,
             count(*) FILTER (WHERE state = 'missed') AS missed,
             count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
             count(*) FILTER (WHERE state IN ('open', 'planned')) AS ahead,
             count(*) FILTER (WHERE unplanned) AS unplanned,
             count(late_at) AS late,
             count(*) FILTER (WHERE state IN ('completed', 'in_progress', 'missed') AND NOT unplanned) AS due,
             coalesce(sum(length * needed) FILTER (WHERE NOT unplanned AND state <> 'cancelled'), 0) AS planned_minutes,
             coalesce(sum(delivered_minutes), 0) AS delivered_minutes,
             coalesce(sum(travel) FILTER (WHERE state = 'completed'), 0) AS travel_minutes,
             count(*) FILTER (WHERE NOT unplanned AND state <> 'cancelled' AND length < 30) AS short,
             count(in_time) AS timed, count(*) FILTER (WHERE in_time) AS on_time
        FROM v GROUP BY GROUPING SETS ((), (week))
    ), met AS (
      SELECT v.person_id, m.member_id, count(*) AS n,
             row_number() OVER (PARTITION BY v.person_id ORDER BY count(*) DESC, m.member_id) AS place
        FROM v CROSS JOIN LATERAL unnest(v.member_ids) m(member_id)
       WHERE v.state = 'completed' AND (NOT $5 OR m.member_id = $1) GROUP BY 1, 2
    ), faces AS (
      SELECT person_id, count(*) AS faces, sum(n) AS contacts, sum(n * n) AS squares, sum(n) FILTER (WHERE place <= 3) AS top FROM met GROUP BY 1
    ), continuity AS (
      SELECT count(*) AS people, coalesce(sum(contacts), 0) AS contacts, round(avg(faces), 2) AS faces_mean, min(faces) AS faces_least,
             max(faces) AS faces_most, round(sum(top) / nullif(sum(contacts), 0), 4) AS top_three_share,
             round(sum((squares - contacts) / nullif(contacts - 1, 0)) FILTER (WHERE contacts > 1)
                   / nullif(sum(contacts) FILTER (WHERE contacts > 1), 0), 4) AS bice_boxerman,
             count(*) FILTER (WHERE contacts > 1) AS bice_boxerman_people
        FROM faces
    )
    SELECT jsonb_build_object(
      'visits', jsonb_build_object('planned', c.planned, 'completed', c.completed, 'missed', c.missed, 'cancelled', c.cancelled,
                                   'ahead', c.ahead, 'unplanned', c.unplanned, 'late', c.late),
      'minutes', jsonb_build_object('planned', c.planned_minutes, 'delivered', c.delivered_minutes, 'travel', c.travel_minutes,
                                    'travel_share', round(c.travel_minutes::numeric / nullif(c.travel_minutes + c.delivered_minutes, 0), 4)),
      'continuity', to_jsonb(k) || CASE WHEN $5 THEN '{"top_three_share": null, "bice_boxerman": null, "bice_boxerman_people": 0}'::jsonb ELSE '{}'::jsonb END,
      'short', jsonb_build_object('n', c.planned, 'short', c.short, 'share', round(c.short::numeric / nullif(c.planned, 0), 4),
               'reasons', (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', r.short_reason, 'n', r.n) ORDER BY r.n DESC, r.short_reason), '[]')
                             FROM (SELECT short_reason, count(*) AS n FROM v WHERE short_reason IS NOT NULL AND NOT unplanned AND state <> 'cancelled'
                                      AND length < 30 GROUP BY 1) r)),
      'on_time', jsonb_build_object('n', c.timed, 'on_time', c.on_time, 'share', round(c.on_time::numeric / nullif(c.timed, 0), 4)),
      'missed', jsonb_build_object('n', c.due, 'missed', c.missed, 'share', round(c.missed::numeric / nullif(c.due, 0), 4)),
      'weeks', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                  'week_on', w.week, 'planned', w.planned, 'completed', w.completed, 'missed', w.missed, 'cancelled', w.cancelled,
                  'planned_minutes', w.planned_minutes, 'delivered_minutes', w.delivered_minutes, 'travel_minutes', w.travel_minutes,
                  'short', w.short, 'timed', w.timed, 'on_time', w.on_time) ORDER BY w.week), '[]') FROM counted w WHERE NOT w.whole))
      FROM counted c, continuity k WHERE c.whole
  $q$, '/*which*/', v_which) INTO found USING p_id, p_from, p_until, p_within, p_of = 'member';
  RETURN found || jsonb_build_object('of', p_of, 'id', p_id, 'from_on', p_from, 'until_on', p_until);
END $$
--;
-- Planned and delivered minutes by person for one month, for the council: of one team (as provided by it), or of one person (a
-- row for each team that provided). A person who has moved to another team stays in the statement of who provided the visits,
-- but shows no reference there. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION visit_statement(p_of text, p_id uuid, p_month date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found jsonb;
  v_from constant timestamptz := p_month::timestamp AT TIME ZONE 'Europe/London';
  v_until constant timestamptz := (p_month + interval '1 month') AT TIME ZONE 'Europe/London';
BEGIN
  IF NOT may_have_figures(p_of, p_id) OR p_of NOT IN ('team', 'person') THEN
    RETURN NULL;
  END IF;
  EXECUTE replace($q$
    SELECT jsonb_agg(to_jsonb(r) ORDER BY r.person_id, r.provided_by_team_id) FROM (
      SELECT v.person_id, v.provided_by_team_id,
             CASE WHEN current_setting('app.role', true) IN ('manager', 'person') OR person.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
                  THEN person.council_reference END AS council_reference,
             count(*) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled') AS planned_visits,
             coalesce(sum(v.length * v.members_needed) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled'), 0) AS planned_minutes,
             count(*) FILTER (WHERE v.state = 'completed') AS delivered_visits,
             coalesce(sum(v.delivered_minutes), 0) AS delivered_minutes,
             count(*) FILTER (WHERE v.state = 'missed') AS missed_visits,
             count(*) FILTER (WHERE v.state = 'cancelled') AS cancelled_visits,
             count(*) FILTER (WHERE v.members_needed > 1 AND v.state <> 'cancelled') AS visits_of_two_or_more
        FROM (SELECT person_id, provided_by_team_id, unplanned, state, members_needed, delivered_minutes,
                     (extract(epoch FROM planned_end_at - planned_start_at) / 60)::int AS length
                FROM visit WHERE /*which*/ AND removed_at IS NULL AND planned_start_at >= $2 AND planned_start_at < $3) v
        JOIN person ON person.id = v.person_id
       GROUP BY 1, 2, 3) r
  $q$, '/*which*/', CASE p_of WHEN 'team' THEN 'provided_by_team_id = $1' ELSE 'person_id = $1' END) INTO found USING p_id, v_from, v_until;
  RETURN jsonb_build_object('of', p_of, 'id', p_id, 'month', to_char(p_month, 'YYYY-MM'), 'lines', coalesce(found, '[]'));
END $$
--;
-- Days away of a team's members over [p_from, p_until): London days on which an absence touches a membership, by kind; a day of
-- two absences of one kind counts once. member_days: days of membership, the n of each share. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION absence_figures(p_team uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT may_have_figures('team', p_team) THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH m AS (
      SELECT id, greatest(joined_on, p_from) AS first, least(coalesce(left_on + 1, p_until), p_until) AS until
        FROM team_member WHERE team_id = p_team AND removed_at IS NULL AND joined_on < p_until AND (left_on IS NULL OR left_on >= p_from)
    ), away AS (
      SELECT DISTINCT a.kind, a.member_id, d::date AS day
        FROM absence a JOIN m ON m.id = a.member_id
       CROSS JOIN LATERAL generate_series(
         greatest((a.starts_at AT TIME ZONE 'Europe/London')::date, m.first)::timestamp,
         least(((a.ends_at - interval '1 microsecond') AT TIME ZONE 'Europe/London')::date, m.until - 1)::timestamp, interval '1 day') d
       WHERE a.team_id = p_team AND a.removed_at IS NULL
    ), n AS (SELECT coalesce(sum(until - first), 0)::int AS member_days, count(*)::int AS members FROM m)
    SELECT jsonb_build_object('team_id', p_team, 'from_on', p_from, 'until_on', p_until, 'members', n.members,
      'member_days', n.member_days,
      'kinds', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'days', k.days, 'members', k.members,
                           'share', round(k.days::numeric / nullif(n.member_days, 0), 4)) ORDER BY k.kind)
                  FROM (SELECT kind, count(*) AS days, count(DISTINCT member_id) AS members FROM away GROUP BY kind) k), '[]'))
      FROM n);
END $$
--;
-- A member's calendar, for whoever holds its secret address: no token, no role, only this one member's visits. The member has to
-- belong to the team still, and their account to stand as a carer's; else there is no row, as for a secret that nobody has.
-- Every answer is a look of the member's account, written in the same statement: also when the phone knows it already (its tag
-- is in p_known) and is sent nothing anew, because that too tells what stands. From four weeks back to twenty-six ahead.
CREATE OR REPLACE FUNCTION calendar_of(p_hash bytea, p_known text[], p_look uuid, p_request uuid)
RETURNS TABLE (tag text, names_shown text, entries jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f record;
  v record;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);  -- a look may be lost in a crash of the database, as with every read
  SELECT feed.organisation_id, feed.team_id, feed.member_id, feed.names_shown, account.id AS account_id INTO f
    FROM calendar_feed feed
    JOIN organisation ON organisation.id = feed.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
    JOIN team_member ON team_member.id = feed.member_id AND team_member.team_id = feed.team_id AND team_member.left_on IS NULL
         AND team_member.removed_at IS NULL AND team_member.joined_on <= (now() AT TIME ZONE 'Europe/London')::date
    JOIN account ON account.id = team_member.account_id AND account.organisation_id = feed.organisation_id
         AND account.disabled_at IS NULL AND account.removed_at IS NULL
   WHERE feed.secret_hash = p_hash AND feed.removed_at IS NULL
     AND EXISTS (SELECT FROM account_grant WHERE account_grant.account_id = account.id AND account_grant.role = 'carer'
                    AND account_grant.removed_at IS NULL AND (account_grant.until IS NULL OR account_grant.until > now()));
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', visit.id, 'version', visit.version, 'kind', visit.kind, 'state', visit.state,
                'starts_at', visit.planned_start_at, 'ends_at', visit.planned_end_at, 'changed_at', visit.updated_at,
                'preferred_name', person.preferred_name, 'family_name', person.family_name)
              ORDER BY visit.planned_start_at, visit.id), '[]') AS shown,
         array_agg(visit.id) AS ids, array_agg(DISTINCT visit.person_id) AS people INTO v
    FROM visit JOIN person ON person.id = visit.person_id AND person.removed_at IS NULL
   WHERE visit.team_id = f.team_id AND f.member_id = ANY (visit.member_ids) AND visit.removed_at IS NULL
     AND visit.planned_start_at BETWEEN now() - interval '4 weeks' AND now() + interval '26 weeks';
  tag := md5(f.names_shown || v.shown::text);
  names_shown := f.names_shown;
  entries := CASE WHEN tag <> ALL (p_known) THEN v.shown END;
  IF v.ids IS NOT NULL THEN
    INSERT INTO look (id, organisation_id, account_id, role, request_id, operation, kind, ids, person_ids)
    VALUES (p_look, f.organisation_id, f.account_id, 'carer', p_request, 'read_calendar', 'visit', v.ids, v.people);
  END IF;
  RETURN NEXT;
END $$
--;
-- Looks at a concern follow its restriction: that somebody looked would tell the person that there is one. Looks that wait to be
-- expanded find the concern as it is then; the lock lets no expansion run that still sees it as it was.
-- A look that showed another, open concern of the person as well stays what it is.
CREATE OR REPLACE FUNCTION follow_restriction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('restrictions', 0));
  UPDATE person_look SET kind = CASE WHEN EXISTS (
           SELECT FROM concern WHERE concern.id = ANY (look.ids) AND concern.person_id = NEW.person_id AND NOT concern.restricted)
         THEN 'concern' ELSE 'restricted_concern' END
    FROM look
   WHERE person_look.person_id = NEW.person_id AND person_look.kind IN ('concern', 'restricted_concern')
     AND look.id = person_look.look_id AND NEW.id = ANY (look.ids);
  RETURN NULL;
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
  IF p_task IS NULL OR p_task <> ALL (ARRAY['tidy', 'propose_week']) THEN
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
-- What the operator watches of the jobs: how many wait for their turn, how many were given up, how many processes work on them.
CREATE OR REPLACE FUNCTION watch_jobs(OUT waiting bigint, OUT failed bigint, OUT workers bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed') INTO waiting, failed
    FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'failed');
  SELECT count(*) INTO workers FROM jobs.procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds';
END $$
--;
REVOKE ALL ON FUNCTION queue_job(text, jsonb, text) FROM PUBLIC
--;
ALTER FUNCTION queue_job(text, jsonb, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION release_visits(uuid, date) FROM PUBLIC
--;
ALTER FUNCTION release_visits(uuid, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION free_members(uuid) FROM PUBLIC
--;
ALTER FUNCTION free_members(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date) FROM PUBLIC
--;
ALTER FUNCTION plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION follow_series(uuid, uuid[], timestamp[], timestamptz[], text[]) FROM PUBLIC
--;
ALTER FUNCTION follow_series(uuid, uuid[], timestamp[], timestamptz[], text[]) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION faces(uuid[]) FROM PUBLIC
--;
ALTER FUNCTION faces(uuid[]) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION person_status_on(uuid, date) FROM PUBLIC
--;
ALTER FUNCTION person_status_on(uuid, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION enter_record(uuid, uuid, timestamptz) FROM PUBLIC
--;
ALTER FUNCTION enter_record(uuid, uuid, timestamptz) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION visit_figures(text, uuid, uuid, date, date) FROM PUBLIC
--;
ALTER FUNCTION visit_figures(text, uuid, uuid, date, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION visit_statement(text, uuid, date) FROM PUBLIC
--;
ALTER FUNCTION visit_statement(text, uuid, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION candidate_facts(uuid) FROM PUBLIC
--;
ALTER FUNCTION candidate_facts(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION absence_figures(uuid, date, date) FROM PUBLIC
--;
ALTER FUNCTION absence_figures(uuid, date, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hours_bank(uuid, integer) FROM PUBLIC
--;
ALTER FUNCTION hours_bank(uuid, integer) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION calendar_of(bytea, text[], uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION calendar_of(bytea, text[], uuid, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION watch_jobs() FROM PUBLIC
--;
ALTER FUNCTION watch_jobs() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION series_to_plan(date, integer) FROM PUBLIC
--;
ALTER FUNCTION series_to_plan(date, integer) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION mark_late_visits() FROM PUBLIC
--;
ALTER FUNCTION mark_late_visits() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION credit_hours(uuid) FROM PUBLIC
--;
ALTER FUNCTION credit_hours(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION roster_problem(uuid) FROM PUBLIC
--;
ALTER FUNCTION roster_problem(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION file_proposal(uuid, jsonb) FROM PUBLIC
--;
ALTER FUNCTION file_proposal(uuid, jsonb) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION settle_proposals() FROM PUBLIC
--;
ALTER FUNCTION settle_proposals() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_visit() FROM PUBLIC
--;
ALTER FUNCTION hold_visit() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION book_hours() FROM PUBLIC
--;
ALTER FUNCTION book_hours() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION follow_person_status() FROM PUBLIC
--;
ALTER FUNCTION follow_person_status() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION lapse_offers() FROM PUBLIC
--;
ALTER FUNCTION lapse_offers() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION follow_restriction() FROM PUBLIC
--;
ALTER FUNCTION follow_restriction() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION may_have_figures(text, uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION may_have_figures(text, uuid, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION roster_members(uuid, timestamptz, timestamptz) FROM PUBLIC
--;
ALTER FUNCTION roster_members(uuid, timestamptz, timestamptz) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION roster_known(uuid, uuid[]) FROM PUBLIC
--;
ALTER FUNCTION roster_known(uuid, uuid[]) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION roster_homes(uuid[]) FROM PUBLIC
--;
ALTER FUNCTION roster_homes(uuid[]) OWNER TO wt_kernel
--;
GRANT EXECUTE ON FUNCTION queue_job(text, jsonb, text) TO wt_carer, wt_manager
--;
GRANT EXECUTE ON FUNCTION release_visits(uuid, date) TO wt_carer, wt_manager
--;
GRANT EXECUTE ON FUNCTION free_members(uuid) TO wt_carer, wt_integration
--;
GRANT EXECUTE ON FUNCTION plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date) TO wt_carer, wt_integration
--;
GRANT EXECUTE ON FUNCTION follow_series(uuid, uuid[], timestamp[], timestamptz[], text[]) TO wt_carer, wt_integration
--;
GRANT EXECUTE ON FUNCTION faces(uuid[]) TO wt_carer, wt_coach, wt_person, wt_family, wt_manager, wt_integration, wt_opening
--;
GRANT EXECUTE ON FUNCTION person_status_on(uuid, date) TO wt_carer, wt_integration
--;
GRANT EXECUTE ON FUNCTION enter_record(uuid, uuid, timestamptz) TO wt_carer
--;
GRANT EXECUTE ON FUNCTION visit_figures(text, uuid, uuid, date, date) TO wt_carer, wt_coach, wt_person, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION visit_statement(text, uuid, date) TO wt_carer, wt_person, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION candidate_facts(uuid) TO wt_carer, wt_coach, wt_person, wt_manager
--;
GRANT EXECUTE ON FUNCTION absence_figures(uuid, date, date) TO wt_carer, wt_coach, wt_manager
--;
GRANT EXECUTE ON FUNCTION hours_bank(uuid, integer) TO wt_carer, wt_coach, wt_person, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION calendar_of(bytea, text[], uuid, uuid) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION watch_jobs() TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION series_to_plan(date, integer) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION mark_late_visits() TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION credit_hours(uuid) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION roster_problem(uuid) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION file_proposal(uuid, jsonb) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION settle_proposals() TO wt_api, wt_operator
--;
CREATE TRIGGER stamp BEFORE UPDATE ON roster_proposal FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON roster_proposal FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON roster_proposal FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON absence FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON absence FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON absence FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON calendar_feed FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON calendar_feed FOR EACH ROW EXECUTE FUNCTION log_change('secret_hash', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON calendar_feed FOR EACH ROW EXECUTE FUNCTION log_change('secret_hash', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON hours_agreement FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON hours_agreement FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON hours_agreement FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON hours_entry FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON hours_entry FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON hours_entry FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON visit_series FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON visit_series FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON visit_series FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON working_pattern FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON working_pattern FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON working_pattern FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON absence_reason FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON absence_reason FOR EACH ROW EXECUTE FUNCTION log_change('words', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON absence_reason FOR EACH ROW EXECUTE FUNCTION log_change('words', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON visit FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON visit FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON concern FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON concern FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON concern FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON proposal_line FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON proposal_line FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON proposal_line FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON visit_link FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON visit_link FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON visit_link FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON visit_offer FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON visit_offer FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON visit_offer FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON visit_record FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON visit_record FOR EACH ROW EXECUTE FUNCTION log_change('', 'visit_id,member_id,provided_by_team_id,arrived_at,arrived_recorded_at,arrival_proof,departed_at,departed_recorded_at,departure_proof,what_happened,how_they_were,what_worked,what_next_time,made_their_day,handover,note_at,note_recorded_at,flags,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON visit_record FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', 'visit_id,member_id,provided_by_team_id,arrived_at,arrived_recorded_at,arrival_proof,departed_at,departed_recorded_at,departure_proof,what_happened,how_they_were,what_worked,what_next_time,made_their_day,handover,note_at,note_recorded_at,flags,team_id,removed_at')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON visit_amendment FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON visit_amendment FOR EACH ROW EXECUTE FUNCTION log_change('', 'visit_id,record_id,field,words,amended_at,because,account_id,provided_by_team_id,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON visit_amendment FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', 'visit_id,record_id,field,words,amended_at,because,account_id,provided_by_team_id,team_id,removed_at')
--;
CREATE TRIGGER hold_visit AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION hold_visit()
--;
CREATE TRIGGER hold_visit_again AFTER UPDATE OF state, member_ids, planned_start_at, planned_end_at, removed_at, provided_by_team_id ON visit FOR EACH ROW EXECUTE FUNCTION hold_visit()
--;
CREATE TRIGGER book_hours AFTER INSERT ON visit FOR EACH ROW WHEN (NEW.delivered_minutes <> 0) EXECUTE FUNCTION book_hours()
--;
CREATE TRIGGER book_hours_again AFTER UPDATE OF delivered_minutes ON visit FOR EACH ROW WHEN (NEW.delivered_minutes <> OLD.delivered_minutes) EXECUTE FUNCTION book_hours()
--;
CREATE TRIGGER lapse_offers AFTER UPDATE OF state, member_ids ON visit FOR EACH ROW WHEN (NEW.state IS DISTINCT FROM OLD.state OR NEW.member_ids <> OLD.member_ids) EXECUTE FUNCTION lapse_offers()
--;
CREATE TRIGGER follow_person_status AFTER UPDATE OF status ON person FOR EACH ROW WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION follow_person_status()
--;
CREATE TRIGGER follow_restriction AFTER UPDATE OF restricted ON concern FOR EACH ROW WHEN (NEW.restricted <> OLD.restricted) EXECUTE FUNCTION follow_restriction()
--;
DROP POLICY carer_read ON change
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
DROP POLICY coach_read ON change
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY integration_read ON change
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND true)
--;
DROP POLICY person_read ON change
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
DROP POLICY manager_read ON change
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY carer_read ON change_value
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP POLICY coach_read ON change_value
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'team', 'team_member', 'visit', 'visit_link', 'visit_offer', 'visit_series', 'working_pattern'))))
--;
DROP POLICY integration_read ON change_value
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'concern', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team', 'visit', 'visit_link', 'visit_series'))))
--;
DROP POLICY person_read ON change_value
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
DROP POLICY manager_read ON change_value
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP POLICY person_read ON person_look
--;
CREATE POLICY person_read ON person_look FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind <> 'restricted_concern')
--;
GRANT UPDATE (removed_at, name, name_key, purpose, values, place, postcode, late_after_minutes) ON team TO wt_carer
--;
GRANT INSERT (id, organisation_id, created_digest, name, name_key, purpose, values, setting, place, postcode, started_on, ended_on, late_after_minutes) ON team TO wt_manager
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, started_on, ended_on, late_after_minutes) ON team TO wt_integration
--;
ALTER TABLE roster_proposal ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE roster_proposal FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON roster_proposal TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON roster_proposal TO wt_kernel
--;
CREATE POLICY wt_operator ON roster_proposal TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON roster_proposal TO wt_operator
--;
CREATE POLICY carer_read ON roster_proposal FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON roster_proposal TO wt_carer
--;
CREATE POLICY carer_add ON roster_proposal FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, week_on, within_seconds, state, found, gap, gap_rank, open_places, placed, ready_at) ON roster_proposal TO wt_carer
--;
CREATE POLICY carer_change ON roster_proposal FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, week_on, within_seconds, state, found, gap, gap_rank, open_places, placed, ready_at) ON roster_proposal TO wt_carer
--;
CREATE POLICY coach_read ON roster_proposal FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON roster_proposal TO wt_coach
--;
CREATE POLICY manager_read ON roster_proposal FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON roster_proposal TO wt_manager
--;
ALTER TABLE absence ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE absence FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON absence TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON absence TO wt_kernel
--;
CREATE POLICY wt_operator ON absence TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON absence TO wt_operator
--;
CREATE POLICY carer_read ON absence FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON absence TO wt_carer
--;
CREATE POLICY carer_add ON absence FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, member_id, kind, starts_at, ends_at) ON absence TO wt_carer
--;
CREATE POLICY carer_change ON absence FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, member_id, kind, starts_at, ends_at) ON absence TO wt_carer
--;
CREATE POLICY coach_read ON absence FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON absence TO wt_coach
--;
CREATE POLICY manager_read ON absence FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON absence TO wt_manager
--;
ALTER TABLE calendar_feed ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE calendar_feed FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON calendar_feed TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feed TO wt_kernel
--;
CREATE POLICY wt_operator ON calendar_feed TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feed TO wt_operator
--;
CREATE POLICY carer_read ON calendar_feed FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON calendar_feed TO wt_carer
--;
CREATE POLICY carer_add ON calendar_feed FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, member_id, secret_hash, names_shown, rotated_at) ON calendar_feed TO wt_carer
--;
CREATE POLICY carer_change ON calendar_feed FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, member_id, secret_hash, names_shown, rotated_at) ON calendar_feed TO wt_carer
--;
ALTER TABLE hours_agreement ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE hours_agreement FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON hours_agreement TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hours_agreement TO wt_kernel
--;
CREATE POLICY wt_operator ON hours_agreement TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hours_agreement TO wt_operator
--;
CREATE POLICY carer_read ON hours_agreement FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_agreement TO wt_carer
--;
CREATE POLICY carer_add ON hours_agreement FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, weekly_minutes, from_on, until_on, words) ON hours_agreement TO wt_carer
--;
CREATE POLICY carer_change ON hours_agreement FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, weekly_minutes, from_on, until_on, words) ON hours_agreement TO wt_carer
--;
CREATE POLICY coach_read ON hours_agreement FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_agreement TO wt_coach
--;
CREATE POLICY integration_read ON hours_agreement FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_agreement TO wt_integration
--;
CREATE POLICY integration_add ON hours_agreement FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, weekly_minutes, from_on, until_on, words) ON hours_agreement TO wt_integration
--;
CREATE POLICY integration_change ON hours_agreement FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, weekly_minutes, from_on, until_on, words) ON hours_agreement TO wt_integration
--;
CREATE POLICY person_read ON hours_agreement FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_agreement TO wt_person
--;
CREATE POLICY manager_read ON hours_agreement FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON hours_agreement TO wt_manager
--;
CREATE POLICY manager_add ON hours_agreement FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, weekly_minutes, from_on, until_on, words) ON hours_agreement TO wt_manager
--;
CREATE POLICY manager_change ON hours_agreement FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, weekly_minutes, from_on, until_on, words) ON hours_agreement TO wt_manager
--;
CREATE POLICY opening_read ON hours_agreement FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_agreement TO wt_opening
--;
ALTER TABLE hours_entry ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE hours_entry FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON hours_entry TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hours_entry TO wt_kernel
--;
CREATE POLICY wt_operator ON hours_entry TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON hours_entry TO wt_operator
--;
CREATE POLICY carer_read ON hours_entry FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_entry TO wt_carer
--;
CREATE POLICY carer_add ON hours_entry FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('moved', 'adjusted'))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, kind, on_day, minutes, visit_id, move_id, words, provided_by_team_id) ON hours_entry TO wt_carer
--;
CREATE POLICY coach_read ON hours_entry FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_entry TO wt_coach
--;
CREATE POLICY integration_read ON hours_entry FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_entry TO wt_integration
--;
CREATE POLICY person_read ON hours_entry FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_entry TO wt_person
--;
CREATE POLICY person_add ON hours_entry FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind = 'moved')
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, kind, on_day, minutes, visit_id, move_id, words, provided_by_team_id) ON hours_entry TO wt_person
--;
CREATE POLICY manager_read ON hours_entry FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON hours_entry TO wt_manager
--;
CREATE POLICY opening_read ON hours_entry FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON hours_entry TO wt_opening
--;
ALTER TABLE visit_series ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE visit_series FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON visit_series TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_series TO wt_kernel
--;
CREATE POLICY wt_operator ON visit_series TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_series TO wt_operator
--;
CREATE POLICY carer_read ON visit_series FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_series TO wt_carer
--;
CREATE POLICY carer_add ON visit_series FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, provided_by_team_id, rule, first_local, length_minutes, earlier_minutes, later_minutes, exceptions, kind, purpose, members_needed, member_ids, travel_minutes, short_reason, short_words, planned_until_on, ended_on, follows_id) ON visit_series TO wt_carer
--;
CREATE POLICY carer_change ON visit_series FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, provided_by_team_id, rule, first_local, length_minutes, earlier_minutes, later_minutes, exceptions, kind, purpose, members_needed, member_ids, travel_minutes, short_reason, short_words, planned_until_on, ended_on, follows_id) ON visit_series TO wt_carer
--;
CREATE POLICY coach_read ON visit_series FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_series TO wt_coach
--;
CREATE POLICY integration_read ON visit_series FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_series TO wt_integration
--;
CREATE POLICY integration_add ON visit_series FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, provided_by_team_id, rule, first_local, length_minutes, earlier_minutes, later_minutes, exceptions, kind, purpose, members_needed, member_ids, travel_minutes, short_reason, short_words, planned_until_on, ended_on, follows_id) ON visit_series TO wt_integration
--;
CREATE POLICY integration_change ON visit_series FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, provided_by_team_id, rule, first_local, length_minutes, earlier_minutes, later_minutes, exceptions, kind, purpose, members_needed, member_ids, travel_minutes, short_reason, short_words, planned_until_on, ended_on, follows_id) ON visit_series TO wt_integration
--;
CREATE POLICY person_read ON visit_series FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_series TO wt_person
--;
CREATE POLICY manager_read ON visit_series FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON visit_series TO wt_manager
--;
CREATE POLICY opening_read ON visit_series FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_series TO wt_opening
--;
ALTER TABLE working_pattern ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE working_pattern FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON working_pattern TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON working_pattern TO wt_kernel
--;
CREATE POLICY wt_operator ON working_pattern TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON working_pattern TO wt_operator
--;
CREATE POLICY carer_read ON working_pattern FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON working_pattern TO wt_carer
--;
CREATE POLICY carer_add ON working_pattern FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, member_id, from_on, until_on, cycle_weeks, times) ON working_pattern TO wt_carer
--;
CREATE POLICY carer_change ON working_pattern FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, member_id, from_on, until_on, cycle_weeks, times) ON working_pattern TO wt_carer
--;
CREATE POLICY coach_read ON working_pattern FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON working_pattern TO wt_coach
--;
CREATE POLICY manager_read ON working_pattern FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON working_pattern TO wt_manager
--;
ALTER TABLE absence_reason ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE absence_reason FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON absence_reason TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON absence_reason TO wt_kernel
--;
CREATE POLICY wt_operator ON absence_reason TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON absence_reason TO wt_operator
--;
CREATE POLICY carer_read ON absence_reason FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON absence_reason TO wt_carer
--;
CREATE POLICY carer_add ON absence_reason FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, absence_id, member_id, words) ON absence_reason TO wt_carer
--;
CREATE POLICY carer_change ON absence_reason FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, absence_id, member_id, words) ON absence_reason TO wt_carer
--;
ALTER TABLE visit ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE visit FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON visit TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit TO wt_kernel
--;
CREATE POLICY wt_operator ON visit TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit TO wt_operator
--;
CREATE POLICY carer_read ON visit FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit TO wt_carer
--;
CREATE POLICY carer_add ON visit FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, provided_by_team_id, series_id, occurrence_local, of_its_own, kind, planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose, travel_minutes, short_reason, short_words, unplanned, state, closed_at, closed_by, close_reason, close_words, actual_start_at, actual_end_at, delivered_minutes, late_at, seems_missed_at, flags) ON visit TO wt_carer
--;
CREATE POLICY carer_change ON visit FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (provided_by_team_id, series_id, occurrence_local, of_its_own, kind, planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose, travel_minutes, short_reason, short_words, unplanned, state, closed_at, closed_by, close_reason, close_words, actual_start_at, actual_end_at, delivered_minutes, late_at, seems_missed_at, flags) ON visit TO wt_carer
--;
CREATE POLICY coach_read ON visit FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit TO wt_coach
--;
CREATE POLICY integration_read ON visit FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit TO wt_integration
--;
CREATE POLICY integration_add ON visit FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, provided_by_team_id, series_id, occurrence_local, of_its_own, kind, planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose, travel_minutes, short_reason, short_words, unplanned, state, closed_at, closed_by, close_reason, close_words, actual_start_at, actual_end_at, delivered_minutes, late_at, seems_missed_at, flags) ON visit TO wt_integration
--;
CREATE POLICY integration_change ON visit FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (provided_by_team_id, series_id, occurrence_local, of_its_own, kind, planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose, travel_minutes, short_reason, short_words, unplanned, state, closed_at, closed_by, close_reason, close_words, actual_start_at, actual_end_at, delivered_minutes, late_at, seems_missed_at, flags) ON visit TO wt_integration
--;
CREATE POLICY person_read ON visit FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit TO wt_person
--;
CREATE POLICY person_change ON visit FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (planned_end_at, short_reason, short_words) ON visit TO wt_person
--;
CREATE POLICY family_read ON visit FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_visits', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, provided_by_team_id, series_id, kind, planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose, unplanned, state, actual_start_at, actual_end_at) ON visit TO wt_family
--;
CREATE POLICY manager_read ON visit FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON visit TO wt_manager
--;
CREATE POLICY opening_read ON visit FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit TO wt_opening
--;
ALTER TABLE concern ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE concern FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON concern TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON concern TO wt_kernel
--;
CREATE POLICY wt_operator ON concern TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON concern TO wt_operator
--;
CREATE POLICY carer_read ON concern FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND (NOT restricted OR author_account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid)))
--;
GRANT SELECT ON concern TO wt_carer
--;
CREATE POLICY carer_add ON concern FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND (NOT restricted OR author_account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid)))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_carer
--;
CREATE POLICY carer_change ON concern FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND (NOT restricted OR author_account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND (NOT restricted OR author_account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid)))
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_carer
--;
CREATE POLICY coach_read ON concern FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND NOT restricted)
--;
GRANT SELECT ON concern TO wt_coach
--;
CREATE POLICY integration_read ON concern FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND NOT restricted)
--;
GRANT SELECT ON concern TO wt_integration
--;
CREATE POLICY integration_add ON concern FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND NOT restricted)
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_integration
--;
CREATE POLICY integration_change ON concern FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND NOT restricted) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND NOT restricted)
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_integration
--;
CREATE POLICY person_read ON concern FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND NOT restricted)
--;
GRANT SELECT ON concern TO wt_person
--;
CREATE POLICY manager_read ON concern FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON concern TO wt_manager
--;
CREATE POLICY manager_add ON concern FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_manager
--;
CREATE POLICY manager_change ON concern FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_manager
--;
CREATE POLICY opening_read ON concern FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]) AND NOT restricted)
--;
GRANT SELECT ON concern TO wt_opening
--;
ALTER TABLE proposal_line ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE proposal_line FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON proposal_line TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON proposal_line TO wt_kernel
--;
CREATE POLICY wt_operator ON proposal_line TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON proposal_line TO wt_operator
--;
CREATE POLICY carer_read ON proposal_line FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON proposal_line TO wt_carer
--;
CREATE POLICY carer_change ON proposal_line FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, state, answered_at) ON proposal_line TO wt_carer
--;
CREATE POLICY coach_read ON proposal_line FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON proposal_line TO wt_coach
--;
CREATE POLICY manager_read ON proposal_line FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON proposal_line TO wt_manager
--;
CREATE POLICY opening_read ON proposal_line FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON proposal_line TO wt_opening
--;
ALTER TABLE visit_link ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE visit_link FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON visit_link TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_link TO wt_kernel
--;
CREATE POLICY wt_operator ON visit_link TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_link TO wt_operator
--;
CREATE POLICY carer_read ON visit_link FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_link TO wt_carer
--;
CREATE POLICY carer_add ON visit_link FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, target_id) ON visit_link TO wt_carer
--;
CREATE POLICY carer_change ON visit_link FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, visit_id, kind, target_id) ON visit_link TO wt_carer
--;
CREATE POLICY coach_read ON visit_link FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_link TO wt_coach
--;
CREATE POLICY integration_read ON visit_link FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_link TO wt_integration
--;
CREATE POLICY integration_add ON visit_link FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, target_id) ON visit_link TO wt_integration
--;
CREATE POLICY integration_change ON visit_link FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, visit_id, kind, target_id) ON visit_link TO wt_integration
--;
CREATE POLICY person_read ON visit_link FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_link TO wt_person
--;
CREATE POLICY manager_read ON visit_link FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON visit_link TO wt_manager
--;
CREATE POLICY opening_read ON visit_link FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_link TO wt_opening
--;
ALTER TABLE visit_offer ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE visit_offer FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON visit_offer TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_offer TO wt_kernel
--;
CREATE POLICY wt_operator ON visit_offer TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_offer TO wt_operator
--;
CREATE POLICY carer_read ON visit_offer FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_offer TO wt_carer
--;
CREATE POLICY carer_add ON visit_offer FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, from_member_id, to_member_id, for_visit_id, words, state, answered_by_member_id, answered_at, answer_words) ON visit_offer TO wt_carer
--;
CREATE POLICY carer_change ON visit_offer FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, visit_id, from_member_id, to_member_id, for_visit_id, words, state, answered_by_member_id, answered_at, answer_words) ON visit_offer TO wt_carer
--;
CREATE POLICY coach_read ON visit_offer FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_offer TO wt_coach
--;
CREATE POLICY manager_read ON visit_offer FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON visit_offer TO wt_manager
--;
CREATE POLICY opening_read ON visit_offer FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_offer TO wt_opening
--;
ALTER TABLE visit_record ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE visit_record FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON visit_record TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_record TO wt_kernel
--;
CREATE POLICY wt_operator ON visit_record TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_record TO wt_operator
--;
CREATE POLICY carer_read ON visit_record FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_record TO wt_carer
--;
CREATE POLICY carer_add ON visit_record FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, member_id, provided_by_team_id, arrived_at, arrived_recorded_at, arrival_proof, arrival_words, arrival_latitude, arrival_longitude, departed_at, departed_recorded_at, departure_proof, departure_words, departure_latitude, departure_longitude, what_happened, how_they_were, what_worked, what_next_time, made_their_day, handover, about_others, note_at, note_recorded_at, whole_digest, flags) ON visit_record TO wt_carer
--;
CREATE POLICY carer_change ON visit_record FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND member_id = ANY ((SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (visit_id, member_id, provided_by_team_id, arrived_at, arrived_recorded_at, arrival_proof, arrival_words, arrival_latitude, arrival_longitude, departed_at, departed_recorded_at, departure_proof, departure_words, departure_latitude, departure_longitude, what_happened, how_they_were, what_worked, what_next_time, made_their_day, handover, about_others, note_at, note_recorded_at, whole_digest, flags) ON visit_record TO wt_carer
--;
CREATE POLICY coach_read ON visit_record FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, member_id, provided_by_team_id, arrived_at, arrived_recorded_at, arrival_proof, departed_at, departed_recorded_at, departure_proof, what_happened, how_they_were, what_worked, what_next_time, made_their_day, handover, note_at, note_recorded_at, flags) ON visit_record TO wt_coach
--;
CREATE POLICY integration_read ON visit_record FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, member_id, provided_by_team_id, arrived_at, arrived_recorded_at, arrival_proof, departed_at, departed_recorded_at, departure_proof, what_happened, how_they_were, what_worked, what_next_time, made_their_day, handover, note_at, note_recorded_at, flags) ON visit_record TO wt_integration
--;
CREATE POLICY person_read ON visit_record FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, member_id, provided_by_team_id, arrived_at, arrived_recorded_at, arrival_proof, departed_at, departed_recorded_at, departure_proof, what_happened, how_they_were, what_worked, what_next_time, made_their_day, handover, note_at, note_recorded_at, flags) ON visit_record TO wt_person
--;
CREATE POLICY family_read ON visit_record FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_visits', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, member_id, provided_by_team_id, arrived_at, arrived_recorded_at, arrival_proof, departed_at, departed_recorded_at, departure_proof, what_happened, how_they_were, what_worked, what_next_time, made_their_day, note_at, note_recorded_at) ON visit_record TO wt_family
--;
CREATE POLICY manager_read ON visit_record FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON visit_record TO wt_manager
--;
CREATE POLICY opening_read ON visit_record FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_record TO wt_opening
--;
ALTER TABLE visit_slot ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE visit_slot FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON visit_slot TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_slot TO wt_kernel
--;
CREATE POLICY wt_operator ON visit_slot TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_slot TO wt_operator
--;
ALTER TABLE visit_amendment ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE visit_amendment FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON visit_amendment TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_amendment TO wt_kernel
--;
CREATE POLICY wt_operator ON visit_amendment TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_amendment TO wt_operator
--;
CREATE POLICY carer_read ON visit_amendment FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_amendment TO wt_carer
--;
CREATE POLICY carer_add ON visit_amendment FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, record_id, field, words, words_about_others, amended_at, because, account_id, provided_by_team_id) ON visit_amendment TO wt_carer
--;
CREATE POLICY coach_read ON visit_amendment FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, record_id, field, words, amended_at, because, account_id, provided_by_team_id) ON visit_amendment TO wt_coach
--;
CREATE POLICY integration_read ON visit_amendment FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, record_id, field, words, amended_at, because, account_id, provided_by_team_id) ON visit_amendment TO wt_integration
--;
CREATE POLICY person_read ON visit_amendment FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, record_id, field, words, amended_at, because, account_id, provided_by_team_id) ON visit_amendment TO wt_person
--;
CREATE POLICY family_read ON visit_amendment FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_visits', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, person_id, team_id, visit_id, record_id, field, words, amended_at, provided_by_team_id) ON visit_amendment TO wt_family
--;
CREATE POLICY manager_read ON visit_amendment FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON visit_amendment TO wt_manager
--;
CREATE POLICY opening_read ON visit_amendment FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON visit_amendment TO wt_opening
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
