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
--> statement-breakpoint
-- `address`: to whom, or from whom, a shipment goes; `receipt`: who received it. For those alone who may know the party.
ALTER TABLE text_contents DROP CONSTRAINT text_contents_kind_check;
ALTER TABLE text_contents ADD CONSTRAINT text_contents_kind_check
  CHECK (kind IN ('form', 'reason', 'note', 'answer', 'rating', 'site', 'address', 'receipt'));
DROP POLICY reader ON text_contents;
CREATE POLICY reader ON text_contents FOR SELECT TO motcua_api, motcua_api_wide USING (
  author = (SELECT current_setting('motcua.user', true))
  OR ((kind <> 'note' OR (SELECT current_setting('motcua.staff', true)) = '1')
      AND (kind NOT IN ('address', 'receipt') OR EXISTS (SELECT FROM parties p WHERE p.case_id = text_contents.case_id))
      AND EXISTS (SELECT FROM cases c WHERE c.id = text_contents.case_id))
);
--> statement-breakpoint
-- How a province and its carrier have agreed: versions that never change.
CREATE TABLE postal_terms (
  province text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  published_by text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (province, version)
);
CREATE TRIGGER postal_terms_immutable BEFORE UPDATE OR DELETE ON postal_terms FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER postal_terms_keep BEFORE TRUNCATE ON postal_terms FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT SELECT ON postal_terms TO motcua_worker, motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Documents and results on their way by the public postal service. The case's events hold what mattered of it; here stands the way.
CREATE TABLE shipments (
  -- <case>-s<n>; also the key under which the carrier is asked, so that no shipment is made twice.
  id text PRIMARY KEY,
  case_id text NOT NULL,
  province text NOT NULL,
  counter text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('result', 'documents')),
  carrier text NOT NULL,
  terms_version integer NOT NULL,
  status text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  -- The carrier's number; null until it answered.
  tracking text,
  -- Words of the kind `address`; the newest.
  address text NOT NULL,
  -- The address that the carrier was last told.
  address_reported text,
  cod bigint CHECK (cod > 0),
  collected bigint,
  remitted_at timestamptz,
  ordered_at timestamptz NOT NULL,
  handed_over_at timestamptz,
  -- When it should be at the door, by the terms agreed with the carrier.
  due_at timestamptz,
  held_until timestamptz,
  ended_at timestamptz,
  last_scan_at timestamptz,
  -- Up to which instant of its way the case was told.
  reported_at timestamptz,
  -- When the carrier was last asked.
  requested_at timestamptz,
  -- Why the carrier did not take it, by its own code.
  refused_why text,
  UNIQUE (carrier, tracking)
);
CREATE INDEX shipments_of_case ON shipments (case_id, ordered_at);
CREATE INDEX shipments_by_counter ON shipments (counter, ordered_at DESC, id DESC);
CREATE INDEX shipments_by_province ON shipments (province, ordered_at DESC, id DESC);
CREATE INDEX shipments_late ON shipments (province, ordered_at DESC, id DESC) WHERE due_at IS NOT NULL AND (ended_at IS NULL OR ended_at > due_at);
CREATE INDEX shipments_owed ON shipments (province, ordered_at DESC, id DESC)
  WHERE cod IS NOT NULL AND status = 'delivered' AND remitted_at IS NULL;
GRANT SELECT ON shipments TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON shipments TO motcua_worker;
ALTER TABLE shipments ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON shipments TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON shipments FOR SELECT TO motcua_api, motcua_api_wide USING (
  EXISTS (SELECT FROM cases c WHERE c.id = shipments.case_id)
);
