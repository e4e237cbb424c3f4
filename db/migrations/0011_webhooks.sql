-- Calls of other systems: addresses, what they subscribe to, and what became of each call.

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
-- Whoever writes a new secret cannot read the old one, so it is kept here. Secrets stand there encrypted; that the worker
-- encrypts them anew under another key is no rotation.
CREATE FUNCTION webhooks_keep_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.secrets := ARRAY[NEW.secrets[1], OLD.secrets[1]];
  RETURN NEW;
END
$$;
CREATE TRIGGER webhooks_rotate BEFORE UPDATE OF secrets ON webhooks FOR EACH ROW
  WHEN (NEW.rotated_at IS DISTINCT FROM OLD.rotated_at) EXECUTE FUNCTION webhooks_keep_secret();
GRANT SELECT (province, name, url, rotated_at, active, off_why, created_by, created_at) ON webhooks TO motcua_api, motcua_api_wide;
GRANT INSERT, DELETE ON webhooks TO motcua_api, motcua_api_wide;
GRANT UPDATE (url, secrets, rotated_at, active, off_why) ON webhooks TO motcua_api, motcua_api_wide;
GRANT SELECT ON webhooks TO motcua_worker;
GRANT UPDATE (secrets, active, off_why) ON webhooks TO motcua_worker;
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
-- Deliveries that are over are not kept for ever.
CREATE INDEX webhook_deliveries_over ON webhook_deliveries (created_at) WHERE status <> 'pending';
CREATE INDEX webhook_deliveries_by_name ON webhook_deliveries (province, name, created_at DESC, id DESC);
GRANT SELECT ON webhook_deliveries TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE, DELETE ON webhook_deliveries TO motcua_worker;
--> statement-breakpoint
-- What an address subscribes to, and how far events were delivered to it: one row for each address that asks for events of cases.
CREATE TABLE webhook_feeds (
  province text NOT NULL,
  name text NOT NULL,
  events text[] NOT NULL CHECK (cardinality(events) > 0),
  -- null: of every kind, procedure, agency.
  kinds text[],
  procedures text[],
  agencies text[],
  -- Up to which event all has been handed over, or was of no interest.
  position bigint NOT NULL,
  -- Nobody is handing anything over: there was nothing more.
  waits boolean NOT NULL DEFAULT true,
  PRIMARY KEY (province, name),
  FOREIGN KEY (province, name) REFERENCES webhooks ON DELETE CASCADE
);
CREATE INDEX webhook_feeds_waiting ON webhook_feeds (province, name) WHERE waits;
GRANT SELECT ON webhook_feeds TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, DELETE ON webhook_feeds TO motcua_api, motcua_api_wide;
GRANT UPDATE (events, kinds, procedures, agencies, position) ON webhook_feeds TO motcua_api, motcua_api_wide;
GRANT UPDATE (position, waits) ON webhook_feeds TO motcua_worker;
--> statement-breakpoint
-- Positions are given before their transactions end. Up to this one no event can appear any more: whoever could have added one
-- has ended. `next_position` becomes it when every transaction up to `next_xid` has ended.
CREATE TABLE event_horizon (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL,
  next_position bigint NOT NULL,
  next_xid xid8 NOT NULL
) WITH (fillfactor = 10);
INSERT INTO event_horizon (position, next_position, next_xid) VALUES (0, 0, '0');
GRANT SELECT ON event_horizon TO motcua_worker, motcua_api, motcua_api_wide;
GRANT UPDATE ON event_horizon TO motcua_worker;
