-- Who is signed in with a browser. What a session holds is no more than a user's id; who reads the table cannot use it, since
-- the cookie is signed with a key that the database does not have.
CREATE TABLE sessions (
  sid text PRIMARY KEY,
  sess jsonb NOT NULL,
  expire timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX sessions_expire ON sessions (expire);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO motcua_api;
