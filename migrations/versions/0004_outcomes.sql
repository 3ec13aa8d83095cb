GRANT CREATE ON SCHEMA public TO wt_kernel
--;
CREATE TABLE instrument (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	key VARCHAR(60) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	purpose VARCHAR(1000) NOT NULL, 
	answered_for VARCHAR(10) DEFAULT 'people' NOT NULL, 
	licence VARCHAR(20) DEFAULT 'own' NOT NULL, 
	licence_words VARCHAR(500), 
	licence_confirmed_at TIMESTAMP WITH TIME ZONE, 
	used_by TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	CONSTRAINT pk_instrument PRIMARY KEY (id), 
	CONSTRAINT ck_instrument_answered_for CHECK (answered_for IN ('people', 'teams')), 
	CONSTRAINT ck_instrument_licence CHECK (licence IN ('open_government', 'own', 'licensed')), 
	CONSTRAINT ck_instrument_key CHECK (key ~ '^[a-z][a-z0-9-]{1,58}[a-z0-9]$'), 
	CONSTRAINT ck_instrument_licence_confirmed CHECK (licence = 'licensed' OR licence_confirmed_at IS NULL), 
	CONSTRAINT uq_instrument_id_organisation_id UNIQUE (id, organisation_id), 
	CONSTRAINT fk_instrument_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE UNIQUE INDEX uq_instrument_key ON instrument (organisation_id, key) WHERE removed_at IS NULL
--;
CREATE TABLE change_cycle (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE NOT NULL, 
	step VARCHAR(20) DEFAULT 'gathering' NOT NULL, 
	gathered_on DATE, 
	people INTEGER, 
	feedback VARCHAR(4000), 
	told_on DATE, 
	CONSTRAINT pk_change_cycle PRIMARY KEY (id), 
	CONSTRAINT ck_change_cycle_step CHECK (step IN ('gathering', 'theming', 'understanding', 'success', 'planning', 'doing', 'telling', 'closed')), 
	CONSTRAINT ck_change_cycle_dates CHECK (until_on > from_on), 
	CONSTRAINT ck_change_cycle_gathered CHECK ((gathered_on IS NULL) = (people IS NULL)), 
	CONSTRAINT uq_change_cycle_id_team_id UNIQUE (id, team_id), 
	CONSTRAINT fk_change_cycle_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_change_cycle_organisation_id ON change_cycle (organisation_id)
--;
CREATE INDEX ix_change_cycle_team_id_created_at_id ON change_cycle (team_id, created_at, id)
--;
CREATE TABLE instrument_version (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	instrument_id UUID NOT NULL, 
	number INTEGER NOT NULL, 
	items JSONB DEFAULT '[]'::jsonb NOT NULL, 
	scoring JSONB DEFAULT '{}'::jsonb NOT NULL, 
	state VARCHAR(10) DEFAULT 'draft' NOT NULL, 
	published_on DATE, 
	withdrawn_on DATE, 
	withdrawn_because VARCHAR(1000), 
	CONSTRAINT pk_instrument_version PRIMARY KEY (id), 
	CONSTRAINT ck_instrument_version_state CHECK (state IN ('draft', 'published', 'withdrawn')), 
	CONSTRAINT fk_instrument_version_instrument_id_organisation_id FOREIGN KEY(instrument_id, organisation_id) REFERENCES instrument (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_instrument_version_number UNIQUE (instrument_id, number), 
	CONSTRAINT fk_instrument_version_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_instrument_version_organisation_id ON instrument_version (organisation_id)
--;
CREATE TABLE team_assessment (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	instrument VARCHAR(60) NOT NULL, 
	instrument_version INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	who_was_there JSONB DEFAULT '[]'::jsonb NOT NULL, 
	answers JSONB DEFAULT '[]'::jsonb NOT NULL, 
	actions JSONB DEFAULT '[]'::jsonb NOT NULL, 
	CONSTRAINT pk_team_assessment PRIMARY KEY (id), 
	CONSTRAINT fk_team_assessment_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_team_assessment_organisation_id ON team_assessment (organisation_id)
--;
CREATE INDEX ix_team_assessment_team_id_held_on_id ON team_assessment (team_id, held_on, id)
--;
CREATE TABLE check_in_invitation (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	circle_member_id UUID NOT NULL, 
	from_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	until_at TIMESTAMP WITH TIME ZONE, 
	withdrawn_at TIMESTAMP WITH TIME ZONE, 
	words VARCHAR(500), 
	CONSTRAINT pk_check_in_invitation PRIMARY KEY (id), 
	CONSTRAINT ck_check_in_invitation_dates CHECK (until_at > from_at), 
	CONSTRAINT fk_check_in_invitation_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_check_in_invitation_circle_member_id ON check_in_invitation (circle_member_id)
--;
CREATE INDEX ix_check_in_invitation_organisation_id ON check_in_invitation (organisation_id)
--;
CREATE INDEX ix_check_in_invitation_person_id ON check_in_invitation (person_id)
--;
CREATE INDEX ix_check_in_invitation_team_id ON check_in_invitation (team_id)
--;
CREATE TABLE cycle_action (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	cycle_id UUID NOT NULL, 
	theme_id UUID, 
	what VARCHAR(1000) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	by_on DATE, 
	state VARCHAR(10) DEFAULT 'to_do' NOT NULL, 
	what_came_of_it VARCHAR(2000), 
	CONSTRAINT pk_cycle_action PRIMARY KEY (id), 
	CONSTRAINT fk_cycle_action_cycle_id_team_id FOREIGN KEY(cycle_id, team_id) REFERENCES change_cycle (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_cycle_action_state CHECK (state IN ('to_do', 'done', 'carried', 'dropped')), 
	CONSTRAINT ck_cycle_action_words CHECK (state NOT IN ('dropped', 'carried') OR what_came_of_it IS NOT NULL), 
	CONSTRAINT fk_cycle_action_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_cycle_action_cycle_id ON cycle_action (cycle_id)
--;
CREATE INDEX ix_cycle_action_organisation_id ON cycle_action (organisation_id)
--;
CREATE INDEX ix_cycle_action_team_id ON cycle_action (team_id)
--;
CREATE TABLE cycle_statement (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	cycle_id UUID NOT NULL, 
	kind VARCHAR(30) NOT NULL, 
	words VARCHAR(1000) NOT NULL, 
	theme_id UUID, 
	CONSTRAINT pk_cycle_statement PRIMARY KEY (id), 
	CONSTRAINT fk_cycle_statement_cycle_id_team_id FOREIGN KEY(cycle_id, team_id) REFERENCES change_cycle (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_cycle_statement_kind CHECK (kind IN ('working', 'not_working', 'important_for_the_future')), 
	CONSTRAINT fk_cycle_statement_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_cycle_statement_cycle_id ON cycle_statement (cycle_id)
--;
CREATE INDEX ix_cycle_statement_organisation_id ON cycle_statement (organisation_id)
--;
CREATE INDEX ix_cycle_statement_team_id ON cycle_statement (team_id)
--;
CREATE TABLE cycle_theme (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	team_id UUID NOT NULL, 
	cycle_id UUID NOT NULL, 
	kind VARCHAR(30) NOT NULL, 
	i_statement VARCHAR(500) NOT NULL, 
	root_causes JSONB DEFAULT '[]'::jsonb NOT NULL, 
	success_for_people VARCHAR(1000), 
	success_for_team VARCHAR(1000), 
	success_for_provider VARCHAR(1000), 
	chosen BOOLEAN DEFAULT false NOT NULL, 
	tags TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	CONSTRAINT pk_cycle_theme PRIMARY KEY (id), 
	CONSTRAINT fk_cycle_theme_cycle_id_team_id FOREIGN KEY(cycle_id, team_id) REFERENCES change_cycle (id, team_id) ON DELETE RESTRICT, 
	CONSTRAINT ck_cycle_theme_kind CHECK (kind IN ('working', 'not_working', 'important_for_the_future')), 
	CONSTRAINT fk_cycle_theme_team_id_organisation_id FOREIGN KEY(team_id, organisation_id) REFERENCES team (id, organisation_id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_cycle_theme_cycle_id ON cycle_theme (cycle_id)
--;
CREATE INDEX ix_cycle_theme_organisation_id ON cycle_theme (organisation_id)
--;
CREATE INDEX ix_cycle_theme_team_id ON cycle_theme (team_id)
--;
CREATE TABLE good_week_item (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	what VARCHAR(500) NOT NULL, 
	when_words VARCHAR(200), 
	with_whom VARCHAR(200), 
	how_often VARCHAR(200), 
	why_it_matters VARCHAR(1000), 
	wording INTEGER DEFAULT 1 NOT NULL, 
	position INTEGER DEFAULT 1 NOT NULL, 
	started_on DATE NOT NULL, 
	ended_on DATE, 
	ended_because VARCHAR(1000), 
	CONSTRAINT pk_good_week_item PRIMARY KEY (id), 
	CONSTRAINT ck_good_week_item_dates CHECK (ended_on >= started_on), 
	CONSTRAINT uq_good_week_item_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_good_week_item_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_good_week_item_organisation_id ON good_week_item (organisation_id)
--;
CREATE INDEX ix_good_week_item_person_id ON good_week_item (person_id)
--;
CREATE INDEX ix_good_week_item_person_id_position_id ON good_week_item (person_id, position, id)
--;
CREATE INDEX ix_good_week_item_team_id ON good_week_item (team_id)
--;
CREATE TABLE good_week_score (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	week_on DATE NOT NULL, 
	score INTEGER NOT NULL, 
	zero_words VARCHAR(200) NOT NULL, 
	ten_words VARCHAR(200) NOT NULL, 
	words VARCHAR(2000), 
	answered_by VARCHAR(20) NOT NULL, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_good_week_score PRIMARY KEY (id), 
	CONSTRAINT ck_good_week_score_answered_by CHECK (answered_by IN ('self', 'family', 'team_on_behalf')), 
	CONSTRAINT ck_good_week_score_score CHECK (score BETWEEN 0 AND 10), 
	CONSTRAINT ck_good_week_score_week CHECK (extract(isodow FROM week_on) = 1), 
	CONSTRAINT fk_good_week_score_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_good_week_score_organisation_id ON good_week_score (organisation_id)
--;
CREATE INDEX ix_good_week_score_person_id ON good_week_score (person_id)
--;
CREATE INDEX ix_good_week_score_provided_by_team_id_week_on ON good_week_score (provided_by_team_id, week_on)
--;
CREATE INDEX ix_good_week_score_team_id ON good_week_score (team_id)
--;
CREATE UNIQUE INDEX uq_good_week_score_week ON good_week_score (person_id, week_on, answered_by) WHERE removed_at IS NULL
--;
CREATE TABLE outcome (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	statement VARCHAR(1000) NOT NULL, 
	why_it_matters VARCHAR(2000), 
	what_good_looks_like VARCHAR(2000), 
	who_helps JSONB DEFAULT '[]'::jsonb NOT NULL, 
	wording INTEGER DEFAULT 1 NOT NULL, 
	areas TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	started_on DATE NOT NULL, 
	zero_words VARCHAR(200), 
	ten_words VARCHAR(200), 
	baseline_score INTEGER, 
	baseline_words VARCHAR(2000), 
	status VARCHAR(10) DEFAULT 'exploring' NOT NULL, 
	status_since DATE NOT NULL, 
	ended_on DATE, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_outcome PRIMARY KEY (id), 
	CONSTRAINT ck_outcome_status CHECK (status IN ('exploring', 'on_track', 'off_track', 'achieved', 'changed', 'set_aside')), 
	CONSTRAINT ck_outcome_areas CHECK (areas <@ ARRAY['CA-NUTRITION', 'CA-HYGIENE', 'CA-TOILET', 'CA-CLOTHING', 'CA-HOMESAFETY', 'CA-HABITABLEHOME', 'CA-RELATIONSHIPS', 'CA-WTEV', 'CA-COMMUNITY', 'CA-CARINGOTHERS']), 
	CONSTRAINT ck_outcome_baseline CHECK (baseline_score BETWEEN 0 AND 10), 
	CONSTRAINT ck_outcome_scale CHECK ((baseline_score IS NULL) OR (zero_words IS NOT NULL AND ten_words IS NOT NULL)), 
	CONSTRAINT uq_outcome_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_outcome_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_outcome_organisation_id ON outcome (organisation_id)
--;
CREATE INDEX ix_outcome_organisation_id_created_at_id ON outcome (organisation_id, created_at, id)
--;
CREATE INDEX ix_outcome_person_id ON outcome (person_id)
--;
CREATE INDEX ix_outcome_person_id_created_at_id ON outcome (person_id, created_at, id)
--;
CREATE INDEX ix_outcome_team_id ON outcome (team_id)
--;
CREATE INDEX ix_outcome_team_id_status_id ON outcome (team_id, status, id)
--;
CREATE TABLE review (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	planned_on DATE NOT NULL, 
	held_on DATE, 
	words_stand_from TIMESTAMP WITH TIME ZONE, 
	state VARCHAR(10) DEFAULT 'planned' NOT NULL, 
	where_words VARCHAR(200), 
	who_was_there JSONB DEFAULT '[]'::jsonb NOT NULL, 
	like_and_admire JSONB DEFAULT '[]'::jsonb NOT NULL, 
	matters_now JSONB DEFAULT '[]'::jsonb NOT NULL, 
	matters_for_the_future JSONB DEFAULT '[]'::jsonb NOT NULL, 
	working JSONB DEFAULT '[]'::jsonb NOT NULL, 
	not_working JSONB DEFAULT '[]'::jsonb NOT NULL, 
	questions JSONB DEFAULT '[]'::jsonb NOT NULL, 
	top_working JSONB DEFAULT '[]'::jsonb NOT NULL, 
	top_not_working JSONB DEFAULT '[]'::jsonb NOT NULL, 
	top_for_the_future JSONB DEFAULT '[]'::jsonb NOT NULL, 
	share_for_change BOOLEAN DEFAULT false NOT NULL, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT ck_review_state CHECK (state IN ('planned', 'held', 'cancelled')), 
	CONSTRAINT ck_review_held CHECK ((state = 'held') = (held_on IS NOT NULL)), 
	CONSTRAINT ck_review_stand CHECK ((held_on IS NULL) = (words_stand_from IS NULL)), 
	CONSTRAINT uq_review_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_review_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_review_organisation_id ON review (organisation_id)
--;
CREATE INDEX ix_review_person_id ON review (person_id)
--;
CREATE INDEX ix_review_person_id_planned_on_id ON review (person_id, planned_on, id)
--;
CREATE INDEX ix_review_provided_by_team_id_held_on ON review (provided_by_team_id, held_on)
--;
CREATE INDEX ix_review_team_id ON review (team_id)
--;
CREATE INDEX ix_review_team_id_planned_on_id ON review (team_id, planned_on, id)
--;
CREATE TABLE check_in (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	about VARCHAR(12) NOT NULL, 
	outcome_id UUID, 
	week_on DATE, 
	instrument VARCHAR(60), 
	instrument_version INTEGER, 
	answers JSONB DEFAULT '[]'::jsonb NOT NULL, 
	results JSONB, 
	score INTEGER, 
	zero_words VARCHAR(200), 
	ten_words VARCHAR(200), 
	words VARCHAR(4000), 
	working VARCHAR(2000), 
	not_working VARCHAR(2000), 
	what_next VARCHAR(2000), 
	answered_by VARCHAR(20) NOT NULL, 
	answered_by_name VARCHAR(120), 
	given_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_check_in PRIMARY KEY (id), 
	CONSTRAINT ck_check_in_about CHECK (about IN ('outcome', 'week', 'instrument')), 
	CONSTRAINT ck_check_in_answered_by CHECK (answered_by IN ('self', 'family', 'team_on_behalf')), 
	CONSTRAINT ck_check_in_outcome CHECK ((about = 'outcome') = (outcome_id IS NOT NULL)), 
	CONSTRAINT ck_check_in_week CHECK ((about = 'week') = (week_on IS NOT NULL)), 
	CONSTRAINT ck_check_in_instrument CHECK ((about = 'instrument') = (instrument IS NOT NULL)), 
	CONSTRAINT ck_check_in_instrument_version CHECK ((instrument IS NULL) = (instrument_version IS NULL)), 
	CONSTRAINT ck_check_in_score CHECK (score BETWEEN 0 AND 10), 
	CONSTRAINT ck_check_in_scale CHECK (score IS NULL OR (zero_words IS NOT NULL AND ten_words IS NOT NULL)), 
	CONSTRAINT fk_check_in_outcome_id_person_id FOREIGN KEY(outcome_id, person_id) REFERENCES outcome (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_check_in_id_person_id UNIQUE (id, person_id), 
	CONSTRAINT fk_check_in_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_check_in_organisation_id ON check_in (organisation_id)
--;
CREATE INDEX ix_check_in_organisation_id_given_at_id ON check_in (organisation_id, given_at, id)
--;
CREATE INDEX ix_check_in_outcome_id_given_at ON check_in (outcome_id, given_at)
--;
CREATE INDEX ix_check_in_person_id ON check_in (person_id)
--;
CREATE INDEX ix_check_in_person_id_given_at_id ON check_in (person_id, given_at, id)
--;
CREATE INDEX ix_check_in_provided_by_team_id_given_at ON check_in (provided_by_team_id, given_at)
--;
CREATE INDEX ix_check_in_team_id ON check_in (team_id)
--;
CREATE INDEX ix_check_in_team_id_given_at_id ON check_in (team_id, given_at, id)
--;
CREATE TABLE good_week_mark (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	item_id UUID NOT NULL, 
	week_on DATE NOT NULL, 
	mark VARCHAR(10) NOT NULL, 
	why VARCHAR(1000), 
	answered_by VARCHAR(20) NOT NULL, 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_good_week_mark PRIMARY KEY (id), 
	CONSTRAINT ck_good_week_mark_mark CHECK (mark IN ('happened', 'partly', 'not')), 
	CONSTRAINT ck_good_week_mark_answered_by CHECK (answered_by IN ('self', 'family', 'team_on_behalf')), 
	CONSTRAINT ck_good_week_mark_week CHECK (extract(isodow FROM week_on) = 1), 
	CONSTRAINT fk_good_week_mark_item_id_person_id FOREIGN KEY(item_id, person_id) REFERENCES good_week_item (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_good_week_mark_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_good_week_mark_organisation_id ON good_week_mark (organisation_id)
--;
CREATE INDEX ix_good_week_mark_person_id ON good_week_mark (person_id)
--;
CREATE INDEX ix_good_week_mark_person_id_week_on_id ON good_week_mark (person_id, week_on, id)
--;
CREATE INDEX ix_good_week_mark_provided_by_team_id_week_on ON good_week_mark (provided_by_team_id, week_on)
--;
CREATE INDEX ix_good_week_mark_team_id ON good_week_mark (team_id)
--;
CREATE UNIQUE INDEX uq_good_week_mark_week ON good_week_mark (item_id, week_on) WHERE removed_at IS NULL
--;
CREATE TABLE good_week_wording (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	item_id UUID NOT NULL, 
	number INTEGER NOT NULL, 
	what VARCHAR(500) NOT NULL, 
	when_words VARCHAR(200), 
	with_whom VARCHAR(200), 
	how_often VARCHAR(200), 
	why_it_matters VARCHAR(1000), 
	helped_by VARCHAR(120), 
	because VARCHAR(1000), 
	CONSTRAINT pk_good_week_wording PRIMARY KEY (id), 
	CONSTRAINT fk_good_week_wording_item_id_person_id FOREIGN KEY(item_id, person_id) REFERENCES good_week_item (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_good_week_wording_number UNIQUE (item_id, number), 
	CONSTRAINT fk_good_week_wording_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_good_week_wording_organisation_id ON good_week_wording (organisation_id)
--;
CREATE INDEX ix_good_week_wording_person_id ON good_week_wording (person_id)
--;
CREATE INDEX ix_good_week_wording_team_id ON good_week_wording (team_id)
--;
CREATE TABLE outcome_move (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	outcome_id UUID NOT NULL, 
	from_status VARCHAR(10), 
	to_status VARCHAR(10) NOT NULL, 
	moved_on DATE NOT NULL, 
	reason VARCHAR(2000), 
	provided_by_team_id UUID NOT NULL, 
	CONSTRAINT pk_outcome_move PRIMARY KEY (id), 
	CONSTRAINT ck_outcome_move_to_status CHECK (to_status IN ('exploring', 'on_track', 'off_track', 'achieved', 'changed', 'set_aside')), 
	CONSTRAINT fk_outcome_move_outcome_id_person_id FOREIGN KEY(outcome_id, person_id) REFERENCES outcome (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_outcome_move_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_outcome_move_organisation_id ON outcome_move (organisation_id)
--;
CREATE INDEX ix_outcome_move_outcome_id_moved_on ON outcome_move (outcome_id, moved_on)
--;
CREATE INDEX ix_outcome_move_person_id ON outcome_move (person_id)
--;
CREATE INDEX ix_outcome_move_provided_by_team_id_moved_on ON outcome_move (provided_by_team_id, moved_on)
--;
CREATE INDEX ix_outcome_move_team_id ON outcome_move (team_id)
--;
CREATE TABLE outcome_step (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	outcome_id UUID NOT NULL, 
	what VARCHAR(1000) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	by_on DATE, 
	state VARCHAR(10) DEFAULT 'to_do' NOT NULL, 
	what_happened VARCHAR(2000), 
	ended_on DATE, 
	CONSTRAINT pk_outcome_step PRIMARY KEY (id), 
	CONSTRAINT ck_outcome_step_state CHECK (state IN ('to_do', 'doing', 'done', 'dropped')), 
	CONSTRAINT ck_outcome_step_happened CHECK (state NOT IN ('done', 'dropped') OR what_happened IS NOT NULL), 
	CONSTRAINT fk_outcome_step_outcome_id_person_id FOREIGN KEY(outcome_id, person_id) REFERENCES outcome (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_outcome_step_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_outcome_step_organisation_id ON outcome_step (organisation_id)
--;
CREATE INDEX ix_outcome_step_outcome_id_by_on ON outcome_step (outcome_id, by_on)
--;
CREATE INDEX ix_outcome_step_person_id ON outcome_step (person_id)
--;
CREATE INDEX ix_outcome_step_team_id ON outcome_step (team_id)
--;
CREATE TABLE outcome_wording (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	outcome_id UUID NOT NULL, 
	number INTEGER NOT NULL, 
	statement VARCHAR(1000) NOT NULL, 
	why_it_matters VARCHAR(2000), 
	what_good_looks_like VARCHAR(2000), 
	who_helps JSONB DEFAULT '[]'::jsonb NOT NULL, 
	helped_by VARCHAR(120), 
	because VARCHAR(1000), 
	CONSTRAINT pk_outcome_wording PRIMARY KEY (id), 
	CONSTRAINT fk_outcome_wording_outcome_id_person_id FOREIGN KEY(outcome_id, person_id) REFERENCES outcome (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_outcome_wording_number UNIQUE (outcome_id, number), 
	CONSTRAINT fk_outcome_wording_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_outcome_wording_organisation_id ON outcome_wording (organisation_id)
--;
CREATE INDEX ix_outcome_wording_person_id ON outcome_wording (person_id)
--;
CREATE INDEX ix_outcome_wording_team_id ON outcome_wording (team_id)
--;
CREATE TABLE review_action (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	review_id UUID NOT NULL, 
	what VARCHAR(1000) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	by_on DATE, 
	state VARCHAR(10) DEFAULT 'to_do' NOT NULL, 
	words VARCHAR(1000), 
	ended_on DATE, 
	CONSTRAINT pk_review_action PRIMARY KEY (id), 
	CONSTRAINT ck_review_action_state CHECK (state IN ('to_do', 'done', 'carried', 'dropped')), 
	CONSTRAINT ck_review_action_words CHECK (state NOT IN ('dropped', 'carried') OR words IS NOT NULL), 
	CONSTRAINT fk_review_action_review_id_person_id FOREIGN KEY(review_id, person_id) REFERENCES review (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_review_action_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_review_action_organisation_id ON review_action (organisation_id)
--;
CREATE INDEX ix_review_action_person_id ON review_action (person_id)
--;
CREATE INDEX ix_review_action_review_id ON review_action (review_id)
--;
CREATE INDEX ix_review_action_team_id ON review_action (team_id)
--;
CREATE INDEX ix_review_action_team_id_by_on_id ON review_action (team_id, by_on, id)
--;
CREATE TABLE check_in_amendment (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	check_in_id UUID NOT NULL, 
	score INTEGER, 
	words VARCHAR(4000), 
	working VARCHAR(2000), 
	not_working VARCHAR(2000), 
	what_next VARCHAR(2000), 
	because VARCHAR(1000) NOT NULL, 
	account_id UUID, 
	CONSTRAINT pk_check_in_amendment PRIMARY KEY (id), 
	CONSTRAINT ck_check_in_amendment_score CHECK (score BETWEEN 0 AND 10), 
	CONSTRAINT fk_check_in_amendment_check_in_id_person_id FOREIGN KEY(check_in_id, person_id) REFERENCES check_in (id, person_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_check_in_amendment_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_check_in_amendment_check_in_id ON check_in_amendment (check_in_id)
--;
CREATE INDEX ix_check_in_amendment_organisation_id ON check_in_amendment (organisation_id)
--;
CREATE INDEX ix_check_in_amendment_person_id ON check_in_amendment (person_id)
--;
CREATE INDEX ix_check_in_amendment_team_id ON check_in_amendment (team_id)
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
      PERFORM set_config('app.invited_person_ids', array_agg(DISTINCT i.person_id)::text, true)
         FROM check_in_invitation i
         JOIN circles_of(s.account_id, p_role) c ON c.member_id = i.circle_member_id AND c.person_id = i.person_id
        WHERE i.withdrawn_at IS NULL AND i.removed_at IS NULL AND i.from_at <= now() AND (i.until_at IS NULL OR i.until_at > now())
       HAVING count(*) > 0;
    END IF;
  WHEN 'manager', 'commissioner' THEN
    NULL;  -- the organisation is the reach
  ELSE
    RAISE EXCEPTION 'no such role' USING ERRCODE = 'WT401';
  END CASE;
  RETURN 'wt_' || p_role;
END $$
--;
-- Working Together for Change: what people said is most important, gathered without whose it was.

-- Gathers the top two of the reviews that the team held in the cycle's period with the person's leave. Once, when the period is
-- over, and of a period that no other gathering had a part of: two gatherings that differ by one person would tell what that
-- person said. A kind of statement that fewer than five people made is left out; if none remains, nothing is gathered
-- (SMALLEST_GROUP). Answers how many people spoke. Rows come in no order, with ids that tell none.
CREATE OR REPLACE FUNCTION gather_statements(p_cycle uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c record;
  v_people integer;
  v_today date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT organisation_id, team_id, step, gathered_on, from_on, until_on INTO c FROM change_cycle
   WHERE id = p_cycle AND removed_at IS NULL AND current_setting('app.role', true) = 'carer'
     AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  -- One gathering of a team at a time: the next one sees what the first gathered.
  PERFORM pg_advisory_xact_lock(hashtextextended('gather_statements ' || c.team_id, 0));
  SELECT organisation_id, team_id, step, gathered_on, from_on, until_on INTO c FROM change_cycle WHERE id = p_cycle FOR UPDATE;
  IF c.step <> 'gathering' OR c.gathered_on IS NOT NULL THEN
    RAISE EXCEPTION 'gathered already' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_gathered';
  END IF;
  IF c.until_on > v_today THEN
    RAISE EXCEPTION 'the period is not over' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_period';
  END IF;
  IF EXISTS (SELECT FROM change_cycle o WHERE o.team_id = c.team_id AND o.gathered_on IS NOT NULL
                AND o.from_on < c.until_on AND o.until_on > c.from_on) THEN
    RAISE EXCEPTION 'a part was gathered before' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_overlap';
  END IF;
  WITH said AS MATERIALIZED (
    SELECT r.person_id, k.kind, w.words
      FROM review r
     CROSS JOIN LATERAL (VALUES ('working', r.top_working), ('not_working', r.top_not_working),
                                ('important_for_the_future', r.top_for_the_future)) k(kind, listed)
     CROSS JOIN LATERAL jsonb_array_elements_text(k.listed) w(words)
     WHERE r.provided_by_team_id = c.team_id AND r.organisation_id = c.organisation_id
       AND r.held_on >= c.from_on AND r.held_on < c.until_on AND r.state = 'held' AND r.share_for_change AND r.removed_at IS NULL
  ), enough AS (
    SELECT kind FROM said GROUP BY kind HAVING count(DISTINCT person_id) >= 5
  ), kept AS (
    INSERT INTO cycle_statement (id, organisation_id, team_id, cycle_id, kind, words)
    SELECT gen_random_uuid(), c.organisation_id, c.team_id, p_cycle, s.kind, s.words FROM said s JOIN enough USING (kind) ORDER BY random()
  )
  SELECT count(DISTINCT person_id) INTO v_people FROM said JOIN enough USING (kind);
  IF v_people = 0 THEN
    RAISE EXCEPTION 'too few' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_too_few';
  END IF;
  UPDATE change_cycle SET gathered_on = v_today, people = v_people WHERE id = p_cycle;
  RETURN v_people;
END $$
--;
-- What a visit was for is the person's own: an outcome, or an item of the good week, of whom the visit is with.
CREATE OR REPLACE FUNCTION hold_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.kind = 'outcome' THEN
    PERFORM 1 FROM outcome WHERE id = NEW.target_id AND person_id = NEW.person_id AND removed_at IS NULL;
  ELSE
    PERFORM 1 FROM good_week_item WHERE id = NEW.target_id AND person_id = NEW.person_id AND removed_at IS NULL;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not of this person' USING ERRCODE = 'WT409', CONSTRAINT = 'visit_link_target';
  END IF;
  RETURN NULL;
END $$
--;
-- When a person's support ended, if it has: when it was recorded, or at the latest when its day was over. Asked by whoever checks in
-- for them, which for family is without the person's record.
CREATE OR REPLACE FUNCTION support_ended_at(p_person uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least(max(c.created_at), (p.status_since + interval '1 day') AT TIME ZONE 'Europe/London')
    FROM person p
    LEFT JOIN status_change c ON c.person_id = p.id AND c.to_status = 'ended' AND c.changed_on = p.status_since
   WHERE p.id = p_person AND p.status = 'ended' AND p.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
   GROUP BY p.id, p.status_since
$$
--;
REVOKE ALL ON FUNCTION support_ended_at(uuid) FROM PUBLIC
--;
ALTER FUNCTION support_ended_at(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION gather_statements(uuid) FROM PUBLIC
--;
ALTER FUNCTION gather_statements(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_link() FROM PUBLIC
--;
ALTER FUNCTION hold_link() OWNER TO wt_kernel
--;
GRANT EXECUTE ON FUNCTION support_ended_at(uuid) TO wt_carer, wt_person, wt_family, wt_integration
--;
GRANT EXECUTE ON FUNCTION gather_statements(uuid) TO wt_carer
--;
CREATE TRIGGER stamp BEFORE UPDATE ON instrument FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON instrument FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON instrument FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON change_cycle FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON change_cycle FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON change_cycle FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON instrument_version FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON instrument_version FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON instrument_version FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON team_assessment FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON team_assessment FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON team_assessment FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON check_in_invitation FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON check_in_invitation FOR EACH ROW EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON check_in_invitation FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON cycle_action FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON cycle_action FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON cycle_action FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON cycle_statement FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON cycle_statement FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON cycle_statement FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON cycle_theme FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON cycle_theme FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON cycle_theme FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON good_week_item FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON good_week_item FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON good_week_item FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON good_week_score FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON good_week_score FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON good_week_score FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON outcome FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON outcome FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON outcome FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON review FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON review FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON review FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON check_in FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON check_in FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON check_in FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON good_week_mark FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON good_week_mark FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON good_week_mark FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON good_week_wording FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON good_week_wording FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON good_week_wording FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON outcome_move FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON outcome_move FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON outcome_move FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON outcome_step FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON outcome_step FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON outcome_step FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON outcome_wording FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON outcome_wording FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON outcome_wording FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON review_action FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON review_action FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON review_action FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON check_in_amendment FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON check_in_amendment FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON check_in_amendment FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER hold_link AFTER INSERT ON visit_link FOR EACH ROW EXECUTE FUNCTION hold_link()
--;
DROP POLICY carer_read ON change
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
DROP POLICY coach_read ON change
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY integration_read ON change
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND true)
--;
DROP POLICY person_read ON change
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
DROP POLICY manager_read ON change
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY carer_read ON change_value
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP POLICY coach_read ON change_value
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_member', 'coaching', 'concern', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'team', 'team_assessment', 'team_member', 'visit', 'visit_link', 'visit_offer', 'visit_series', 'working_pattern'))))
--;
DROP POLICY integration_read ON change_value
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'concern', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_link', 'visit_series'))))
--;
DROP POLICY person_read ON change_value
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
DROP POLICY manager_read ON change_value
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
ALTER TABLE instrument ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE instrument FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON instrument TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON instrument TO wt_kernel
--;
CREATE POLICY wt_operator ON instrument TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON instrument TO wt_operator
--;
CREATE POLICY carer_read ON instrument FOR SELECT TO wt_carer USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_carer
--;
CREATE POLICY coach_read ON instrument FOR SELECT TO wt_coach USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_coach
--;
CREATE POLICY commissioner_read ON instrument FOR SELECT TO wt_commissioner USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_commissioner
--;
CREATE POLICY connector_read ON instrument FOR SELECT TO wt_connector USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_connector
--;
CREATE POLICY person_read ON instrument FOR SELECT TO wt_person USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_person
--;
CREATE POLICY family_read ON instrument FOR SELECT TO wt_family USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_family
--;
CREATE POLICY manager_read ON instrument FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_manager
--;
CREATE POLICY manager_add ON instrument FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, key, name, purpose, answered_for, licence, licence_words, licence_confirmed_at, used_by) ON instrument TO wt_manager
--;
CREATE POLICY manager_change ON instrument FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, key, name, purpose, answered_for, licence, licence_words, licence_confirmed_at, used_by) ON instrument TO wt_manager
--;
CREATE POLICY integration_read ON instrument FOR SELECT TO wt_integration USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument TO wt_integration
--;
ALTER TABLE change_cycle ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE change_cycle FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON change_cycle TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON change_cycle TO wt_kernel
--;
CREATE POLICY wt_operator ON change_cycle TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON change_cycle TO wt_operator
--;
CREATE POLICY carer_read ON change_cycle FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON change_cycle TO wt_carer
--;
CREATE POLICY carer_add ON change_cycle FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, name, from_on, until_on, step, gathered_on, people, feedback, told_on) ON change_cycle TO wt_carer
--;
CREATE POLICY carer_change ON change_cycle FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, from_on, until_on, step, gathered_on, people, feedback, told_on) ON change_cycle TO wt_carer
--;
CREATE POLICY coach_read ON change_cycle FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON change_cycle TO wt_coach
--;
CREATE POLICY person_read ON change_cycle FOR SELECT TO wt_person USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON change_cycle TO wt_person
--;
CREATE POLICY manager_read ON change_cycle FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON change_cycle TO wt_manager
--;
ALTER TABLE instrument_version ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE instrument_version FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON instrument_version TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON instrument_version TO wt_kernel
--;
CREATE POLICY wt_operator ON instrument_version TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON instrument_version TO wt_operator
--;
CREATE POLICY carer_read ON instrument_version FOR SELECT TO wt_carer USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_carer
--;
CREATE POLICY coach_read ON instrument_version FOR SELECT TO wt_coach USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_coach
--;
CREATE POLICY commissioner_read ON instrument_version FOR SELECT TO wt_commissioner USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_commissioner
--;
CREATE POLICY connector_read ON instrument_version FOR SELECT TO wt_connector USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_connector
--;
CREATE POLICY person_read ON instrument_version FOR SELECT TO wt_person USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_person
--;
CREATE POLICY family_read ON instrument_version FOR SELECT TO wt_family USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_family
--;
CREATE POLICY manager_read ON instrument_version FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_manager
--;
CREATE POLICY manager_add ON instrument_version FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, instrument_id, number, items, scoring, state, published_on, withdrawn_on, withdrawn_because) ON instrument_version TO wt_manager
--;
CREATE POLICY manager_change ON instrument_version FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, instrument_id, number, items, scoring, state, published_on, withdrawn_on, withdrawn_because) ON instrument_version TO wt_manager
--;
CREATE POLICY integration_read ON instrument_version FOR SELECT TO wt_integration USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON instrument_version TO wt_integration
--;
ALTER TABLE team_assessment ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE team_assessment FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON team_assessment TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON team_assessment TO wt_kernel
--;
CREATE POLICY wt_operator ON team_assessment TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON team_assessment TO wt_operator
--;
CREATE POLICY carer_read ON team_assessment FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON team_assessment TO wt_carer
--;
CREATE POLICY carer_add ON team_assessment FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, instrument, instrument_version, held_on, who_was_there, answers, actions) ON team_assessment TO wt_carer
--;
CREATE POLICY carer_change ON team_assessment FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, instrument, instrument_version, held_on, who_was_there, answers, actions) ON team_assessment TO wt_carer
--;
CREATE POLICY coach_read ON team_assessment FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON team_assessment TO wt_coach
--;
CREATE POLICY manager_read ON team_assessment FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON team_assessment TO wt_manager
--;
ALTER TABLE check_in_invitation ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE check_in_invitation FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON check_in_invitation TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON check_in_invitation TO wt_kernel
--;
CREATE POLICY wt_operator ON check_in_invitation TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON check_in_invitation TO wt_operator
--;
CREATE POLICY carer_read ON check_in_invitation FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_invitation TO wt_carer
--;
CREATE POLICY carer_add ON check_in_invitation FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, circle_member_id, from_at, until_at, withdrawn_at, words) ON check_in_invitation TO wt_carer
--;
CREATE POLICY carer_change ON check_in_invitation FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (withdrawn_at) ON check_in_invitation TO wt_carer
--;
CREATE POLICY person_read ON check_in_invitation FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_invitation TO wt_person
--;
CREATE POLICY person_add ON check_in_invitation FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, circle_member_id, from_at, until_at, withdrawn_at, words) ON check_in_invitation TO wt_person
--;
CREATE POLICY person_change ON check_in_invitation FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (withdrawn_at) ON check_in_invitation TO wt_person
--;
CREATE POLICY manager_read ON check_in_invitation FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON check_in_invitation TO wt_manager
--;
CREATE POLICY opening_read ON check_in_invitation FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_invitation TO wt_opening
--;
ALTER TABLE cycle_action ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE cycle_action FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON cycle_action TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_action TO wt_kernel
--;
CREATE POLICY wt_operator ON cycle_action TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_action TO wt_operator
--;
CREATE POLICY carer_read ON cycle_action FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_action TO wt_carer
--;
CREATE POLICY carer_add ON cycle_action FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, cycle_id, theme_id, what, who, by_on, state, what_came_of_it) ON cycle_action TO wt_carer
--;
CREATE POLICY carer_change ON cycle_action FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, cycle_id, theme_id, what, who, by_on, state, what_came_of_it) ON cycle_action TO wt_carer
--;
CREATE POLICY coach_read ON cycle_action FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_action TO wt_coach
--;
CREATE POLICY person_read ON cycle_action FOR SELECT TO wt_person USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_action TO wt_person
--;
CREATE POLICY manager_read ON cycle_action FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cycle_action TO wt_manager
--;
ALTER TABLE cycle_statement ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE cycle_statement FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON cycle_statement TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_statement TO wt_kernel
--;
CREATE POLICY wt_operator ON cycle_statement TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_statement TO wt_operator
--;
CREATE POLICY carer_read ON cycle_statement FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_statement TO wt_carer
--;
CREATE POLICY carer_change ON cycle_statement FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, theme_id) ON cycle_statement TO wt_carer
--;
CREATE POLICY coach_read ON cycle_statement FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_statement TO wt_coach
--;
CREATE POLICY manager_read ON cycle_statement FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cycle_statement TO wt_manager
--;
ALTER TABLE cycle_theme ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE cycle_theme FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON cycle_theme TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_theme TO wt_kernel
--;
CREATE POLICY wt_operator ON cycle_theme TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON cycle_theme TO wt_operator
--;
CREATE POLICY carer_read ON cycle_theme FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_theme TO wt_carer
--;
CREATE POLICY carer_add ON cycle_theme FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, team_id, cycle_id, kind, i_statement, root_causes, success_for_people, success_for_team, success_for_provider, chosen, tags) ON cycle_theme TO wt_carer
--;
CREATE POLICY carer_change ON cycle_theme FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, cycle_id, kind, i_statement, root_causes, success_for_people, success_for_team, success_for_provider, chosen, tags) ON cycle_theme TO wt_carer
--;
CREATE POLICY coach_read ON cycle_theme FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_theme TO wt_coach
--;
CREATE POLICY person_read ON cycle_theme FOR SELECT TO wt_person USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON cycle_theme TO wt_person
--;
CREATE POLICY manager_read ON cycle_theme FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON cycle_theme TO wt_manager
--;
ALTER TABLE good_week_item ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE good_week_item FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON good_week_item TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_item TO wt_kernel
--;
CREATE POLICY wt_operator ON good_week_item TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_item TO wt_operator
--;
CREATE POLICY carer_read ON good_week_item FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_item TO wt_carer
--;
CREATE POLICY carer_add ON good_week_item FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_carer
--;
CREATE POLICY carer_change ON good_week_item FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_carer
--;
CREATE POLICY coach_read ON good_week_item FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_item TO wt_coach
--;
CREATE POLICY integration_read ON good_week_item FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_item TO wt_integration
--;
CREATE POLICY integration_add ON good_week_item FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_integration
--;
CREATE POLICY integration_change ON good_week_item FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_integration
--;
CREATE POLICY person_read ON good_week_item FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_item TO wt_person
--;
CREATE POLICY person_add ON good_week_item FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_person
--;
CREATE POLICY person_change ON good_week_item FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_person
--;
CREATE POLICY family_read ON good_week_item FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_item TO wt_family
--;
CREATE POLICY connector_read ON good_week_item FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_item TO wt_connector
--;
CREATE POLICY manager_read ON good_week_item FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON good_week_item TO wt_manager
--;
CREATE POLICY manager_add ON good_week_item FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_manager
--;
CREATE POLICY manager_change ON good_week_item FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (what, when_words, with_whom, how_often, why_it_matters, wording, position, started_on, ended_on, ended_because) ON good_week_item TO wt_manager
--;
CREATE POLICY opening_read ON good_week_item FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_item TO wt_opening
--;
ALTER TABLE good_week_score ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE good_week_score FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON good_week_score TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_score TO wt_kernel
--;
CREATE POLICY wt_operator ON good_week_score TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_score TO wt_operator
--;
CREATE POLICY carer_read ON good_week_score FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_score TO wt_carer
--;
CREATE POLICY carer_add ON good_week_score FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, week_on, score, zero_words, ten_words, words, answered_by, provided_by_team_id) ON good_week_score TO wt_carer
--;
CREATE POLICY carer_change ON good_week_score FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (week_on, score, zero_words, ten_words, words, answered_by, provided_by_team_id) ON good_week_score TO wt_carer
--;
CREATE POLICY coach_read ON good_week_score FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_score TO wt_coach
--;
CREATE POLICY integration_read ON good_week_score FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_score TO wt_integration
--;
CREATE POLICY integration_add ON good_week_score FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, week_on, score, zero_words, ten_words, words, answered_by, provided_by_team_id) ON good_week_score TO wt_integration
--;
CREATE POLICY integration_change ON good_week_score FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (week_on, score, zero_words, ten_words, words, answered_by, provided_by_team_id) ON good_week_score TO wt_integration
--;
CREATE POLICY person_read ON good_week_score FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_score TO wt_person
--;
CREATE POLICY person_add ON good_week_score FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, week_on, score, zero_words, ten_words, words, answered_by, provided_by_team_id) ON good_week_score TO wt_person
--;
CREATE POLICY person_change ON good_week_score FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (week_on, score, zero_words, ten_words, words, answered_by, provided_by_team_id) ON good_week_score TO wt_person
--;
CREATE POLICY family_read ON good_week_score FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_score TO wt_family
--;
CREATE POLICY connector_read ON good_week_score FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_score TO wt_connector
--;
CREATE POLICY manager_read ON good_week_score FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON good_week_score TO wt_manager
--;
CREATE POLICY opening_read ON good_week_score FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_score TO wt_opening
--;
ALTER TABLE outcome ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE outcome FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON outcome TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome TO wt_kernel
--;
CREATE POLICY wt_operator ON outcome TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome TO wt_operator
--;
CREATE POLICY carer_read ON outcome FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome TO wt_carer
--;
CREATE POLICY carer_add ON outcome FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, statement, why_it_matters, what_good_looks_like, who_helps, wording, areas, started_on, zero_words, ten_words, baseline_score, baseline_words, status, status_since, ended_on, provided_by_team_id) ON outcome TO wt_carer
--;
CREATE POLICY carer_change ON outcome FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (statement, why_it_matters, what_good_looks_like, who_helps, wording, areas, started_on, zero_words, ten_words, baseline_score, baseline_words, status, status_since, ended_on, provided_by_team_id) ON outcome TO wt_carer
--;
CREATE POLICY coach_read ON outcome FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome TO wt_coach
--;
CREATE POLICY integration_read ON outcome FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome TO wt_integration
--;
CREATE POLICY integration_add ON outcome FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, statement, why_it_matters, what_good_looks_like, who_helps, wording, areas, started_on, zero_words, ten_words, baseline_score, baseline_words, status, status_since, ended_on, provided_by_team_id) ON outcome TO wt_integration
--;
CREATE POLICY integration_change ON outcome FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (statement, why_it_matters, what_good_looks_like, who_helps, wording, areas, started_on, zero_words, ten_words, baseline_score, baseline_words, status, status_since, ended_on, provided_by_team_id) ON outcome TO wt_integration
--;
CREATE POLICY person_read ON outcome FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome TO wt_person
--;
CREATE POLICY person_add ON outcome FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, statement, why_it_matters, what_good_looks_like, who_helps, wording, areas, started_on, zero_words, ten_words, baseline_score, baseline_words, status, status_since, ended_on, provided_by_team_id) ON outcome TO wt_person
--;
CREATE POLICY person_change ON outcome FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (statement, why_it_matters, what_good_looks_like, who_helps, wording, areas, started_on, zero_words, ten_words, baseline_score, baseline_words, status, status_since, ended_on, provided_by_team_id) ON outcome TO wt_person
--;
CREATE POLICY family_read ON outcome FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_outcomes', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome TO wt_family
--;
CREATE POLICY manager_read ON outcome FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON outcome TO wt_manager
--;
CREATE POLICY opening_read ON outcome FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome TO wt_opening
--;
ALTER TABLE review ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE review FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON review TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON review TO wt_kernel
--;
CREATE POLICY wt_operator ON review TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON review TO wt_operator
--;
CREATE POLICY carer_read ON review FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review TO wt_carer
--;
CREATE POLICY carer_add ON review FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, planned_on, held_on, words_stand_from, state, where_words, who_was_there, like_and_admire, matters_now, matters_for_the_future, working, not_working, questions, top_working, top_not_working, top_for_the_future, share_for_change, provided_by_team_id) ON review TO wt_carer
--;
CREATE POLICY carer_change ON review FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (planned_on, held_on, words_stand_from, state, where_words, who_was_there, like_and_admire, matters_now, matters_for_the_future, working, not_working, questions, top_working, top_not_working, top_for_the_future, share_for_change, provided_by_team_id) ON review TO wt_carer
--;
CREATE POLICY coach_read ON review FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review TO wt_coach
--;
CREATE POLICY integration_read ON review FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review TO wt_integration
--;
CREATE POLICY integration_add ON review FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, planned_on, held_on, words_stand_from, state, where_words, who_was_there, like_and_admire, matters_now, matters_for_the_future, working, not_working, questions, top_working, top_not_working, top_for_the_future, share_for_change, provided_by_team_id) ON review TO wt_integration
--;
CREATE POLICY integration_change ON review FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (planned_on, held_on, words_stand_from, state, where_words, who_was_there, like_and_admire, matters_now, matters_for_the_future, working, not_working, questions, top_working, top_not_working, top_for_the_future, share_for_change, provided_by_team_id) ON review TO wt_integration
--;
CREATE POLICY person_read ON review FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review TO wt_person
--;
CREATE POLICY person_add ON review FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, planned_on, held_on, words_stand_from, state, where_words, who_was_there, like_and_admire, matters_now, matters_for_the_future, working, not_working, questions, top_working, top_not_working, top_for_the_future, share_for_change, provided_by_team_id) ON review TO wt_person
--;
CREATE POLICY person_change ON review FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (planned_on, held_on, words_stand_from, state, where_words, who_was_there, like_and_admire, matters_now, matters_for_the_future, working, not_working, questions, top_working, top_not_working, top_for_the_future, share_for_change, provided_by_team_id) ON review TO wt_person
--;
CREATE POLICY family_read ON review FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_reviews', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review TO wt_family
--;
CREATE POLICY manager_read ON review FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON review TO wt_manager
--;
CREATE POLICY opening_read ON review FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review TO wt_opening
--;
ALTER TABLE check_in ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE check_in FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON check_in TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON check_in TO wt_kernel
--;
CREATE POLICY wt_operator ON check_in TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON check_in TO wt_operator
--;
CREATE POLICY carer_read ON check_in FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in TO wt_carer
--;
CREATE POLICY carer_add ON check_in FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, about, outcome_id, week_on, instrument, instrument_version, answers, results, score, zero_words, ten_words, words, working, not_working, what_next, answered_by, answered_by_name, given_at, provided_by_team_id) ON check_in TO wt_carer
--;
CREATE POLICY coach_read ON check_in FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in TO wt_coach
--;
CREATE POLICY integration_read ON check_in FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in TO wt_integration
--;
CREATE POLICY integration_add ON check_in FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, about, outcome_id, week_on, instrument, instrument_version, answers, results, score, zero_words, ten_words, words, working, not_working, what_next, answered_by, answered_by_name, given_at, provided_by_team_id) ON check_in TO wt_integration
--;
CREATE POLICY person_read ON check_in FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in TO wt_person
--;
CREATE POLICY person_add ON check_in FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, about, outcome_id, week_on, instrument, instrument_version, answers, results, score, zero_words, ten_words, words, working, not_working, what_next, answered_by, answered_by_name, given_at, provided_by_team_id) ON check_in TO wt_person
--;
CREATE POLICY family_read ON check_in FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_outcomes', true), '')::uuid[])::uuid[]) AND about = 'outcome')
--;
GRANT SELECT ON check_in TO wt_family
--;
CREATE POLICY family_add ON check_in FOR INSERT TO wt_family WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_outcomes', true), '')::uuid[])::uuid[]) AND about = 'outcome' AND person_id = ANY ((SELECT NULLIF(current_setting('app.invited_person_ids', true), '')::uuid[])::uuid[]) AND answered_by = 'family')
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, about, outcome_id, week_on, instrument, instrument_version, answers, results, score, zero_words, ten_words, words, working, not_working, what_next, answered_by, answered_by_name, given_at, provided_by_team_id) ON check_in TO wt_family
--;
CREATE POLICY manager_read ON check_in FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON check_in TO wt_manager
--;
CREATE POLICY opening_read ON check_in FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in TO wt_opening
--;
ALTER TABLE good_week_mark ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE good_week_mark FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON good_week_mark TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_mark TO wt_kernel
--;
CREATE POLICY wt_operator ON good_week_mark TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_mark TO wt_operator
--;
CREATE POLICY carer_read ON good_week_mark FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_mark TO wt_carer
--;
CREATE POLICY carer_add ON good_week_mark FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, item_id, week_on, mark, why, answered_by, provided_by_team_id) ON good_week_mark TO wt_carer
--;
CREATE POLICY carer_change ON good_week_mark FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (item_id, week_on, mark, why, answered_by, provided_by_team_id) ON good_week_mark TO wt_carer
--;
CREATE POLICY coach_read ON good_week_mark FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_mark TO wt_coach
--;
CREATE POLICY integration_read ON good_week_mark FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_mark TO wt_integration
--;
CREATE POLICY integration_add ON good_week_mark FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, item_id, week_on, mark, why, answered_by, provided_by_team_id) ON good_week_mark TO wt_integration
--;
CREATE POLICY integration_change ON good_week_mark FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (item_id, week_on, mark, why, answered_by, provided_by_team_id) ON good_week_mark TO wt_integration
--;
CREATE POLICY person_read ON good_week_mark FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_mark TO wt_person
--;
CREATE POLICY person_add ON good_week_mark FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, item_id, week_on, mark, why, answered_by, provided_by_team_id) ON good_week_mark TO wt_person
--;
CREATE POLICY person_change ON good_week_mark FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (item_id, week_on, mark, why, answered_by, provided_by_team_id) ON good_week_mark TO wt_person
--;
CREATE POLICY family_read ON good_week_mark FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_mark TO wt_family
--;
CREATE POLICY connector_read ON good_week_mark FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_mark TO wt_connector
--;
CREATE POLICY manager_read ON good_week_mark FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON good_week_mark TO wt_manager
--;
CREATE POLICY opening_read ON good_week_mark FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_mark TO wt_opening
--;
ALTER TABLE good_week_wording ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE good_week_wording FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON good_week_wording TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_wording TO wt_kernel
--;
CREATE POLICY wt_operator ON good_week_wording TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON good_week_wording TO wt_operator
--;
CREATE POLICY carer_read ON good_week_wording FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_wording TO wt_carer
--;
CREATE POLICY carer_add ON good_week_wording FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, item_id, number, what, when_words, with_whom, how_often, why_it_matters, helped_by, because) ON good_week_wording TO wt_carer
--;
CREATE POLICY coach_read ON good_week_wording FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_wording TO wt_coach
--;
CREATE POLICY integration_read ON good_week_wording FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_wording TO wt_integration
--;
CREATE POLICY integration_add ON good_week_wording FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, item_id, number, what, when_words, with_whom, how_often, why_it_matters, helped_by, because) ON good_week_wording TO wt_integration
--;
CREATE POLICY person_read ON good_week_wording FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_wording TO wt_person
--;
CREATE POLICY person_add ON good_week_wording FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, item_id, number, what, when_words, with_whom, how_often, why_it_matters, helped_by, because) ON good_week_wording TO wt_person
--;
CREATE POLICY family_read ON good_week_wording FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_wording TO wt_family
--;
CREATE POLICY connector_read ON good_week_wording FOR SELECT TO wt_connector USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_good_week', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_wording TO wt_connector
--;
CREATE POLICY manager_read ON good_week_wording FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON good_week_wording TO wt_manager
--;
CREATE POLICY manager_add ON good_week_wording FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, item_id, number, what, when_words, with_whom, how_often, why_it_matters, helped_by, because) ON good_week_wording TO wt_manager
--;
CREATE POLICY opening_read ON good_week_wording FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON good_week_wording TO wt_opening
--;
ALTER TABLE outcome_move ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE outcome_move FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON outcome_move TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_move TO wt_kernel
--;
CREATE POLICY wt_operator ON outcome_move TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_move TO wt_operator
--;
CREATE POLICY carer_read ON outcome_move FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_move TO wt_carer
--;
CREATE POLICY carer_add ON outcome_move FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, from_status, to_status, moved_on, reason, provided_by_team_id) ON outcome_move TO wt_carer
--;
CREATE POLICY coach_read ON outcome_move FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_move TO wt_coach
--;
CREATE POLICY integration_read ON outcome_move FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_move TO wt_integration
--;
CREATE POLICY integration_add ON outcome_move FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, from_status, to_status, moved_on, reason, provided_by_team_id) ON outcome_move TO wt_integration
--;
CREATE POLICY person_read ON outcome_move FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_move TO wt_person
--;
CREATE POLICY person_add ON outcome_move FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, from_status, to_status, moved_on, reason, provided_by_team_id) ON outcome_move TO wt_person
--;
CREATE POLICY family_read ON outcome_move FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_outcomes', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_move TO wt_family
--;
CREATE POLICY manager_read ON outcome_move FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON outcome_move TO wt_manager
--;
CREATE POLICY opening_read ON outcome_move FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_move TO wt_opening
--;
ALTER TABLE outcome_step ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE outcome_step FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON outcome_step TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_step TO wt_kernel
--;
CREATE POLICY wt_operator ON outcome_step TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_step TO wt_operator
--;
CREATE POLICY carer_read ON outcome_step FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_step TO wt_carer
--;
CREATE POLICY carer_add ON outcome_step FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, what, who, by_on, state, what_happened, ended_on) ON outcome_step TO wt_carer
--;
CREATE POLICY carer_change ON outcome_step FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, outcome_id, what, who, by_on, state, what_happened, ended_on) ON outcome_step TO wt_carer
--;
CREATE POLICY coach_read ON outcome_step FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_step TO wt_coach
--;
CREATE POLICY integration_read ON outcome_step FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_step TO wt_integration
--;
CREATE POLICY integration_add ON outcome_step FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, what, who, by_on, state, what_happened, ended_on) ON outcome_step TO wt_integration
--;
CREATE POLICY integration_change ON outcome_step FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, outcome_id, what, who, by_on, state, what_happened, ended_on) ON outcome_step TO wt_integration
--;
CREATE POLICY person_read ON outcome_step FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_step TO wt_person
--;
CREATE POLICY person_add ON outcome_step FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, what, who, by_on, state, what_happened, ended_on) ON outcome_step TO wt_person
--;
CREATE POLICY person_change ON outcome_step FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, outcome_id, what, who, by_on, state, what_happened, ended_on) ON outcome_step TO wt_person
--;
CREATE POLICY family_read ON outcome_step FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_outcomes', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_step TO wt_family
--;
CREATE POLICY manager_read ON outcome_step FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON outcome_step TO wt_manager
--;
CREATE POLICY opening_read ON outcome_step FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_step TO wt_opening
--;
ALTER TABLE outcome_wording ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE outcome_wording FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON outcome_wording TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_wording TO wt_kernel
--;
CREATE POLICY wt_operator ON outcome_wording TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_wording TO wt_operator
--;
CREATE POLICY carer_read ON outcome_wording FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_wording TO wt_carer
--;
CREATE POLICY carer_add ON outcome_wording FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, number, statement, why_it_matters, what_good_looks_like, who_helps, helped_by, because) ON outcome_wording TO wt_carer
--;
CREATE POLICY coach_read ON outcome_wording FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_wording TO wt_coach
--;
CREATE POLICY integration_read ON outcome_wording FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_wording TO wt_integration
--;
CREATE POLICY integration_add ON outcome_wording FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, number, statement, why_it_matters, what_good_looks_like, who_helps, helped_by, because) ON outcome_wording TO wt_integration
--;
CREATE POLICY person_read ON outcome_wording FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_wording TO wt_person
--;
CREATE POLICY person_add ON outcome_wording FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, outcome_id, number, statement, why_it_matters, what_good_looks_like, who_helps, helped_by, because) ON outcome_wording TO wt_person
--;
CREATE POLICY family_read ON outcome_wording FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_outcomes', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_wording TO wt_family
--;
CREATE POLICY manager_read ON outcome_wording FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON outcome_wording TO wt_manager
--;
CREATE POLICY opening_read ON outcome_wording FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON outcome_wording TO wt_opening
--;
ALTER TABLE review_action ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE review_action FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON review_action TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON review_action TO wt_kernel
--;
CREATE POLICY wt_operator ON review_action TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON review_action TO wt_operator
--;
CREATE POLICY carer_read ON review_action FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review_action TO wt_carer
--;
CREATE POLICY carer_add ON review_action FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, review_id, what, who, by_on, state, words, ended_on) ON review_action TO wt_carer
--;
CREATE POLICY carer_change ON review_action FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (review_id, what, who, by_on, state, words, ended_on) ON review_action TO wt_carer
--;
CREATE POLICY coach_read ON review_action FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review_action TO wt_coach
--;
CREATE POLICY integration_read ON review_action FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review_action TO wt_integration
--;
CREATE POLICY integration_add ON review_action FOR INSERT TO wt_integration WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, review_id, what, who, by_on, state, words, ended_on) ON review_action TO wt_integration
--;
CREATE POLICY integration_change ON review_action FOR UPDATE TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (review_id, what, who, by_on, state, words, ended_on) ON review_action TO wt_integration
--;
CREATE POLICY person_read ON review_action FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review_action TO wt_person
--;
CREATE POLICY person_add ON review_action FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, review_id, what, who, by_on, state, words, ended_on) ON review_action TO wt_person
--;
CREATE POLICY person_change ON review_action FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (review_id, what, who, by_on, state, words, ended_on) ON review_action TO wt_person
--;
CREATE POLICY family_read ON review_action FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_reviews', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review_action TO wt_family
--;
CREATE POLICY manager_read ON review_action FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON review_action TO wt_manager
--;
CREATE POLICY opening_read ON review_action FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON review_action TO wt_opening
--;
ALTER TABLE check_in_amendment ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE check_in_amendment FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON check_in_amendment TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON check_in_amendment TO wt_kernel
--;
CREATE POLICY wt_operator ON check_in_amendment TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON check_in_amendment TO wt_operator
--;
CREATE POLICY carer_read ON check_in_amendment FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_amendment TO wt_carer
--;
CREATE POLICY carer_add ON check_in_amendment FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, check_in_id, score, words, working, not_working, what_next, because, account_id) ON check_in_amendment TO wt_carer
--;
CREATE POLICY coach_read ON check_in_amendment FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_amendment TO wt_coach
--;
CREATE POLICY integration_read ON check_in_amendment FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_amendment TO wt_integration
--;
CREATE POLICY person_read ON check_in_amendment FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_amendment TO wt_person
--;
CREATE POLICY person_add ON check_in_amendment FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, check_in_id, score, words, working, not_working, what_next, because, account_id) ON check_in_amendment TO wt_person
--;
CREATE POLICY family_read ON check_in_amendment FOR SELECT TO wt_family USING (person_id = ANY ((SELECT NULLIF(current_setting('app.shared_outcomes', true), '')::uuid[])::uuid[]) AND EXISTS (SELECT FROM check_in c WHERE c.id = check_in_id AND c.about = 'outcome'))
--;
GRANT SELECT ON check_in_amendment TO wt_family
--;
CREATE POLICY manager_read ON check_in_amendment FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON check_in_amendment TO wt_manager
--;
CREATE POLICY opening_read ON check_in_amendment FOR SELECT TO wt_opening USING (person_id = ANY ((SELECT NULLIF(current_setting('app.opened_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON check_in_amendment TO wt_opening
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
