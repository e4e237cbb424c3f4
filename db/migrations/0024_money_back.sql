-- The transfer that a message is about, where no event of its case calls for it; null: an event does.
ALTER TABLE messages ADD COLUMN transfer text;
--> statement-breakpoint
-- Days of money, whichever provider told of it.
CREATE INDEX transfers_by_instant ON transfers (at);
CREATE INDEX transfers_by_refund ON transfers (refunded_at) WHERE refunded_at IS NOT NULL;
-- What is nobody's is for those to look at who see a whole province.
CREATE POLICY nobodys ON transfers FOR SELECT TO motcua_api, motcua_api_wide
  USING (payment IS NULL AND (SELECT current_setting('motcua.wide', true)) = '1');
--> statement-breakpoint
-- A provider's statement is of all provinces that it serves: whose a reference is, as far as it is somebody else's.
CREATE FUNCTION references_elsewhere(own text, asked text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.reference FROM payments p WHERE p.reference = ANY (asked) AND p.province <> own
$$;
REVOKE ALL ON FUNCTION references_elsewhere(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION references_elsewhere(text, text[]) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Deliveries that are over are not kept for ever.
CREATE INDEX webhook_deliveries_over ON webhook_deliveries (created_at) WHERE status <> 'pending';
GRANT DELETE ON webhook_deliveries TO motcua_worker;
--> statement-breakpoint
-- A province that is new has its mornings from then on.
CREATE FUNCTION notify_agencies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('motcua_agencies', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER agencies_notified AFTER INSERT ON agencies FOR EACH STATEMENT EXECUTE FUNCTION notify_agencies();
