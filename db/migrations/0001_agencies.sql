-- Agencies, the people who work in them, who stands in for whom, and who is signed in.

CREATE TABLE agencies (
  id text PRIMARY KEY,
  province text NOT NULL,
  parent text REFERENCES agencies (id),
  level text NOT NULL CHECK (level IN ('province', 'commune')),
  name jsonb NOT NULL,
  code text NOT NULL UNIQUE,
  fulfils text[] NOT NULL,
  area text,
  -- Of its own; null: it works by the procedure's.
  calendar text,
  -- Who gets a task that comes to a group, where the procedure does not say.
  assign text CHECK (assign IN ('least-loaded', 'round-robin', 'by-ward')),
  -- Where its money goes: {bank, number, holder}; null: where its parent's does.
  account jsonb
);
CREATE INDEX agencies_by_province ON agencies (province, id);
CREATE INDEX agencies_by_parent ON agencies (parent);
GRANT SELECT ON agencies TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON agencies TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- A province that is new has its digest schedule from then on.
CREATE FUNCTION notify_agencies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('motcua_agencies', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER agencies_notified AFTER INSERT ON agencies FOR EACH STATEMENT EXECUTE FUNCTION notify_agencies();
--> statement-breakpoint
CREATE TABLE users (
  id text PRIMARY KEY,
  province text NOT NULL,
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX users_by_province ON users (province, id);
GRANT SELECT ON users TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON users TO motcua_api, motcua_api_wide;
--> statement-breakpoint
CREATE TABLE memberships (
  user_id text NOT NULL REFERENCES users (id),
  role text NOT NULL,
  agency text NOT NULL,
  -- Wards that the officer answers for.
  areas text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (user_id, role, agency)
);
CREATE INDEX memberships_by_agency ON memberships (agency, role);
GRANT SELECT ON memberships TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, DELETE ON memberships TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Who stands in for whom, and who is away with nobody standing in (deputy null).
CREATE TABLE delegations (
  id text PRIMARY KEY,
  province text NOT NULL,
  principal text NOT NULL REFERENCES users (id),
  deputy text REFERENCES users (id) CHECK (deputy <> principal),
  -- null: every role that the principal has and that can be passed on.
  role text,
  -- null: in every agency in which the principal has it.
  agency text REFERENCES agencies (id),
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at),
  reason text NOT NULL,
  created_by text NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  revoked_by text REFERENCES users (id)
);
-- Asked at every request whose actor is not remembered.
CREATE INDEX delegations_of_deputy ON delegations (deputy, until_at) WHERE revoked_at IS NULL AND deputy IS NOT NULL;
CREATE INDEX delegations_of_principal ON delegations (principal, until_at) WHERE revoked_at IS NULL;
CREATE INDEX delegations_by_province ON delegations (province, from_at DESC, id DESC);
--> statement-breakpoint
-- What was arranged is kept: of a row that stands only its revocation is written, once.
CREATE FUNCTION delegations_only_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'delegation % was revoked already', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER delegations_end_once BEFORE UPDATE ON delegations FOR EACH ROW EXECUTE FUNCTION delegations_only_end();
GRANT SELECT ON delegations TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON delegations TO motcua_api, motcua_api_wide;
GRANT UPDATE (revoked_at, revoked_by) ON delegations TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Who is signed in with a browser. What a session holds is no more than a user's id; who reads the table cannot use it, since
-- the cookie is signed with a key that the database does not have.
CREATE TABLE sessions (
  sid text PRIMARY KEY,
  sess jsonb NOT NULL,
  expire timestamptz NOT NULL
);
CREATE INDEX sessions_expire ON sessions (expire);
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO motcua_api;
