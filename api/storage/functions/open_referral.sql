-- The community feed: what anybody may read of groups, without a token and without a role. What is public of a group is named in
-- feed_group() and nowhere else: who runs it, whose account that is, who made sure of it, why it rests, how many come and who takes
-- part are in none of these functions. No look is written, because none of it is about a person; the origin story is the one thing
-- that is a person's own, and feed_story() hands it out only while they say it may be told to everybody.
-- Organisations whose published groups are in the feed. A sandbox is nobody's community: it is there only when asked for by its id.
CREATE OR REPLACE FUNCTION feed_organisations(p_organisation uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(organisation.id), '{}')
    FROM organisation
   WHERE organisation.kind = 'provider' AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
     AND CASE WHEN p_organisation IS NULL THEN organisation.sandbox_secret_hash IS NULL ELSE organisation.id = p_organisation END
$$
--=
-- The origin story of a group, while the person it was born from lets everybody read it: one consent for the public has to stand,
-- and no refusal may. `changed_at` is when that last changed, so that whoever copied the story learns that it ended.
CREATE OR REPLACE FUNCTION feed_story(p_group uuid) RETURNS TABLE (words text, changed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN group_origin.removed_at IS NULL AND bool_or(stands.now AND consent.decision = 'given' AND consent.audience = 'public')
                   AND NOT bool_or(stands.now AND consent.decision <> 'given') THEN group_origin.words END,
         greatest(group_origin.updated_at, max(consent.updated_at),
                  max(consent.from_at) FILTER (WHERE consent.from_at <= now()),
                  max(consent.until_at) FILTER (WHERE consent.until_at <= now()))
    FROM group_origin
    JOIN person ON person.id = group_origin.person_id AND person.removed_at IS NULL
    JOIN consent ON consent.person_id = group_origin.person_id AND consent.purpose = 'story'
         AND consent.audience IN ('organisation', 'public')
   CROSS JOIN LATERAL (
         SELECT consent.withdrawn_at IS NULL AND consent.removed_at IS NULL AND consent.from_at <= now()
                AND (consent.until_at IS NULL OR consent.until_at > now()) AS now) stands
   WHERE group_origin.group_id = p_group
   GROUP BY group_origin.id
  -- Of one that was never for everybody, not even the time of a change is told.
  HAVING bool_or(consent.audience = 'public')
   ORDER BY group_origin.removed_at DESC NULLS FIRST
   LIMIT 1
$$
--=
-- One published group as everybody may read it. Of the gifts it seeks the tags, which name a skill; their free words may name
-- somebody. `p_full` leaves out or brings what only the whole record has.
CREATE OR REPLACE FUNCTION feed_group(p_group uuid, p_full boolean) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
           'id', g.id, 'name', g.name, 'what', g.what, 'place_name', g.place_name,
           'address_lines', g.address_lines, 'town', g.town, 'postcode', g.postcode,
           'latitude', g.latitude, 'longitude', g.longitude, 'rrule', g.rrule, 'first_on', g.first_on,
           'begins_at', g.begins_at, 'lasts_minutes', g.lasts_minutes, 'when_words', g.when_words,
           'cost_words', g.cost_words, 'cost_pence', g.cost_pence, 'accessibility', g.accessibility,
           'languages', g.languages, 'minimum_age', g.minimum_age, 'maximum_age', g.maximum_age,
           'phone', g.phone, 'email', g.email, 'website', g.website, 'assured_on', g.assured_on,
           'status', g.status, 'organisation', jsonb_build_object('id', organisation.id, 'name', organisation.name),
           'modified_at', greatest(g.updated_at, story.changed_at,
               (SELECT max(group_gift.updated_at) FROM group_gift WHERE group_gift.group_id = g.id)))
         || CASE WHEN p_full THEN jsonb_build_object(
           'story', story.words,
           'seeks', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_array(group_gift.part, tag)), '[]')
                       FROM group_gift CROSS JOIN unnest(group_gift.tags) tag
                      WHERE group_gift.group_id = g.id AND group_gift.direction = 'seeks' AND group_gift.removed_at IS NULL))
            ELSE '{}' END
    FROM community_group g
    JOIN organisation ON organisation.id = g.organisation_id
    LEFT JOIN LATERAL feed_story(g.id) story ON true
   WHERE g.id = p_group
