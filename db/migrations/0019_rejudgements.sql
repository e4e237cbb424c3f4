-- A decision with force for the past judges clocks anew that have ended: the new judgement stands beside the old one, and neither is
-- ever changed. Lists and reports read the newest (`clocks.appointed_at`, `missed_at`), whoever writes the clock's row.
CREATE TABLE rejudgements (
  case_id text NOT NULL REFERENCES cases (id),
  clock text NOT NULL,
  calendar text NOT NULL,
  version integer NOT NULL,
  decision text NOT NULL,
  due_before timestamptz,
  missed_before timestamptz,
  due_after timestamptz,
  missed_after timestamptz,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, clock, calendar, version)
);
GRANT SELECT ON rejudgements TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON rejudgements TO motcua_worker;
ALTER TABLE rejudgements ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON rejudgements TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON rejudgements FOR SELECT TO motcua_api USING (EXISTS (SELECT FROM cases c WHERE c.id = rejudgements.case_id));
CREATE POLICY wide_reader ON rejudgements FOR SELECT TO motcua_api_wide USING (EXISTS (SELECT FROM cases c WHERE c.id = rejudgements.case_id));
--> statement-breakpoint
CREATE FUNCTION newest_judgement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest rejudgements;
BEGIN
  SELECT * INTO newest FROM rejudgements r WHERE r.case_id = NEW.case_id AND r.clock = NEW.id ORDER BY r.at DESC, r.version DESC LIMIT 1;
  IF FOUND THEN
    NEW.appointed_at := newest.due_after;
    NEW.missed_at := newest.missed_after;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER newest_judgement BEFORE INSERT OR UPDATE ON clocks
  FOR EACH ROW WHEN (NEW.stopped_at IS NOT NULL) EXECUTE FUNCTION newest_judgement();
