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