$$
--=
-- A page of published groups, and how many there are in all. Each member of p_ask adds one clause of our own words to the statement;
-- what was sent travels as a parameter and is never part of the statement.
CREATE OR REPLACE FUNCTION feed_groups(p_ask jsonb) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  ours uuid[];
  latitude float8;
  longitude float8;
  wanted text := '';
  place text := p_ask ->> 'postcode';
  known text;
  found text;
BEGIN
  IF p_ask ? 'id' THEN
    ours := feed_organisations((SELECT organisation_id FROM community_group WHERE id = (p_ask ->> 'id')::uuid));
    wanted := wanted || ' AND g.id = ($1 ->> ''id'')::uuid';
  ELSE
    ours := feed_organisations((p_ask ->> 'organization_id')::uuid);
  END IF;
  IF p_ask ? 'search' THEN
    wanted := wanted || ' AND to_tsvector(''english''::regconfig, g.name || '' '' || g.what || '' '' || coalesce(g.place_name, '''')'
      || ' || '' '' || coalesce(g.town, '''')) @@ websearch_to_tsquery(''english''::regconfig, $1 ->> ''search'')';
  END IF;
  IF p_ask ? 'part' THEN
    wanted := wanted || ' AND g.id IN (SELECT s.group_id FROM group_gift s WHERE s.direction = ''seeks'' AND s.removed_at IS NULL'
      || ' AND s.part = $1 ->> ''part'' AND CASE WHEN $1 ? ''tag'' THEN ($1 ->> ''tag'') = ANY (s.tags) ELSE s.tags <> ''{}'' END)';
  END IF;
  IF p_ask ? 'minimum_age' THEN
    wanted := wanted || ' AND (g.maximum_age IS NULL OR g.maximum_age >= ($1 ->> ''minimum_age'')::int)';
  END IF;
  IF p_ask ? 'maximum_age' THEN
    wanted := wanted || ' AND (g.minimum_age IS NULL OR g.minimum_age <= ($1 ->> ''maximum_age'')::int)';
  END IF;
  IF p_ask ? 'day' THEN  -- a weekly rule that names no day has that of its first; a daily one has all
    wanted := wanted || ' AND CASE WHEN substring(g.rrule, ''BYDAY=([^;]*)'') IS NOT NULL'
      || ' THEN strpos(substring(g.rrule, ''BYDAY=([^;]*)''), $1 ->> ''day'') > 0'
      || ' WHEN starts_with(g.rrule, ''FREQ=WEEKLY'') THEN left(to_char(g.first_on, ''DY''), 2) = $1 ->> ''day'''
      || ' ELSE starts_with(g.rrule, ''FREQ=DAILY'') END';
  END IF;
  IF p_ask ? 'start_time' THEN
    wanted := wanted || ' AND g.begins_at >= $1 ->> ''start_time''';
  END IF;
  IF p_ask ? 'end_time' THEN
    wanted := wanted || ' AND extract(epoch FROM g.begins_at::time) / 60 + coalesce(g.lasts_minutes, 0)'
      || ' <= extract(epoch FROM ($1 ->> ''end_time'')::time) / 60';
  END IF;
  IF p_ask ? 'modified_after' THEN
    wanted := wanted || ' AND (g.updated_at > ($1 ->> ''modified_after'')::timestamptz'
      || ' OR g.id IN (SELECT s.group_id FROM group_gift s WHERE s.updated_at > ($1 ->> ''modified_after'')::timestamptz)'
      || ' OR g.id IN (SELECT o.group_id FROM group_origin o CROSS JOIN LATERAL feed_story(o.group_id) story'
      || ' WHERE story.changed_at > ($1 ->> ''modified_after'')::timestamptz))';
  END IF;
  IF p_ask ? 'located' THEN
    wanted := wanted || ' AND (num_nonnulls(g.place_name, g.town, g.postcode, g.latitude) > 0'
      || ' OR jsonb_array_length(g.address_lines) > 0 OR cardinality(g.accessibility) > 0)';
  END IF;
  IF place IS NOT NULL AND p_ask ? 'proximity' THEN
    -- We have no list of where postcodes are. Where other published groups of it are is as near as one needs to be.
    FOREACH known IN ARRAY ARRAY[place, left(place, -2), split_part(place, ' ', 1) || ' '] LOOP
      SELECT avg(g.latitude), avg(g.longitude) INTO latitude, longitude
        FROM community_group g
       WHERE g.published_at IS NOT NULL AND g.removed_at IS NULL AND g.organisation_id = ANY (ours)
         AND starts_with(g.postcode, known) AND g.latitude IS NOT NULL;
      EXIT WHEN latitude IS NOT NULL;
    END LOOP;
  END IF;
  IF latitude IS NOT NULL THEN
    wanted := wanted || ' AND (g.postcode = $1 ->> ''postcode'' OR abs(g.latitude - $3) * 111000 <= ($1 ->> ''proximity'')::float8'
      || ' AND 12742000 * asin(sqrt(least(1, power(sin(radians(g.latitude - $3) / 2), 2) + cos(radians($3))'
      || ' * cos(radians(g.latitude)) * power(sin(radians(g.longitude - $4) / 2), 2)))) <= ($1 ->> ''proximity'')::float8)';
  ELSIF place IS NOT NULL THEN
    wanted := wanted || ' AND starts_with(g.postcode, split_part($1 ->> ''postcode'', '' '', 1) || '' '')';
  END IF;
  EXECUTE 'WITH hit AS MATERIALIZED (SELECT g.id FROM community_group g WHERE g.published_at IS NOT NULL AND g.removed_at IS NULL'
    || ' AND g.status <> ''ended'' AND g.organisation_id = ANY ($2)' || wanted || '),'
    || ' page AS MATERIALIZED (SELECT id FROM hit ORDER BY id LIMIT ($1 ->> ''limit'')::int OFFSET ($1 ->> ''offset'')::int)'
    || ' SELECT jsonb_build_object(''total'', (SELECT count(*) FROM hit), ''groups'','
    || ' (SELECT coalesce(jsonb_agg(feed_group(page.id, $1 ? ''full'') ORDER BY page.id), ''[]'') FROM page))::text'
    INTO found USING p_ask, ours, latitude, longitude;
  RETURN found;
