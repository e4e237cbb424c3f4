-- Forms that the engine made: from what, in which language. What belongs to one case is a document of it too, under the same id.
CREATE TABLE generated_documents (
  id text PRIMARY KEY,
  province text NOT NULL,
  form text NOT NULL,
  language text NOT NULL CHECK (language IN ('vi', 'en')),
  -- null: of many cases.
  case_id text,
  -- The event that it was made for, and the hash by which that stands in the chain.
  seq integer,
  head text,
  -- What somebody asked for, which no event calls for: ids and days, never words about people.
  request jsonb,
  requested_by text,
  requested_at timestamptz NOT NULL DEFAULT now(),
  -- Of what was asked for and is no document of a case; null: not made yet.
  object text,
  size bigint,
  digest text,
  made_at timestamptz,
  -- Why it cannot be made.
  failed text,
  CHECK ((request IS NULL) = (requested_by IS NULL)),
  CHECK (case_id IS NOT NULL OR request IS NOT NULL)
);
CREATE INDEX generated_documents_of_case ON generated_documents (case_id, seq) WHERE case_id IS NOT NULL;
CREATE INDEX generated_documents_by_age ON generated_documents (requested_at) WHERE request IS NOT NULL;
GRANT SELECT ON generated_documents TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON generated_documents TO motcua_worker, motcua_api, motcua_api_wide;
GRANT UPDATE (object, size, digest, made_at, failed) ON generated_documents TO motcua_worker;
--> statement-breakpoint
ALTER TABLE generated_documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON generated_documents TO motcua_worker USING (true) WITH CHECK (true);
-- What somebody asked for is theirs; what an event called for, whoever may read the documents of the case.
CREATE POLICY reader ON generated_documents FOR SELECT TO motcua_api, motcua_api_wide USING (
  CASE WHEN request IS NULL THEN EXISTS (SELECT FROM documents d WHERE d.id = generated_documents.id)
  ELSE requested_by = (SELECT current_setting('motcua.user', true)) END
);
CREATE POLICY writer ON generated_documents FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  request IS NOT NULL AND requested_by = (SELECT current_setting('motcua.user', true))
  AND province = (SELECT current_setting('motcua.province', true)) AND object IS NULL AND made_at IS NULL
);
--> statement-breakpoint
-- A form names the applicant: it is for whoever may know them. The documents of a complaint name nobody. And a result that is not
-- paid for lies ready, but not in the applicant's hands.
CREATE POLICY forms ON documents AS RESTRICTIVE FOR SELECT TO motcua_api, motcua_api_wide USING (
  origin NOT IN ('form', 'result') OR EXISTS (
    SELECT FROM cases c WHERE c.id = documents.case_id
      AND (c.kind = 'complaint' OR may_know_party(c.id, c.province, c.kind, c.counter, c.applicant))
      AND (origin = 'form' OR (SELECT current_setting('motcua.staff', true)) = '1'
           OR coalesce(c.state -> 'fee' ->> 'paid', '') <> 'false')
  )
);
