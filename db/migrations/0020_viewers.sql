-- Which officer has which case open at this moment. Not logged: after a crash everybody says so again within seconds.
CREATE UNLOGGED TABLE case_viewers (
  case_id text NOT NULL,
  user_id text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (case_id, user_id)
);
CREATE INDEX case_viewers_of_user ON case_viewers (user_id, at);
ALTER TABLE case_viewers ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON case_viewers TO motcua_api, motcua_api_wide;
CREATE POLICY reader ON case_viewers FOR SELECT TO motcua_api, motcua_api_wide USING (
  EXISTS (SELECT FROM cases c WHERE c.id = case_viewers.case_id)
);
CREATE POLICY own_new ON case_viewers FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  user_id = (SELECT current_setting('motcua.user', true))
  AND EXISTS (SELECT FROM cases c WHERE c.id = case_viewers.case_id)
);
CREATE POLICY own_again ON case_viewers FOR UPDATE TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)));
CREATE POLICY own_end ON case_viewers FOR DELETE TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)));
