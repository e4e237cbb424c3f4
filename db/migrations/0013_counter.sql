-- The counter: citizens who come again, and the queue before it.

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
--> statement-breakpoint
-- Numbers of a counter's queue, from 1 each day; they name nobody.
CREATE TABLE queue_tickets (
  agency text NOT NULL,
  day date NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  taken_at timestamptz NOT NULL,
  called_at timestamptz,
  called_by text,
  -- Was called and did not come.
  absent_at timestamptz,
  PRIMARY KEY (agency, day, number)
);
CREATE INDEX queue_tickets_by_caller ON queue_tickets (agency, day, called_by, called_at);
ALTER TABLE queue_tickets ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON queue_tickets TO motcua_api, motcua_api_wide;
CREATE POLICY counter ON queue_tickets TO motcua_api, motcua_api_wide
  USING (agency = ANY ((SELECT string_to_array(current_setting('motcua.agencies', true), ','))::text[]))
  WITH CHECK (agency = ANY ((SELECT string_to_array(current_setting('motcua.agencies', true), ','))::text[]));
--> statement-breakpoint
-- For the screen in the waiting room: anybody may read it. Who was called and did not come is not shown any more.
CREATE FUNCTION queue_shown(of_agency text, of_day date) RETURNS TABLE (name jsonb, waiting integer, called integer[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.name, (SELECT count(*)::integer FROM queue_tickets t WHERE t.agency = a.id AND t.day = of_day AND t.called_at IS NULL),
    ARRAY(SELECT t.number FROM queue_tickets t WHERE t.agency = a.id AND t.day = of_day AND t.called_at IS NOT NULL
      AND t.absent_at IS NULL ORDER BY t.called_at DESC, t.number DESC LIMIT 6)
  FROM agencies a WHERE a.id = of_agency
$$;
REVOKE ALL ON FUNCTION queue_shown(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue_shown(text, date) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- One number, for whoever holds it: how many come first, and whether it was called. Of a day that is over there is none.
CREATE FUNCTION queue_ticket(of_agency text, of_day date, of_number integer)
RETURNS TABLE (name jsonb, ahead integer, called boolean, absent boolean, taken_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.name, (SELECT count(*)::integer FROM queue_tickets o
      WHERE o.agency = t.agency AND o.day = t.day AND o.number < t.number AND o.called_at IS NULL),
    t.called_at IS NOT NULL, t.absent_at IS NOT NULL, t.taken_at
  FROM queue_tickets t JOIN agencies a ON a.id = t.agency
  WHERE t.agency = of_agency AND t.day = of_day AND t.number = of_number
$$;
REVOKE ALL ON FUNCTION queue_ticket(text, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue_ticket(text, date, integer) TO motcua_api, motcua_api_wide;
