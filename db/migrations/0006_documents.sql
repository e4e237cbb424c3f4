-- Documents: handed in with a case, made by the engine, or on their way in.

CREATE TABLE documents (
  id text PRIMARY KEY,
  case_id text NOT NULL,
  rule text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  digest text NOT NULL,
  author text NOT NULL,
  -- How it came to be. `proof`: the picture that proves a delivery.
  origin text NOT NULL DEFAULT 'upload' CHECK (origin IN ('upload', 'form', 'result', 'proof')),
  -- Where its file is; null: the paper itself stands in an office's archive.
  object text,
  -- The document of which this is a newer version; both stay.
  replaces text REFERENCES documents (id),
  -- true: a scanner found nothing; false: none was set up; null: no file, or made by the engine.
  scanned boolean,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX documents_of_case ON documents (case_id);
-- Whoever looks for objects that nothing refers to asks by their keys.
CREATE INDEX documents_object ON documents (object) WHERE object IS NOT NULL;
CREATE INDEX documents_replaces ON documents (replaces) WHERE replaces IS NOT NULL;
GRANT SELECT, INSERT ON documents TO motcua_worker, motcua_api, motcua_api_wide;
ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON documents TO motcua_worker USING (true) WITH CHECK (true);
-- Who handed something in can read it back, also before there is a case.
CREATE POLICY reader ON documents FOR SELECT TO motcua_api, motcua_api_wide USING (
  author = (SELECT current_setting('motcua.user', true)) OR EXISTS (SELECT FROM cases c WHERE c.id = documents.case_id)
);
CREATE POLICY writer ON documents FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (author = (SELECT current_setting('motcua.user', true)));
-- A form names the applicant, and the picture that proves a delivery shows who signed, or a door: they are for whoever may know
-- the applicant. The documents of a complaint name nobody. And a result that is not paid for lies ready, but not in the
-- applicant's hands.
CREATE POLICY forms ON documents AS RESTRICTIVE FOR SELECT TO motcua_api, motcua_api_wide USING (
  origin NOT IN ('form', 'result', 'proof') OR EXISTS (
    SELECT FROM cases c WHERE c.id = documents.case_id
      AND (c.kind = 'complaint' OR may_know_party(c.id, c.province, c.kind, c.counter, c.applicant))
      AND (origin <> 'result' OR (SELECT current_setting('motcua.staff', true)) = '1'
           OR coalesce(c.state -> 'fee' ->> 'paid', '') <> 'false')
  )
);
--> statement-breakpoint
-- Where a picture was taken, as its device says: it may be somebody's home. For officers who may read the document.
CREATE TABLE document_positions (
  document_id text PRIMARY KEY REFERENCES documents (id),
  lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon double precision NOT NULL CHECK (lon BETWEEN -180 AND 180)
);
GRANT SELECT, INSERT ON document_positions TO motcua_api, motcua_api_wide;
GRANT SELECT ON document_positions TO motcua_worker;
ALTER TABLE document_positions ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON document_positions TO motcua_worker USING (true);
CREATE POLICY reader ON document_positions FOR SELECT TO motcua_api, motcua_api_wide USING (
  (SELECT current_setting('motcua.staff', true)) = '1' AND EXISTS (SELECT FROM documents d WHERE d.id = document_id)
);
CREATE POLICY writer ON document_positions FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  EXISTS (SELECT FROM documents d WHERE d.id = document_id AND d.author = (SELECT current_setting('motcua.user', true)))
);
--> statement-breakpoint
-- Files that somebody handed over and that no case has taken in yet. They are theirs alone to see.
CREATE TABLE uploads (
  -- Becomes the id of the document.
  id text PRIMARY KEY,
  province text NOT NULL,
  author text NOT NULL,
  -- As their device calls it.
  name text NOT NULL,
  -- Bytes: those announced, and those that are here.
  length bigint NOT NULL CHECK (length > 0),
  received bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND length),
  -- Keys of the pieces that came, in their order; none once the file is whole.
  pieces text[] NOT NULL DEFAULT '{}',
  -- Where the whole file is, once it has been found in order; null: not yet.
  object text,
  media_type text,
  digest text,
  -- false: no scanner was set up.
  scanned boolean,
  lat double precision,
  lon double precision,
  created_at timestamptz NOT NULL DEFAULT now(),
  touched_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((object IS NULL) = (media_type IS NULL) AND (object IS NULL) = (digest IS NULL) AND (object IS NULL) = (scanned IS NULL))
);
CREATE INDEX uploads_of_author ON uploads (author);
CREATE INDEX uploads_by_age ON uploads (touched_at);
CREATE INDEX uploads_object ON uploads (object) WHERE object IS NOT NULL;
GRANT SELECT, INSERT, DELETE ON uploads TO motcua_api, motcua_api_wide;
GRANT UPDATE (received, pieces, object, media_type, digest, scanned, lat, lon, touched_at) ON uploads TO motcua_api, motcua_api_wide;
GRANT SELECT, DELETE ON uploads TO motcua_worker;
ALTER TABLE uploads ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON uploads TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY own ON uploads TO motcua_api, motcua_api_wide USING (
  author = (SELECT nullif(current_setting('motcua.user', true), '')) AND province = (SELECT current_setting('motcua.province', true))
);
--> statement-breakpoint
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
  generated_at timestamptz,
  -- Why it cannot be made.
  failed text,
  CHECK ((request IS NULL) = (requested_by IS NULL)),
  CHECK (case_id IS NOT NULL OR request IS NOT NULL)
);
CREATE INDEX generated_documents_of_case ON generated_documents (case_id, seq) WHERE case_id IS NOT NULL;
CREATE INDEX generated_documents_by_age ON generated_documents (requested_at) WHERE request IS NOT NULL;
CREATE INDEX generated_documents_object ON generated_documents (object) WHERE object IS NOT NULL;
GRANT SELECT, INSERT ON generated_documents TO motcua_worker, motcua_api, motcua_api_wide;
-- What somebody asked for is kept for as long as the settings say, and then removed.
GRANT DELETE ON generated_documents TO motcua_worker;
GRANT UPDATE (object, size, digest, generated_at, failed) ON generated_documents TO motcua_worker;
ALTER TABLE generated_documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON generated_documents TO motcua_worker USING (true) WITH CHECK (true);
-- What somebody asked for is theirs; what an event called for, whoever may read the documents of the case.
CREATE POLICY reader ON generated_documents FOR SELECT TO motcua_api, motcua_api_wide USING (
  CASE WHEN request IS NULL THEN EXISTS (SELECT FROM documents d WHERE d.id = generated_documents.id)
  ELSE requested_by = (SELECT current_setting('motcua.user', true)) END
);
CREATE POLICY writer ON generated_documents FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  request IS NOT NULL AND requested_by = (SELECT current_setting('motcua.user', true))
  AND province = (SELECT current_setting('motcua.province', true)) AND object IS NULL AND generated_at IS NULL
);
