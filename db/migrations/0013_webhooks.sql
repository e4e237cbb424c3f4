-- What an address wants to be told of, and how far it has been told: one row for each address that asks for events of cases.
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
GRANT SELECT ON SEQUENCE event_positions TO motcua_worker;
--> statement-breakpoint
-- Secrets are kept encrypted: what stands in clear from before is encrypted in place by the worker, which is no rotation.
DROP TRIGGER webhooks_rotate ON webhooks;
CREATE TRIGGER webhooks_rotate BEFORE UPDATE OF secrets ON webhooks FOR EACH ROW
  WHEN (NEW.rotated_at IS DISTINCT FROM OLD.rotated_at) EXECUTE FUNCTION webhooks_keep_secret();
GRANT UPDATE (secrets) ON webhooks TO motcua_worker;
