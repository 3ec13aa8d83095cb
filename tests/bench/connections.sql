-- Forty people of each hundred have somebody, each tenth a circle, each second a group; all of it by number, the same each time.
INSERT INTO team (id, organisation_id, name, name_key, purpose, setting, started_on)
SELECT ('00000000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, %(organisation)s, 'Team ' || n, 'team ' || n, 'A good life',
       'home_care', '2020-01-01' FROM generate_series(0, %(teams)s - 1) n
--=
INSERT INTO person (id, organisation_id, team_id, preferred_name, given_names, family_name, name_key, search_key, status,
  status_since, ended_reason, postcode)
SELECT ('00000000-0000-7000-8002-' || lpad(n::text, 12, '0'))::uuid, %(organisation)s,
       ('00000000-0000-7000-8001-' || lpad((n %% %(teams)s)::text, 12, '0'))::uuid, 'Person ' || n, 'Person', 'Of ' || n,
       'of ' || n, 'person of ' || n, CASE WHEN n %% 20 = 0 THEN 'ended' ELSE 'supported' END, '2024-01-01',
       CASE WHEN n %% 20 = 0 THEN 'died' END, 'WN' || 1 + n %% 9 || ' 1AA' FROM generate_series(0, %(people)s - 1) n
--=
INSERT INTO community_group (id, organisation_id, name, name_key, what, who_runs_it, place_name, postcode)
SELECT ('00000000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, %(organisation)s, 'Group ' || n, 'group ' || n, 'We meet.',
       'Dot', 'The hall', 'WN' || 1 + n %% 9 || ' 1AA' FROM generate_series(0, %(groups)s - 1) n
--=
INSERT INTO group_session (id, organisation_id, group_id, held_on, came)
SELECT gen_random_uuid(), %(organisation)s, ('00000000-0000-7000-8003-' || lpad((n / 12)::text, 12, '0'))::uuid,
       current_date - 30 * (n %% 12) - n / 12 %% 100, 9 FROM generate_series(0, %(groups)s * 12 - 1) n
--=
INSERT INTO group_membership (id, organisation_id, team_id, person_id, group_id, joined_on)
SELECT gen_random_uuid(), organisation_id, team_id, id,
       ('00000000-0000-7000-8003-' || lpad((right(id::text, 12)::int / 2 %% (%(groups)s / 2))::text, 12, '0'))::uuid, '2025-01-01'
  FROM person WHERE right(id::text, 12)::int %% 2 = 0
--=
INSERT INTO public.circle (id, organisation_id, team_id, person_id, purpose, status)
SELECT ('00000000-0000-7000-8004-' || right(id::text, 12))::uuid, organisation_id, team_id, id, 'Tea.', 'meeting'
  FROM person WHERE right(id::text, 12)::int %% 10 = 1
--=
INSERT INTO circle_member (id, organisation_id, team_id, person_id, circle_id, name, kind, state, joined_on, facilitator)
SELECT gen_random_uuid(), organisation_id, team_id, person_id, id, 'Member ' || n, 'friend', 'joined', '2025-01-01', n = 1
  FROM public.circle CROSS JOIN generate_series(1, 6) n
--=
INSERT INTO introduction (id, organisation_id, team_id, person_id, kind, made_on, from_whom, group_id, goes_along, result, result_on,
  provided_by_team_id)
SELECT gen_random_uuid(), p.organisation_id, p.team_id, p.id, CASE n %% 2 WHEN 0 THEN 'signposting' ELSE 'social_prescribing' END,
       current_date - n %% 700, 'Dr Patel', ('00000000-0000-7000-8003-' || lpad((n %% %(groups)s)::text, 12, '0'))::uuid,
       CASE n %% 2 WHEN 1 THEN 'Dot' END, CASE WHEN n %% 3 > 0 THEN (ARRAY['joined', 'tried', 'not_now'])[1 + n %% 3] END,
       CASE WHEN n %% 3 > 0 THEN current_date END, p.team_id
  FROM generate_series(0, %(people)s - 1) n
  JOIN person p ON p.id = ('00000000-0000-7000-8002-' || lpad((n * 7 %% %(people)s)::text, 12, '0'))::uuid
--=
INSERT INTO connection (id, organisation_id, team_id, person_id, name, kind, since_on, until_on)
SELECT gen_random_uuid(), organisation_id, team_id, id, 'Friend ' || n, 'friend', current_date - 100 * n,
       CASE WHEN n = 3 THEN current_date - 20 END
  FROM person CROSS JOIN generate_series(1, 4) n WHERE right(id::text, 12)::int %% 5 IN (1, 2)
--=
INSERT INTO connection_seen (id, organisation_id, team_id, person_id, connection_id, seen_on)
SELECT gen_random_uuid(), organisation_id, team_id, person_id, id, current_date - 30 * n
  FROM connection CROSS JOIN generate_series(0, 5) n
--=
INSERT INTO reach_wish (id, organisation_id, team_id, person_id, since_on)
SELECT gen_random_uuid(), organisation_id, team_id, id, '2026-01-01' FROM person WHERE right(id::text, 12)::int %% 7 = 2
