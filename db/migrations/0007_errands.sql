-- What has to be done outside because of what happened: written with the events themselves, so that none is forgotten.
CREATE TABLE errands (
  -- Also the id of the workflow that sees to it, which lets none be done twice.
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('paper', 'message', 'delivery', 'refund')),
  province text NOT NULL,
  case_id text NOT NULL,
  -- The event that calls for it.
  seq integer NOT NULL,
  -- Which form, message, shipment or refund; never personal data.
  subject text NOT NULL,
  not_before timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When its workflow was started; null: nobody has taken it up.
  started_at timestamptz
);
CREATE INDEX errands_waiting ON errands (created_at, id) WHERE started_at IS NULL;
CREATE INDEX errands_of_case ON errands (case_id, seq);
GRANT SELECT, INSERT ON errands TO motcua_worker, motcua_api, motcua_api_wide;
GRANT UPDATE (started_at) ON errands TO motcua_worker;
--> statement-breakpoint
CREATE FUNCTION tell_errands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh) THEN
    PERFORM pg_notify('motcua_errands', '');
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER errands_told AFTER INSERT ON errands REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_errands();
