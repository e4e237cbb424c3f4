-- What has to be done outside because of what happened: written with the events themselves, so that none is forgotten.
CREATE TABLE outbox_jobs (
  -- Also the id of the workflow that sees to it, which lets none be done twice.
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('document', 'message', 'delivery', 'payment')),
  province text NOT NULL,
  case_id text NOT NULL,
  -- The event that calls for it.
  seq integer NOT NULL,
  -- Which form, message, shipment or transfer; never personal data.
  subject text NOT NULL,
  not_before timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When its workflow was started; null: nobody has taken it up.
  started_at timestamptz
);
CREATE INDEX outbox_waiting ON outbox_jobs (created_at, id) WHERE started_at IS NULL;
CREATE INDEX outbox_of_case ON outbox_jobs (case_id, seq);
GRANT SELECT, INSERT ON outbox_jobs TO motcua_worker, motcua_api, motcua_api_wide;
GRANT UPDATE (started_at) ON outbox_jobs TO motcua_worker;
--> statement-breakpoint
CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh) THEN
    PERFORM pg_notify('motcua_outbox', '');
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER outbox_notified AFTER INSERT ON outbox_jobs REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();
