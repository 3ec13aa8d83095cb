-- What is said of a gift, without what is denied: in 'I can't sing but I dance' the singing goes, up to a 'but' or the end of the clause.
CREATE OR REPLACE FUNCTION gift_said(p_words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(p_words, '\m(not|never|no|cannot|\w+n[''’]t)\M((?!\mbut\M)[^.,;:!?\n])*', ' ', 'gi')
$$;
--=
-- The terms of a gift: its words, stemmed, and its tags as words. The very expression of the indexes ix_gift_terms and the others
-- (GIFT_TERMS in api/domain/shared/gifts.py): the planner unfolds this function and finds them. No search_path of its own for that.
CREATE OR REPLACE FUNCTION gift_terms(p_words text, p_tags text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
  SELECT to_tsvector('english', regexp_replace(p_words, '\m(not|never|no|cannot|\w+n[''’]t)\M((?!\mbut\M)[^.,;:!?\n])*', ' ', 'gi') || ' ' || array_to_tsvector(p_tags)::text)
$$;
--=
-- Gifts that meet: with whom a person, a member, a member of a circle or a group could share something, on what and why.
-- It looks at gifts beyond its caller's reach, so it runs as the kernel and says itself whose matches the caller may ask and
-- what of others may be shown: of people what they consented to (share_gifts), of all only what they would share. Deny wins.
-- No row: not there, or not theirs.
--   p_labels, p_families, p_narrower: families of words that mean the same, each as a tsquery, with the word that stands for it;
--     what is narrower meets the family itself, and not what else is narrower.
--   p_known: all single words of the families; these meet by their family only ('bridge' is a game but in a bridge loan).
--   p_plain: words that say nothing of a gift.
--   The terms of a gift are an indexed expression: words without what is denied ('I can't sing'), and tags.
-- Points: 3 for a tag in common, 2 for a word or a meaning, 1 for a word that is spelt nearly the same.
CREATE OR REPLACE FUNCTION gift_matches(p_of text, p_id uuid, p_within uuid, p_labels text[], p_families text[], p_narrower text[], p_known text, p_plain text, p_most integer)
RETURNS TABLE (body jsonb, ids uuid[], person_ids uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.5 AS $$
DECLARE
  v_role constant text := current_setting('app.role', true);
  v_organisation constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_teams constant uuid[] := coalesce(NULLIF(current_setting('app.team_ids', true), '')::uuid[], '{}');
  v_people constant uuid[] := coalesce(NULLIF(current_setting('app.person_ids', true), '')::uuid[], '{}');
  v_circles constant uuid[] := coalesce(NULLIF(current_setting('app.circle_ids', true), '')::uuid[], '{}');
  v_shared constant uuid[] := coalesce(NULLIF(current_setting('app.shared_gifts', true), '')::uuid[], '{}');
  v_within uuid[];  -- the teams to whose own the audience 'team' speaks
  s record;
BEGIN
  CASE p_of
  WHEN 'person' THEN
    SELECT person.team_id, person.id AS person_id, NULL::uuid AS circle_id, person.latitude, person.longitude, person.postcode::text AS postcode, person.status <> 'ended' AS goes_on INTO s
      FROM person WHERE person.id = p_id AND person.organisation_id = v_organisation AND person.removed_at IS NULL
       AND CASE v_role WHEN 'manager' THEN true WHEN 'person' THEN person.id = ANY (v_people)
                       WHEN 'family' THEN person.id = ANY (v_shared) WHEN 'connector' THEN person.id = ANY (v_shared)
                       ELSE v_role IN ('carer', 'coach', 'integration') AND person.team_id = ANY (v_teams) END;
  WHEN 'member' THEN
    SELECT team_member.team_id, NULL::uuid AS person_id, NULL::uuid AS circle_id, NULL::float AS latitude, NULL::float AS longitude, NULL::text AS postcode,
           team_member.left_on IS NULL AS goes_on INTO s
      FROM team_member WHERE team_member.id = p_id AND team_member.team_id = p_within AND team_member.organisation_id = v_organisation AND team_member.removed_at IS NULL
       AND (v_role = 'manager' OR (v_role IN ('carer', 'coach') AND team_member.team_id = ANY (v_teams)));
  WHEN 'circle_member' THEN
    SELECT circle_member.team_id, circle_member.person_id, circle_member.circle_id, NULL::float AS latitude, NULL::float AS longitude, NULL::text AS postcode,
           circle_member.state = 'joined' AND circle.status <> 'ended' AND person.status <> 'ended' AS goes_on INTO s
      FROM circle_member JOIN circle ON circle.id = circle_member.circle_id AND circle.removed_at IS NULL
      JOIN person ON person.id = circle_member.person_id AND person.removed_at IS NULL
     WHERE circle_member.id = p_id AND circle_member.organisation_id = v_organisation AND circle_member.removed_at IS NULL
       AND CASE v_role WHEN 'manager' THEN true WHEN 'person' THEN circle_member.person_id = ANY (v_people)
                       WHEN 'family' THEN circle_member.circle_id = ANY (v_circles) WHEN 'connector' THEN circle_member.circle_id = ANY (v_circles)
                       ELSE v_role IN ('carer', 'coach') AND circle_member.team_id = ANY (v_teams) END;
  WHEN 'group' THEN
    SELECT NULL::uuid AS team_id, NULL::uuid AS person_id, NULL::uuid AS circle_id, community_group.latitude, community_group.longitude, community_group.postcode::text AS postcode,
           community_group.status = 'active' AS goes_on INTO s
      FROM community_group WHERE community_group.id = p_id AND community_group.organisation_id = v_organisation AND community_group.removed_at IS NULL
       AND v_role IN ('carer', 'coach', 'connector', 'person', 'family', 'manager', 'integration');
  ELSE
    RETURN;
  END CASE;
  IF s.goes_on IS NULL THEN
    RETURN;
  END IF;
  v_within := CASE WHEN v_role IN ('family', 'connector') THEN '{}' WHEN p_of = 'group' THEN v_teams ELSE ARRAY[s.team_id] END;
  RETURN QUERY
  WITH known AS MATERIALIZED (
    SELECT to_tsvector('english', p_known) AS words, to_tsvector('english', p_plain) AS says_nothing
  ), family AS MATERIALIZED (
    SELECT f.label, to_tsquery('english', f.itself) AS itself, to_tsquery('english', f.itself) || to_tsquery('english', NULLIF(f.narrower, '')) AS whole,
           to_tsquery('english', NULLIF(f.narrower, '')) AS narrower
      FROM unnest(p_labels, p_families, p_narrower) f(label, itself, narrower)
  ), offered AS (
    SELECT g.id, g.part, g.direction, g.words, g.tags FROM gift g
     WHERE p_of = 'person' AND g.person_id = p_id AND g.would_share = 'yes' AND g.removed_at IS NULL
    UNION ALL
    SELECT g.id, g.part, g.direction, g.words, g.tags FROM member_gift g
     WHERE p_of = 'member' AND g.member_id = p_id AND g.would_share = 'yes' AND g.removed_at IS NULL
    UNION ALL
    SELECT g.id, g.part, g.direction, g.words, g.tags FROM circle_member_gift g
     WHERE p_of = 'circle_member' AND g.member_id = p_id AND g.would_share = 'yes' AND g.removed_at IS NULL
    UNION ALL
    SELECT g.id, g.part, g.direction, g.words, g.tags FROM group_gift g WHERE p_of = 'group' AND g.group_id = p_id AND g.removed_at IS NULL
    UNION ALL  -- what a group is for stands in its name: whoever has that gift or seeks it meets it
    SELECT g.id, 'heart', 'is', g.name, '{}'::text[] FROM community_group g WHERE p_of = 'group' AND g.id = p_id AND g.removed_at IS NULL
  ), mine AS MATERIALIZED (
    SELECT o.*, gift_said(o.words) AS said, gift_terms(o.words, o.tags) AS terms
      FROM offered o WHERE s.goes_on
  ), token AS MATERIALIZED (
    SELECT DISTINCT ON (m.id, m.direction, x.lexeme) m.id, m.part, m.direction, w.word, x.lexeme,
           x.lexeme = ANY (tsvector_to_array(known.words)) AS is_known
      FROM mine m CROSS JOIN known
      CROSS JOIN LATERAL regexp_split_to_table(lower(m.said || ' ' || array_to_string(m.tags, ' ')), '[^[:alnum:]]+') w(word)
      CROSS JOIN LATERAL unnest(to_tsvector('english', w.word)) x
     WHERE length(w.word) > 2 AND w.word !~ '[0-9]' AND x.lexeme <> ALL (tsvector_to_array(known.says_nothing))
     ORDER BY m.id, m.direction, x.lexeme, w.word
  ), label AS MATERIALIZED (
    SELECT m.id, m.part, m.direction, 'same_meaning' AS because, f.label AS word,
           CASE WHEN m.terms @@ f.itself THEN coalesce(f.whole, f.itself) ELSE f.itself END AS query
      FROM mine m JOIN family f ON m.terms @@ f.itself OR m.terms @@ f.narrower
    UNION ALL
    SELECT t.id, t.part, t.direction, 'same_word', t.word, plainto_tsquery('simple', t.lexeme) FROM token t WHERE NOT t.is_known
    UNION ALL
    SELECT m.id, m.part, m.direction, 'same_tag', tag, phraseto_tsquery('english', tag) FROM mine m CROSS JOIN unnest(m.tags) tag
  ), hit AS MATERIALIZED (
    SELECT l.id AS mine, l.direction AS my_direction, l.because, l.word, t.* FROM label l CROSS JOIN LATERAL (
      SELECT 'person' AS kind, g.person_id AS who, g.id, g.part, g.direction, g.words, g.tags FROM gift g
       WHERE gift_terms(g.words, g.tags) @@ l.query AND g.organisation_id = v_organisation AND g.would_share = 'yes' AND g.removed_at IS NULL
         AND NOT (p_of = 'person' AND g.person_id = p_id)
      UNION ALL
      SELECT 'member', g.member_id, g.id, g.part, g.direction, g.words, g.tags FROM member_gift g
       WHERE gift_terms(g.words, g.tags) @@ l.query AND g.organisation_id = v_organisation AND g.would_share = 'yes' AND g.removed_at IS NULL
         AND NOT (p_of = 'member' AND g.member_id = p_id)
      UNION ALL
      SELECT 'circle_member', g.member_id, g.id, g.part, g.direction, g.words, g.tags FROM circle_member_gift g
       WHERE gift_terms(g.words, g.tags) @@ l.query AND g.organisation_id = v_organisation AND g.would_share = 'yes' AND g.removed_at IS NULL
         AND NOT (p_of = 'circle_member' AND g.member_id = p_id)
      UNION ALL
      SELECT 'group', g.group_id, g.id, g.part, g.direction, g.words, g.tags FROM group_gift g
       WHERE gift_terms(g.words, g.tags) @@ l.query AND g.organisation_id = v_organisation AND g.removed_at IS NULL AND NOT (p_of = 'group' AND g.group_id = p_id)
      UNION ALL
      SELECT 'group', g.id, g.id, 'heart', 'is', g.name, '{}'::text[] FROM community_group g
       WHERE to_tsvector('english', g.name) @@ l.query AND g.organisation_id = v_organisation AND g.removed_at IS NULL AND g.status = 'active'
         AND NOT (p_of = 'group' AND g.id = p_id)
    ) t
    WHERE (l.because <> 'same_tag' OR l.word = ANY (t.tags))
      AND (t.direction <> l.direction OR (t.part = 'heart' AND l.part = 'heart'))
    UNION ALL
    SELECT l.id, l.direction, 'nearly_spelt', l.word, t.* FROM token l CROSS JOIN LATERAL (
      SELECT 'person' AS kind, g.person_id AS who, g.id, g.part, g.direction, g.words, g.tags FROM gift g
       WHERE g.words %> l.word AND strpos(lower(g.words), l.word) = 0 AND g.organisation_id = v_organisation AND g.would_share = 'yes' AND g.removed_at IS NULL
         AND NOT (p_of = 'person' AND g.person_id = p_id)
      UNION ALL
      SELECT 'member', g.member_id, g.id, g.part, g.direction, g.words, g.tags FROM member_gift g
       WHERE g.words %> l.word AND strpos(lower(g.words), l.word) = 0 AND g.organisation_id = v_organisation AND g.would_share = 'yes' AND g.removed_at IS NULL
         AND NOT (p_of = 'member' AND g.member_id = p_id)
      UNION ALL
      SELECT 'circle_member', g.member_id, g.id, g.part, g.direction, g.words, g.tags FROM circle_member_gift g
       WHERE g.words %> l.word AND strpos(lower(g.words), l.word) = 0 AND g.organisation_id = v_organisation AND g.would_share = 'yes' AND g.removed_at IS NULL
         AND NOT (p_of = 'circle_member' AND g.member_id = p_id)
      UNION ALL
      SELECT 'group', g.group_id, g.id, g.part, g.direction, g.words, g.tags FROM group_gift g
       WHERE g.words %> l.word AND strpos(lower(g.words), l.word) = 0 AND g.organisation_id = v_organisation AND g.removed_at IS NULL AND NOT (p_of = 'group' AND g.group_id = p_id)
    ) t CROSS JOIN known
    WHERE length(l.word) > 5 AND (t.direction <> l.direction OR (t.part = 'heart' AND l.part = 'heart'))
      AND EXISTS (SELECT FROM regexp_split_to_table(lower(gift_said(t.words)), '[^[:alnum:]]+') w(word)
                   CROSS JOIN LATERAL unnest(to_tsvector('english', w.word)) x
                  WHERE length(w.word) > 4 AND left(w.word, 1) = left(l.word, 1) AND x.lexeme <> l.lexeme AND similarity(w.word, l.word) >= 0.5
                    AND x.lexeme <> ALL (tsvector_to_array(known.says_nothing))
                    AND NOT (l.is_known AND x.lexeme = ANY (tsvector_to_array(known.words))))  -- two words of the language are two words
  ), pair AS MATERIALIZED (
    SELECT h.kind, h.who, h.mine, h.my_direction, h.id, h.direction,
           sum(CASE h.because WHEN 'same_tag' THEN 3 WHEN 'nearly_spelt' THEN 1 ELSE 2 END) AS points
      FROM hit h GROUP BY 1, 2, 3, 4, 5, 6
  ), party AS (
    SELECT p.kind, p.who, sum(p.points)::int AS points FROM pair p GROUP BY 1, 2
  ), shown AS MATERIALIZED (
    SELECT p.kind, p.who, p.points, x.person_id, x.team_id = ANY (v_within) AS same_team,
           CASE WHEN x.team_id = ANY (v_within) THEN x.name ELSE split_part(btrim(x.name), ' ', 1) END AS name, x.team_id, x.latitude, x.longitude, x.postcode
      FROM party p CROSS JOIN LATERAL (
        SELECT person.preferred_name AS name, person.team_id, person.id AS person_id, person.latitude, person.longitude, person.postcode
          FROM person WHERE p.kind = 'person' AND person.id = p.who AND person.removed_at IS NULL AND person.status <> 'ended'
           AND (SELECT bool_and(c.decision = 'given')  -- a refusal towards the organisation is one towards the team too
                  FROM consent c WHERE c.person_id = person.id AND c.purpose = 'share_gifts' AND c.withdrawn_at IS NULL AND c.removed_at IS NULL
                   AND c.from_at <= now() AND (c.until_at IS NULL OR c.until_at > now())
                   AND (c.audience = 'organisation' OR (c.audience = 'team' AND person.team_id = ANY (v_within))))
        UNION ALL
        SELECT coalesce(team_member.preferred_name, team_member.name), team_member.team_id, NULL, NULL, NULL, NULL
          FROM team_member WHERE p.kind = 'member' AND team_member.id = p.who AND team_member.removed_at IS NULL AND team_member.left_on IS NULL
        UNION ALL  -- a member of a circle is known to that circle; elsewhere by first name
        SELECT circle_member.name, NULL, NULL, NULL, NULL, NULL
          FROM circle_member JOIN circle ON circle.id = circle_member.circle_id AND circle.removed_at IS NULL AND circle.status <> 'ended'
          JOIN person ON person.id = circle_member.person_id AND person.removed_at IS NULL AND person.status <> 'ended'
         WHERE p.kind = 'circle_member' AND circle_member.id = p.who AND circle_member.removed_at IS NULL AND circle_member.state = 'joined'
      ) x
    UNION ALL
    SELECT p.kind, p.who, p.points, NULL, false, g.name, NULL, g.latitude, g.longitude, g.postcode
      FROM party p JOIN community_group g ON g.id = p.who AND g.removed_at IS NULL AND g.status = 'active' WHERE p.kind = 'group'
  ), near AS (
    SELECT x.*, CASE WHEN x.latitude IS NOT NULL AND s.latitude IS NOT NULL THEN round(2 * 6371 * asin(sqrt(least(1, power(sin(radians(x.latitude - s.latitude) / 2), 2)
                + cos(radians(s.latitude)) * cos(radians(x.latitude)) * power(sin(radians(x.longitude - s.longitude) / 2), 2)))))::int END AS km,
           CASE WHEN x.latitude IS NULL OR s.latitude IS NULL THEN
             upper(regexp_replace(x.postcode, '\s*\d[A-Za-z]{2}$', '')) = upper(regexp_replace(s.postcode, '\s*\d[A-Za-z]{2}$', '')) END AS same_district
      FROM shown x
  ), best AS MATERIALIZED (
    SELECT n.*, row_number() OVER (ORDER BY n.points DESC, n.km NULLS LAST, n.same_district DESC NULLS LAST, n.kind, n.name, n.who) AS place FROM near n
     ORDER BY place LIMIT p_most
  ), few AS MATERIALIZED (
    SELECT b.place, h.* FROM best b JOIN hit h ON h.kind = b.kind AND h.who = b.who
  ), ranked AS MATERIALIZED (
    SELECT f.place, f.mine, f.my_direction, f.id, f.direction, row_number() OVER (
             PARTITION BY f.place ORDER BY sum(CASE f.because WHEN 'same_tag' THEN 3 WHEN 'nearly_spelt' THEN 1 ELSE 2 END) DESC, f.mine, f.my_direction, f.id, f.direction) AS rank
      FROM few f GROUP BY 1, 2, 3, 4, 5
  ), on_what AS MATERIALIZED (
    SELECT r.place, r.rank, jsonb_build_object(
             'how', CASE WHEN r.direction = r.my_direction OR ('is' IN (r.my_direction, r.direction) AND 'has' IN (r.my_direction, r.direction)) THEN 'shares'
                         WHEN r.my_direction = 'seeks' OR r.direction = 'has' THEN 'gets' ELSE 'gives' END,
             'mine', jsonb_build_object('part', m.part, 'words', m.words), 'theirs', jsonb_build_object('part', h.part, 'words', h.words),
             'reasons', jsonb_agg(DISTINCT jsonb_build_object('because', h.because, 'word', h.word))
                        || coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('because', 'same_word', 'word', t.word)) FROM token t
                                      WHERE t.is_known AND t.id = r.mine AND t.direction = r.my_direction
                                        AND t.lexeme = ANY (tsvector_to_array(gift_terms(h.words, h.tags)))), '[]')) AS pair
      FROM ranked r JOIN mine m ON m.id = r.mine AND m.direction = r.my_direction
      JOIN few h ON h.place = r.place AND h.mine = r.mine AND h.my_direction = r.my_direction AND h.id = r.id AND h.direction = r.direction
     WHERE r.rank <= 5
     GROUP BY r.place, r.rank, r.mine, r.my_direction, r.id, r.direction, m.part, m.words, h.part, h.words, h.tags
  ), told AS (
    SELECT b.place, b.person_id, jsonb_build_object(
             'who', jsonb_build_object(
               'kind', b.kind, 'name', b.name, 'same_team', coalesce(b.same_team, false),
               'id', CASE WHEN b.kind = 'group' OR (coalesce(b.same_team, false) AND v_role IN ('carer', 'coach', 'manager')) THEN b.who END),
             'strength', b.points,
             'near', jsonb_build_object('km', b.km, 'same_district', b.same_district),
             'on', (SELECT jsonb_agg(o.pair ORDER BY o.rank) FROM on_what o WHERE o.place = b.place)) AS item
      FROM best b
  )
  SELECT jsonb_build_object('items', coalesce(jsonb_agg(t.item ORDER BY t.place), '[]')),
         ARRAY[p_id], coalesce(array_agg(DISTINCT t.person_id) FILTER (WHERE t.person_id IS NOT NULL), '{}') || CASE WHEN s.person_id IS NULL THEN '{}' ELSE ARRAY[s.person_id] END
    FROM told t;
END $$;
