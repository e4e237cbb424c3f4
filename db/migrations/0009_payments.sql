-- Fees: what citizens are asked to pay, and the money that came and went back.

-- What citizens are asked to pay. The reference stands in the transfer; by it the money finds its case.
CREATE TABLE payments (
  id text PRIMARY KEY,
  case_id text NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  -- Whole đồng.
  amount bigint NOT NULL CHECK (amount > 0),
  reference text NOT NULL UNIQUE,
  -- The provider's page; null: it did not answer, and the code is all there is.
  pay_url text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX payments_of_case ON payments (case_id, amount);
GRANT SELECT, INSERT ON payments TO motcua_api, motcua_api_wide;
GRANT UPDATE (pay_url) ON payments TO motcua_api, motcua_api_wide;
-- A receipt bears the code by which its fee is paid: the worker asks for that payment.
GRANT SELECT, INSERT ON payments TO motcua_worker;
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON payments TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON payments TO motcua_api, motcua_api_wide
  USING (EXISTS (SELECT FROM cases c WHERE c.id = payments.case_id))
  WITH CHECK (EXISTS (SELECT FROM cases c WHERE c.id = payments.case_id));
--> statement-breakpoint
-- Money that came by bank, as the provider reported it.
CREATE TABLE transfers (
  provider text NOT NULL,
  -- The provider's number: the same money is kept once, however often it is reported.
  id text NOT NULL,
  -- null: its reference is nobody's.
  payment text REFERENCES payments (id),
  reference text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  -- new: not looked at; taken: the case counts it; refund-due, refunded; unknown: nobody's.
  status text NOT NULL CHECK (status IN ('new', 'taken', 'refund-due', 'refunded', 'unknown')),
  -- Why it goes back.
  why text,
  -- The provider's number of the refund.
  refund text,
  refunded_at timestamptz,
  PRIMARY KEY (provider, id)
);
CREATE INDEX transfers_of_payment ON transfers (payment);
CREATE INDEX transfers_by_day ON transfers (provider, at);
-- Days of money, whichever provider reported it.
CREATE INDEX transfers_by_instant ON transfers (at);
CREATE INDEX transfers_by_refund ON transfers (refunded_at) WHERE refunded_at IS NOT NULL;
GRANT SELECT ON transfers TO motcua_worker, motcua_api, motcua_api_wide;
GRANT UPDATE (status, why, refund, refunded_at) ON transfers TO motcua_worker;
GRANT UPDATE (status, why) ON transfers TO motcua_api, motcua_api_wide;
ALTER TABLE transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON transfers TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON transfers FOR SELECT TO motcua_api, motcua_api_wide USING (
  EXISTS (SELECT FROM payments p WHERE p.id = transfers.payment)
);
-- Of a case that is over, and takes no orders any more, its officers have a fee given back.
CREATE POLICY giver ON transfers FOR UPDATE TO motcua_api, motcua_api_wide
  USING (status = 'taken' AND EXISTS (SELECT FROM payments p WHERE p.id = transfers.payment))
  WITH CHECK (status = 'refund-due');
-- What is nobody's is for those to look at who see a whole province.
CREATE POLICY nobodys ON transfers FOR SELECT TO motcua_api, motcua_api_wide
  USING (payment IS NULL AND (SELECT current_setting('motcua.wide', true)) = '1');
--> statement-breakpoint
-- Keeps what a provider reported, which it proves by its signature and not by an account, and has it looked at. true: it has a payment.
CREATE FUNCTION keep_transfer(of_provider text, of_id text, of_reference text, of_amount bigint, of_at timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  owed payments%ROWTYPE;
BEGIN
  SELECT * INTO owed FROM payments p WHERE p.reference = of_reference;
  INSERT INTO transfers (provider, id, payment, reference, amount, at, status)
  VALUES (of_provider, of_id, owed.id, of_reference, of_amount, of_at, CASE WHEN owed.id IS NULL THEN 'unknown' ELSE 'new' END)
  ON CONFLICT DO NOTHING;
  IF owed.id IS NULL THEN
    RETURN false;
  END IF;
  INSERT INTO outbox_jobs (id, kind, province, case_id, seq, subject)
  VALUES ('payment-' || of_provider || '-' || of_id, 'payment', owed.province, owed.case_id, 0, of_id) ON CONFLICT DO NOTHING;
  RETURN true;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keep_transfer(text, text, text, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_transfer(text, text, text, bigint, timestamptz) TO motcua_api;
--> statement-breakpoint
-- A provider's statement is of all provinces that it serves: whose a reference is, as far as it is somebody else's.
CREATE FUNCTION references_elsewhere(own text, wanted text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.reference FROM payments p WHERE p.reference = ANY (wanted) AND p.province <> own
$$;
REVOKE ALL ON FUNCTION references_elsewhere(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION references_elsewhere(text, text[]) TO motcua_api, motcua_api_wide;