END $$
--=
-- The tags of gifts that published groups seek, with the part of a person they are of.
CREATE OR REPLACE FUNCTION feed_terms(p_organisation uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_array(sought.part, sought.tag) ORDER BY sought.part, sought.tag), '[]')::text
    FROM (SELECT DISTINCT group_gift.part, tag
            FROM group_gift
            JOIN community_group g ON g.id = group_gift.group_id AND g.published_at IS NOT NULL AND g.removed_at IS NULL
                 AND g.status <> 'ended'
           CROSS JOIN unnest(group_gift.tags) tag
           WHERE group_gift.direction = 'seeks' AND group_gift.removed_at IS NULL
             AND g.organisation_id = ANY ((SELECT feed_organisations(p_organisation))::uuid[])) sought
$$
--=
-- The organisations that have published something.
CREATE OR REPLACE FUNCTION feed_publishers(p_organisation uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', organisation.id, 'name', organisation.name, 'ods_code', organisation.ods_code,
                                               'cqc_provider_id', organisation.cqc_provider_id) ORDER BY organisation.id), '[]')::text
    FROM organisation
   WHERE organisation.id = ANY ((SELECT feed_organisations(p_organisation))::uuid[])
     AND EXISTS (SELECT FROM community_group g WHERE g.organisation_id = organisation.id AND g.published_at IS NOT NULL
                    AND g.removed_at IS NULL AND g.status <> 'ended')
$$
