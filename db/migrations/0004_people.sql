-- Personal data, kept out of the workflows: who filed, and what people wrote. The record refers to both by id and digest.

CREATE TABLE parties (
  case_id text PRIMARY KEY,
  province text NOT NULL,
  kind text NOT NULL,
  counter text NOT NULL,
  applicant text,
  name text,
  phone text,
  email text,
  address text,
  id_number text,
  -- Whom the applicant acts for, when they file for another: a person or an organisation, and by what authority.
  representing text,
  search text NOT NULL,
  -- Whoever gave no telephone number follows the case by four digits that are printed on the receipt.
  proof text CHECK (proof ~ '^[0-9]{4}$')
);
CREATE INDEX parties_search ON parties USING gin (to_tsvector('simple', search));
CREATE INDEX parties_by_phone ON parties (phone) WHERE kind = 'complaint' AND phone IS NOT NULL;
CREATE INDEX parties_by_applicant ON parties (applicant) WHERE kind = 'complaint' AND applicant IS NOT NULL;
GRANT SELECT, INSERT ON parties TO motcua_worker, motcua_api, motcua_api_wide;
ALTER TABLE parties ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON parties TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY writer ON parties FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (province = (SELECT current_setting('motcua.province', true)));
--> statement-breakpoint
-- The reporter of a complaint is hidden from the agencies that handle it: only the counter that took it in, the
-- province office and the reporter see the party. Of a dossier, whoever works on it does, and the auditor.
CREATE FUNCTION may_know_party(of_case text, of_province text, of_kind text, at_counter text, by_applicant text)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  identity text := current_setting('motcua.identity', true);
  mine text[];
BEGIN
  IF of_province IS DISTINCT FROM current_setting('motcua.province', true) THEN RETURN false; END IF;
  IF identity = 'all' OR (identity = 'dossiers' AND of_kind = 'dossier') THEN RETURN true; END IF;
  IF by_applicant = nullif(current_setting('motcua.user', true), '') THEN RETURN true; END IF;
  mine := string_to_array(current_setting('motcua.agencies', true), ',');
  IF at_counter = ANY (mine) THEN RETURN true; END IF;
  RETURN of_kind = 'dossier' AND EXISTS (SELECT FROM cases c WHERE c.id = of_case AND c.agencies && mine);
END
$$;
CREATE POLICY reader ON parties FOR SELECT TO motcua_api, motcua_api_wide USING (may_know_party(case_id, province, kind, counter, applicant));
--> statement-breakpoint
-- domain/vocabulary/fold.ts, as far as search needs it: small letters without marks.
CREATE FUNCTION folded(content text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(translate(regexp_replace(normalize(content, NFD), U&'[\0300-\036F]', '', 'g'), 'đĐ', 'dD'))
$$;
--> statement-breakpoint
CREATE TABLE text_contents (
  id text PRIMARY KEY,
  case_id text NOT NULL,
  -- `site`: where an officer was when the work was done; `address`: to whom, or from whom, a shipment goes; `receipt`: who
  -- received it; `advice`: what the citizen should do about each document that is missing.
  kind text NOT NULL CHECK (kind IN ('form', 'reason', 'note', 'answer', 'rating', 'site', 'address', 'receipt', 'advice')),
  author text NOT NULL,
  content jsonb NOT NULL,
  salt text NOT NULL,
  digest text NOT NULL,
  search text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX text_contents_of_case ON text_contents (case_id);
CREATE INDEX text_contents_search ON text_contents USING gin (to_tsvector('simple', search)) WHERE kind = 'form';
CREATE INDEX text_contents_by_text ON text_contents USING gin (to_tsvector('simple', folded(content #>> '{}')))
  WHERE kind <> 'form' AND jsonb_typeof(content) = 'string';
GRANT SELECT, INSERT ON text_contents TO motcua_worker, motcua_api, motcua_api_wide;
ALTER TABLE text_contents ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON text_contents TO motcua_worker USING (true) WITH CHECK (true);
-- Who handed something in can read it back, also before there is a case. Addresses and receipts are for those alone who may
-- know the party.
CREATE POLICY reader ON text_contents FOR SELECT TO motcua_api, motcua_api_wide USING (
  author = (SELECT current_setting('motcua.user', true))
  OR ((kind <> 'note' OR (SELECT current_setting('motcua.staff', true)) = '1')
      AND (kind NOT IN ('address', 'receipt') OR EXISTS (SELECT FROM parties p WHERE p.case_id = text_contents.case_id))
      AND EXISTS (SELECT FROM cases c WHERE c.id = text_contents.case_id))
);
CREATE POLICY writer ON text_contents FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (author = (SELECT current_setting('motcua.user', true)));
--> statement-breakpoint
-- Full-text search under row-level security: the index may serve it only outside the policies, because the operator
-- could give away what it compares. So this function looks as the owner, asks the policies' own question about
-- parties, and gives ids alone; the cases are then read under the reader's rights. Nobody finds a complaint by the
-- name of a reporter whom they may not know.
-- Whoever works on some of the cases looks among those alone, however many others the words would fit.
CREATE FUNCTION matching_cases(wanted tsquery) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine text[] := string_to_array(current_setting('motcua.agencies', true), ',');
  me text := nullif(current_setting('motcua.user', true), '');
BEGIN
  IF current_setting('motcua.wide', true) = '1' THEN
    RETURN QUERY
      SELECT w.case_id FROM text_contents w WHERE w.kind = 'form' AND to_tsvector('simple', w.search) @@ wanted
      UNION
      SELECT p.case_id FROM parties p WHERE to_tsvector('simple', p.search) @@ wanted
        AND may_know_party(p.case_id, p.province, p.kind, p.counter, p.applicant);
  ELSE
    -- Each side by its own index and then what they share: the planner takes words for rarer than they are.
    RETURN QUERY
      WITH own AS MATERIALIZED (
        SELECT c.id FROM cases c WHERE c.agencies && mine OR c.applicant = me
      ), by_text AS MATERIALIZED (
        SELECT w.case_id FROM text_contents w WHERE w.kind = 'form' AND to_tsvector('simple', w.search) @@ wanted
      ), named AS MATERIALIZED (
        SELECT p.case_id, p.province, p.kind, p.counter, p.applicant FROM parties p
        WHERE to_tsvector('simple', p.search) @@ wanted
      )
      SELECT by_text.case_id FROM by_text JOIN own ON own.id = by_text.case_id
      UNION
      SELECT shared.case_id FROM (SELECT named.* FROM named JOIN own ON own.id = named.case_id OFFSET 0) AS shared
      WHERE may_know_party(shared.case_id, shared.province, shared.kind, shared.counter, shared.applicant);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION matching_cases(tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_cases(tsquery) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- As matching_cases: the index serves outside the policies alone, and the words themselves are then read under the reader's rights.
CREATE FUNCTION matching_text(wanted tsquery) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.id FROM text_contents w WHERE w.kind <> 'form' AND jsonb_typeof(w.content) = 'string'
    AND to_tsvector('simple', folded(w.content #>> '{}')) @@ wanted
$$;
REVOKE ALL ON FUNCTION matching_text(tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_text(tsquery) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Tracking by code shows no personal data and needs no account; the second proof is compared in the API.
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
