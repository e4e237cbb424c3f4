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
-- true: a scanner found nothing; false: none was set up; null: before there were scanners, or no file, or made by the engine.
ALTER TABLE documents ADD COLUMN scanned boolean;
-- Whoever looks for objects that nothing refers to asks by their keys.
CREATE INDEX documents_object ON documents (object) WHERE object IS NOT NULL;
CREATE INDEX documents_replaces ON documents (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX generated_documents_object ON generated_documents (object) WHERE object IS NOT NULL;
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
-- A picture that was published with a result, for everybody: where its file is, and nothing else of the document.
CREATE FUNCTION published_picture(of_code text, wanted text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.object FROM publications b JOIN documents d ON d.id = wanted AND d.case_id = b.case_id
  WHERE b.code = of_code AND b.shown AND wanted = ANY (b.photos) AND d.origin = 'upload'
$$;
REVOKE ALL ON FUNCTION published_picture(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION published_picture(text, text) TO motcua_api, motcua_api_wide;
