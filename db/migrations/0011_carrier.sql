-- What carriers told of shipments, as they told it. A scan may be here before the shipment that it is about has its number.
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
