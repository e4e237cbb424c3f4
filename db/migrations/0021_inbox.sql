-- What somebody keeps an eye on: by their own wish, or because a colleague's note names them. Everybody sees and ends their own.
CREATE TABLE watches (
  user_id text NOT NULL,
  case_id text NOT NULL REFERENCES cases (id),
  since timestamptz NOT NULL,
  PRIMARY KEY (user_id, case_id)
);
CREATE INDEX watches_of_case ON watches (case_id);
ALTER TABLE watches ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON watches TO motcua_worker;
GRANT SELECT, INSERT, DELETE ON watches TO motcua_api, motcua_api_wide;
CREATE POLICY worker ON watches TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY own ON watches FOR SELECT TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)));
CREATE POLICY own_new ON watches FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  user_id = (SELECT current_setting('motcua.user', true))
  AND EXISTS (SELECT FROM cases c WHERE c.id = watches.case_id)
);
CREATE POLICY own_end ON watches FOR DELETE TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)));

-- Filters of the inbox under a name that its owner gave them.
CREATE TABLE saved_views (
  user_id text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  filters jsonb NOT NULL,
  PRIMARY KEY (user_id, name)
);
ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views TO motcua_api, motcua_api_wide;
CREATE POLICY own ON saved_views TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)))
  WITH CHECK (user_id = (SELECT current_setting('motcua.user', true)));

-- What a citizen stated in an earlier dossier, offered to the counter when they come again. Found outside the policies,
-- by an index that these could not use; who may know the party is asked of each afterwards, as everywhere.
CREATE FUNCTION phone_digits(phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(regexp_replace(phone, '\D', '', 'g'), '^84', '0');
CREATE INDEX parties_of_dossiers_by_phone ON parties (phone_digits(phone)) WHERE kind = 'dossier' AND phone IS NOT NULL;
CREATE INDEX parties_of_dossiers_by_id_number ON parties (id_number) WHERE kind = 'dossier' AND id_number IS NOT NULL;
CREATE FUNCTION dossiers_of_person(by_phone text, by_id_number text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.case_id FROM parties p WHERE p.kind = 'dossier' AND p.phone IS NOT NULL AND phone_digits(p.phone) = phone_digits(by_phone)
  UNION
  SELECT p.case_id FROM parties p WHERE p.kind = 'dossier' AND p.id_number IS NOT NULL AND p.id_number = by_id_number
$$;
REVOKE ALL ON FUNCTION dossiers_of_person(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dossiers_of_person(text, text) TO motcua_api, motcua_api_wide;

-- Numbers of a counter's queue, from 1 each day; they name nobody.
CREATE TABLE queue_tickets (
  agency text NOT NULL,
  day date NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  taken_at timestamptz NOT NULL,
  called_at timestamptz,
  called_by text,
  PRIMARY KEY (agency, day, number)
);
ALTER TABLE queue_tickets ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON queue_tickets TO motcua_api, motcua_api_wide;
CREATE POLICY counter ON queue_tickets TO motcua_api, motcua_api_wide
  USING (agency = ANY ((SELECT string_to_array(current_setting('motcua.agencies', true), ','))::text[]))
  WITH CHECK (agency = ANY ((SELECT string_to_array(current_setting('motcua.agencies', true), ','))::text[]));
-- For the screen in the waiting room: anybody may read it.
CREATE FUNCTION queue_shown(of_agency text, of_day date) RETURNS TABLE (name jsonb, waiting integer, called integer[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.name, (SELECT count(*)::integer FROM queue_tickets t WHERE t.agency = a.id AND t.day = of_day AND t.called_at IS NULL),
    ARRAY(SELECT t.number FROM queue_tickets t WHERE t.agency = a.id AND t.day = of_day AND t.called_at IS NOT NULL
      ORDER BY t.called_at DESC, t.number DESC LIMIT 6)
  FROM agencies a WHERE a.id = of_agency
$$;
REVOKE ALL ON FUNCTION queue_shown(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue_shown(text, date) TO motcua_api, motcua_api_wide;
