-- Whoever looks into the record asks for events over all cases: the newest, those of somebody, those of a kind.
CREATE INDEX events_in_time ON events (at, case_id, seq);
CREATE INDEX events_by_actor ON events (by, at, case_id, seq);
CREATE INDEX events_by_type ON events (type, at, case_id, seq);
--> statement-breakpoint
-- domain/vocabulary/fold.ts, as far as search needs it: small letters without marks.
CREATE FUNCTION folded(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(translate(regexp_replace(normalize(said, NFD), U&'[\0300-\036F]', '', 'g'), 'đĐ', 'dD'))
$$;
CREATE INDEX text_contents_said ON text_contents USING gin (to_tsvector('simple', folded(content #>> '{}')))
  WHERE kind <> 'form' AND jsonb_typeof(content) = 'string';
-- As matching_cases: the index serves outside the policies alone, and the words themselves are then read under the reader's rights.
CREATE FUNCTION matching_text(wanted tsquery) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.id FROM text_contents w WHERE w.kind <> 'form' AND jsonb_typeof(w.content) = 'string'
    AND to_tsvector('simple', folded(w.content #>> '{}')) @@ wanted
$$;
REVOKE ALL ON FUNCTION matching_text(tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_text(tsquery) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Which officer looked at which case, in which hour: at its page or history, or into its documents.
CREATE TABLE case_reads (
  case_id text NOT NULL,
  user_id text NOT NULL,
  hour timestamptz NOT NULL,
  what text NOT NULL CHECK (what IN ('case', 'document')),
  province text NOT NULL,
  -- The first time in that hour.
  at timestamptz NOT NULL,
  PRIMARY KEY (case_id, user_id, hour, what)
);
CREATE INDEX case_reads_in_time ON case_reads (province, at, case_id, user_id, what);
CREATE INDEX case_reads_of_user ON case_reads (province, user_id, at, case_id, what);
ALTER TABLE case_reads ENABLE ROW LEVEL SECURITY;
GRANT INSERT ON case_reads TO motcua_api, motcua_api_wide;
GRANT SELECT ON case_reads TO motcua_worker, motcua_api_wide;
GRANT DELETE ON case_reads TO motcua_worker;
CREATE POLICY worker ON case_reads TO motcua_worker USING (true);
CREATE POLICY own ON case_reads FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  user_id = (SELECT current_setting('motcua.user', true)) AND province = (SELECT current_setting('motcua.province', true))
);
CREATE POLICY wide_reader ON case_reads FOR SELECT TO motcua_api_wide USING (
  province = (SELECT current_setting('motcua.province', true))
);
