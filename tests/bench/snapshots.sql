-- What a seeded provider lacks for its figures: councils (one funds everybody, one a hundredth), and what happens to people.
INSERT INTO organisation (id, kind, name) VALUES (%(big)s, 'council', 'All of them'), (%(small)s, 'council', 'A few of them')
--=
INSERT INTO arrangement (id, organisation_id, council_id, funded_person_id, kind, from_on, weekly_amount_pence, provider_name)
SELECT gen_random_uuid(), organisation_id, council, id, 'joint', current_date - 700, 20000 + n %% 40 * 1000, 'Theirs'
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM person) p
 CROSS JOIN LATERAL (SELECT %(big)s::uuid AS council UNION ALL SELECT %(small)s WHERE n %% 100 = 0) c
--=
INSERT INTO commissioned_provider (id, organisation_id, council_id, provider_name, agreed_at, agreed_by_account_id)
SELECT gen_random_uuid(), organisation_id, council_id, 'Theirs', now(), gen_random_uuid() FROM arrangement GROUP BY 2, 3
--=
INSERT INTO hospital_stay (id, organisation_id, team_id, person_id, admitted_on, planned, provided_by_team_id)
SELECT gen_random_uuid(), organisation_id, team_id, id, current_date - n * 41, n %% 3 = 0, team_id
  FROM (SELECT *, (row_number() OVER (ORDER BY id) %% 9)::int AS n FROM person) p
--=
INSERT INTO fall (id, organisation_id, team_id, person_id, fell_at, provided_by_team_id)
SELECT gen_random_uuid(), organisation_id, team_id, id, now() - n * interval '23 days', team_id FROM person CROSS JOIN generate_series(1, 3, 2) AS n
--=
INSERT INTO introduction (id, organisation_id, team_id, person_id, kind, made_on, from_whom, to_words, goes_along, provided_by_team_id)
SELECT gen_random_uuid(), organisation_id, team_id, id, 'social_prescribing', current_date - 9, 'The team', 'A club', 'Sam', team_id FROM person
--=
INSERT INTO connection (id, organisation_id, team_id, person_id, name, kind, since_on)
SELECT gen_random_uuid(), organisation_id, team_id, id, 'Somebody', 'friend', current_date - n * 50 FROM person CROSS JOIN generate_series(1, 4) AS n
--=
UPDATE team SET place = 'Place ' || (hashtext(id::text) & 31)
