-- Sixty people for every team that is there, with a record as full as a real one.
INSERT INTO person (id, organisation_id, team_id, preferred_name, given_names, family_name, pronouns, name_key, search_key, status, status_since,
  date_of_birth, nhs_number, nhs_number_status, council_reference, uprn, address_lines, postcode, latitude, longitude, phones, email, first_language,
  other_languages, interpreter_needed, communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason,
  has_unpaid_carer, funding_status, ethnicity, religion, group_tags)
SELECT gen_random_uuid(), t.organisation_id, t.id, given, given || ' Mary', family, 'she/her', lower(family || ' ' || given),
  lower(given || ' mary ' || family), 'supported', date '2023-02-01' + n, date '1938-05-01' + n * 97,
  lpad(((t.number * 60 + n) % 1000000)::text, 10, '9990000000'), 'verified', 'WG-' || t.number || '-' || n, '1000' || n,
  jsonb_build_array(n || ' Orchard Road', 'Westfield'), 'ZZ1 ' || n % 9 || 'AB', 51.5 + n / 1000.0, -0.1 - n / 1000.0,
  jsonb_build_array(jsonb_build_object('number', '01632 960' || lpad(n::text, 3, '0'), 'what', 'home')), lower(given) || n || '@example.org', 'en',
  ARRAY['cy'], false, 'Sit where I can see your face, and give me time to finish what I am saying.', 'P92001', 'Orchard Surgery',
  jsonb_build_array(jsonb_build_object('name', 'Ann ' || family, 'what_they_are', 'daughter', 'phone', '01632 961' || lpad(n::text, 3, '0'), 'first_to_call', true)),
  'own_home', 'physical_personal_care', true, 'council_funded', 'White British', 'none', ARRAY['gardening', 'choir']
FROM (SELECT id, organisation_id, row_number() OVER (ORDER BY id) AS number FROM team) t
CROSS JOIN LATERAL (SELECT n, (ARRAY['Jean','Arthur','Doris','Ivy','Stanley','Olive','Ken'])[1 + n % 7] AS given,
  (ARRAY['Hughes','Okafor','Begum','Fletcher','Kaur','Morris','Walsh','Adeyemi','Clarke','Novak','Price'])[1 + (n * 3 + t.number) % 11] AS family
  FROM generate_series(1, 60) n) p
