-- The public postal service: what is agreed with carriers, shipments on their way, and what carriers reported of them.

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
  -- Text content of the kind `address`; the newest.
  address text NOT NULL,
  -- The address that the carrier was last given.
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
  -- Up to which instant of its way the status was reported to the case.
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
-- What the post is carrying now, and what went wrong of late: the first thing that a counter asks.
CREATE INDEX shipments_open ON shipments (province, ordered_at DESC, id DESC) WHERE ended_at IS NULL;
CREATE INDEX shipments_by_status ON shipments (province, status, ordered_at DESC, id DESC);
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
--> statement-breakpoint
-- What carriers reported of shipments, as they reported it. A scan may be here before the shipment that it is about has its number.
CREATE TABLE shipment_scans (
  carrier text NOT NULL,
  -- The carrier's own: the same scan is kept once, however often it comes.
  scan text NOT NULL,
  tracking text NOT NULL,
  kind text NOT NULL,
  -- When it happened, and when it was heard of.
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  place text,
  reason text,
  -- Of `held`: until when.
  until timestamptz,
  -- Of `delivered`: whole đồng collected at the door.
  collected bigint CHECK (collected >= 0),
  -- Who received it, {name, relation}: personal data, which the API writes and never reads.
  receiver jsonb,
  PRIMARY KEY (carrier, scan)
);
CREATE INDEX shipment_scans_by_tracking ON shipment_scans (carrier, tracking, at);
CREATE TRIGGER shipment_scans_append_only BEFORE UPDATE OR DELETE ON shipment_scans FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER shipment_scans_keep BEFORE TRUNCATE ON shipment_scans FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT SELECT, INSERT ON shipment_scans TO motcua_worker;
GRANT SELECT (carrier, scan, tracking, kind, at, received_at, place, reason, until, collected) ON shipment_scans TO motcua_api, motcua_api_wide;
GRANT INSERT ON shipment_scans TO motcua_api;
ALTER TABLE shipment_scans ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON shipment_scans TO motcua_worker USING (true) WITH CHECK (true);
-- Who brings a scan in is known by the signature of the call, not by an account.
CREATE POLICY writer ON shipment_scans FOR INSERT TO motcua_api WITH CHECK (true);
CREATE POLICY reader ON shipment_scans FOR SELECT TO motcua_api, motcua_api_wide USING (
  EXISTS (SELECT FROM shipments s WHERE s.carrier = shipment_scans.carrier AND s.tracking = shipment_scans.tracking)
);
--> statement-breakpoint
-- Whose scan it is, for the one who brings it in and may see no case.
CREATE FUNCTION shipment_by_tracking(of_carrier text, of_tracking text)
RETURNS TABLE (id text, case_id text, province text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.case_id, s.province FROM shipments s WHERE s.carrier = of_carrier AND s.tracking = of_tracking
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION shipment_by_tracking(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shipment_by_tracking(text, text) TO motcua_api, motcua_worker;
