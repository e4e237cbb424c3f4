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
-- Who gets a task that comes to a group: by the agency's habit, by the wards that an officer answers for, by whose turn it is.
ALTER TABLE agencies ADD COLUMN assign text CHECK (assign IN ('least-loaded', 'round-robin', 'by-ward'));
ALTER TABLE memberships ADD COLUMN areas text[] NOT NULL DEFAULT '{}';
ALTER TABLE tasks ADD COLUMN assigned_at timestamptz;
CREATE INDEX tasks_by_assignment ON tasks (assignee, assigned_at DESC) WHERE assignee IS NOT NULL AND assigned_at IS NOT NULL;
--> statement-breakpoint
-- Messages that come in quiet hours wait until then; null: they go out at once.
ALTER TABLE notices ADD COLUMN not_before timestamptz;
--> statement-breakpoint
-- Addresses that escalations call. The API writes secrets and can never read them again; the worker signs with them.
CREATE TABLE webhooks (
  province text NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  -- The newest first; the one before it signs too for a while after it was replaced.
  secrets text[] NOT NULL CHECK (cardinality(secrets) BETWEEN 1 AND 2),
  rotated_at timestamptz,
  active boolean NOT NULL DEFAULT true,
  -- Why the receiver was switched off; null while it is on.
  off_why text,
  created_by text NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (province, name)
);
-- Whoever writes a new secret cannot read the old one, so it is kept here.
CREATE FUNCTION webhooks_keep_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.secrets := ARRAY[NEW.secrets[1], OLD.secrets[1]];
  RETURN NEW;
END
$$;
CREATE TRIGGER webhooks_rotate BEFORE UPDATE OF secrets ON webhooks FOR EACH ROW EXECUTE FUNCTION webhooks_keep_secret();
GRANT SELECT (province, name, url, rotated_at, active, off_why, created_by, created_at) ON webhooks TO motcua_api, motcua_api_wide;
GRANT INSERT, DELETE ON webhooks TO motcua_api, motcua_api_wide;
GRANT UPDATE (url, secrets, rotated_at, active, off_why) ON webhooks TO motcua_api, motcua_api_wide;
GRANT SELECT ON webhooks TO motcua_worker;
GRANT UPDATE (active, off_why) ON webhooks TO motcua_worker;
--> statement-breakpoint
CREATE TABLE webhook_deliveries (
  id text PRIMARY KEY,
  province text NOT NULL,
  name text NOT NULL,
  case_id text,
  status text NOT NULL CHECK (status IN ('pending', 'delivered', 'dead')),
  attempts integer NOT NULL,
  last_error text,
  -- What is sent, as it was the first time: a call that is repeated says the same.
  event jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  delivered_at timestamptz
);
CREATE INDEX webhook_deliveries_by_name ON webhook_deliveries (province, name, created_at DESC, id DESC);
GRANT SELECT ON webhook_deliveries TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON webhook_deliveries TO motcua_worker;
