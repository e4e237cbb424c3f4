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
