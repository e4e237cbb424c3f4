-- What officers keep for themselves beside their lists, and who has which case open.

-- What somebody keeps an eye on: by their own wish, or because a colleague's note names them. Everybody sees and ends their own.
CREATE TABLE watches (
  user_id text NOT NULL,
  case_id text NOT NULL REFERENCES cases (id),
  since timestamptz NOT NULL,
  PRIMARY KEY (user_id, case_id)
);
CREATE INDEX watches_of_case ON watches (case_id);
ALTER TABLE watches ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON watches TO motcua_worker;
GRANT SELECT, INSERT, DELETE ON watches TO motcua_api, motcua_api_wide;
CREATE POLICY worker ON watches TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY own ON watches FOR SELECT TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)));
CREATE POLICY own_new ON watches FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (
  user_id = (SELECT current_setting('motcua.user', true))
  AND EXISTS (SELECT FROM cases c WHERE c.id = watches.case_id)
);
CREATE POLICY own_end ON watches FOR DELETE TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)));
--> statement-breakpoint
-- Filters of the inbox under a name that its owner gave them.
CREATE TABLE saved_views (
  user_id text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  filters jsonb NOT NULL,
  PRIMARY KEY (user_id, name)
);
ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views TO motcua_api, motcua_api_wide;
CREATE POLICY own ON saved_views TO motcua_api, motcua_api_wide
  USING (user_id = (SELECT current_setting('motcua.user', true)))
  WITH CHECK (user_id = (SELECT current_setting('motcua.user', true)));
--> statement-breakpoint
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
