-- When the citizen can come for the result: the deadline, or the next opening of the counter that hands over.
ALTER TABLE cases ADD COLUMN appointment_at timestamptz;
CREATE OR REPLACE FUNCTION track_case(wanted text)
RETURNS TABLE (code text, kind text, procedure text, province text, status text, ending text, filed_at timestamptz,
               due_at timestamptz, decided_at timestamptz, delivered_at timestamptz, closed_at timestamptz, proof text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.code, c.kind, c.procedure, c.province, c.status, c.ending, c.filed_at, coalesce(c.appointment_at, c.due_at),
    c.decided_at, c.delivered_at, c.closed_at, coalesce(p.proof, right(regexp_replace(p.phone, '\D', '', 'g'), 4))
  FROM cases c LEFT JOIN parties p ON p.case_id = c.id WHERE c.code = wanted
$$;
