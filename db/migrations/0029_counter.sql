-- Whoever gave no telephone number follows the case by four digits that are printed on the receipt.
ALTER TABLE parties ADD COLUMN proof text CHECK (proof ~ '^[0-9]{4}$');
UPDATE parties SET proof = lpad(floor(random() * 10000)::integer::text, 4, '0')
WHERE length(regexp_replace(coalesce(phone, ''), '\D', '', 'g')) < 4;
DROP FUNCTION track_case(text);
CREATE FUNCTION track_case(wanted text)
RETURNS TABLE (code text, kind text, procedure text, province text, status text, ending text, filed_at timestamptz,
               due_at timestamptz, decided_at timestamptz, delivered_at timestamptz, closed_at timestamptz, proof text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.code, c.kind, c.procedure, c.province, c.status, c.ending, c.filed_at, c.due_at, c.decided_at, c.delivered_at, c.closed_at,
    coalesce(p.proof, right(regexp_replace(p.phone, '\D', '', 'g'), 4))
  FROM cases c LEFT JOIN parties p ON p.case_id = c.id WHERE c.code = wanted
$$;
REVOKE ALL ON FUNCTION track_case(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION track_case(text) TO motcua_api, motcua_api_wide;

-- Who was called and did not come is not shown on the screen any more.
ALTER TABLE queue_tickets ADD COLUMN absent_at timestamptz;
CREATE INDEX queue_tickets_by_caller ON queue_tickets (agency, day, called_by, called_at);
CREATE OR REPLACE FUNCTION queue_shown(of_agency text, of_day date) RETURNS TABLE (name jsonb, waiting integer, called integer[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.name, (SELECT count(*)::integer FROM queue_tickets t WHERE t.agency = a.id AND t.day = of_day AND t.called_at IS NULL),
    ARRAY(SELECT t.number FROM queue_tickets t WHERE t.agency = a.id AND t.day = of_day AND t.called_at IS NOT NULL
      AND t.absent_at IS NULL ORDER BY t.called_at DESC, t.number DESC LIMIT 6)
  FROM agencies a WHERE a.id = of_agency
$$;
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
