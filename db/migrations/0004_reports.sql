-- Reports read clocks by themselves: whose they are, of what, and whether the work that they measured was done. A clock
-- that was cancelled (the case withdrawn, another branch decided) measures nobody.
ALTER TABLE clocks
  ADD COLUMN province text,
  ADD COLUMN kind text,
  ADD COLUMN procedure text,
  ADD COLUMN step text,
  ADD COLUMN finished boolean NOT NULL DEFAULT false;
UPDATE clocks k SET province = c.province, kind = c.kind, procedure = c.procedure,
  step = (SELECT t.step FROM tasks t WHERE t.case_id = k.case_id AND t.id = k.task_id),
  finished = coalesce(k.stopped_at IS NOT NULL AND CASE
    WHEN k.task_id IS NOT NULL THEN EXISTS (SELECT FROM tasks t WHERE t.case_id = k.case_id AND t.id = k.task_id AND t.outcome IS NOT NULL)
    WHEN k.id = 'case' OR k.id LIKE 'case.%' THEN k.stopped_at = c.decided_at
      OR NOT jsonb_path_exists(c.state, '$.clocks[*] ? (@.id == $id)', jsonb_build_object('id', k.id))
    ELSE k.id = 'response' END, false)
FROM cases c WHERE c.id = k.case_id;
ALTER TABLE clocks ALTER COLUMN province SET NOT NULL, ALTER COLUMN kind SET NOT NULL, ALTER COLUMN procedure SET NOT NULL;
--> statement-breakpoint
-- Work that was finished, by the day on which it was; what is or was late; and what runs.
CREATE INDEX clocks_finished ON clocks (province, stopped_at) WHERE finished;
CREATE INDEX clocks_finished_of_agency ON clocks (agency, stopped_at) WHERE finished;
-- The lists of missed deadlines go by these, so that what was met in time is not in their way.
DROP INDEX clocks_by_deadline;
DROP INDEX clocks_of_agency;
CREATE INDEX clocks_late ON clocks (province, due_at, case_id, id) WHERE stopped_at IS NULL OR stopped_at > due_at;
CREATE INDEX clocks_late_of_agency ON clocks (agency, due_at, case_id, id) WHERE stopped_at IS NULL OR stopped_at > due_at;
DROP POLICY reader ON clocks;
CREATE POLICY reader ON clocks FOR SELECT TO motcua_api USING (EXISTS (SELECT FROM cases c WHERE c.id = clocks.case_id));
CREATE POLICY wide_reader ON clocks FOR SELECT TO motcua_api_wide USING (province = (SELECT current_setting('motcua.province', true)));
--> statement-breakpoint
-- domain/cases/views/portal-status.ts, in SQL; a test holds the two together.
CREATE FUNCTION portal_status(status text, ending text, state jsonb) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (CASE
    WHEN ending = 'not-accepted' THEN 3
    WHEN ending = 'withdrawn' THEN 7
    WHEN ending = 'stopped' THEN 8
    ELSE CASE status
      WHEN 'filed' THEN 1
      WHEN 'in-process' THEN CASE
        WHEN jsonb_array_length(coalesce(state -> 'trail', '[]')) <= 1
          AND NOT jsonb_path_exists(state, '$.tasks[*] ? (@.assignee != null || @.visit != 1)') THEN 2 ELSE 4 END
      WHEN 'supplement' THEN 5
      WHEN 'suspended' THEN CASE WHEN state ->> 'suspended' = 'payment' THEN 6 ELSE 8 END
      WHEN 'payment' THEN 6
      WHEN 'decided' THEN 9
      ELSE 10 END
    END)::smallint
$$;
--> statement-breakpoint
ALTER TABLE cases
  ADD COLUMN portal_status smallint NOT NULL GENERATED ALWAYS AS (portal_status(status, ending, state)) STORED,
  ADD COLUMN rating text GENERATED ALWAYS AS (state ->> 'rating') STORED,
  ADD COLUMN documents integer NOT NULL GENERATED ALWAYS AS (coalesce(jsonb_array_length(state -> 'documents'), 0)) STORED;
CREATE INDEX cases_by_portal_status ON cases (province, portal_status, closed_at, kind, owner, counter, filed_at);
CREATE INDEX cases_by_acceptance ON cases (province, accepted_at) WHERE accepted_at IS NOT NULL;
CREATE INDEX cases_by_delivery ON cases (province, delivered_at) WHERE rating IS NOT NULL;
--> statement-breakpoint
-- Since when a case bore which code: how many stood where on a day that is past.
CREATE TABLE portal_statuses (
  case_id text NOT NULL,
  since timestamptz NOT NULL,
  province text NOT NULL,
  code smallint NOT NULL,
  PRIMARY KEY (case_id, since)
);
ALTER TABLE portal_statuses ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON portal_statuses TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON portal_statuses TO motcua_worker;
CREATE POLICY worker ON portal_statuses TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON portal_statuses FOR SELECT TO motcua_api USING (EXISTS (SELECT FROM cases c WHERE c.id = portal_statuses.case_id));
CREATE POLICY wide_reader ON portal_statuses FOR SELECT TO motcua_api_wide USING (province = (SELECT current_setting('motcua.province', true)));
--> statement-breakpoint
-- Cards that agencies were given.
CREATE TABLE cards (
  case_id text NOT NULL,
  seq integer NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  colour text NOT NULL CHECK (colour IN ('yellow', 'red')),
  clock text NOT NULL,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, seq)
);
CREATE INDEX cards_of_agency ON cards (agency, given_at);
INSERT INTO cards (case_id, seq, province, agency, colour, clock, given_at)
SELECT e.case_id, e.seq, c.province, e.body ->> 'agency', e.body ->> 'colour', e.body ->> 'clock', e.at
FROM events e JOIN cases c ON c.id = e.case_id WHERE e.type = 'card-given';
ALTER TABLE cards ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON cards TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON cards TO motcua_worker;
CREATE POLICY worker ON cards TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON cards FOR SELECT TO motcua_api USING (EXISTS (SELECT FROM cases c WHERE c.id = cards.case_id));
CREATE POLICY wide_reader ON cards FOR SELECT TO motcua_api_wide USING (province = (SELECT current_setting('motcua.province', true)));
