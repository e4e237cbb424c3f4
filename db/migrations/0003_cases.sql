-- The record of cases: how each stands, its tasks and clocks, and the chained events behind them. The worker alone writes it.

-- The last number given, by agency and day; its row stays locked until the transaction that took one ends.
CREATE TABLE case_numbers (
  agency_code text NOT NULL,
  day text NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (agency_code, day)
);
GRANT SELECT, INSERT, UPDATE ON case_numbers TO motcua_worker;
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
CREATE TABLE cases (
  id text PRIMARY KEY,
  -- Ordered by bytes whatever the server's collation, so that the beginning of a code is a range of the index.
  code text COLLATE "C" NOT NULL UNIQUE,
  kind text NOT NULL,
  province text NOT NULL,
  procedure text NOT NULL,
  procedure_version integer NOT NULL,
  procedure_hash text NOT NULL,
  status text NOT NULL,
  ending text,
  urgency text NOT NULL,
  channel text NOT NULL,
  counter text NOT NULL,
  owner text NOT NULL,
  applicant text,
  agencies text[] NOT NULL,
  filed_at timestamptz NOT NULL,
  accepted_at timestamptz,
  decided_at timestamptz,
  delivered_at timestamptz,
  closed_at timestamptz,
  due_at timestamptz,
  due_sort timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(due_at, 'infinity'::timestamptz)) STORED,
  clock_phase text,
  version integer NOT NULL,
  head_hash text NOT NULL,
  state jsonb NOT NULL,
  imported integer NOT NULL DEFAULT 0,
  merged_into text GENERATED ALWAYS AS (state ->> 'mergedInto') STORED,
  -- The code of the national portal.
  portal_status smallint NOT NULL GENERATED ALWAYS AS (portal_status(status, ending, state)) STORED,
  rating text GENERATED ALWAYS AS (state ->> 'rating') STORED,
  -- How many.
  documents integer NOT NULL GENERATED ALWAYS AS (coalesce(jsonb_array_length(state -> 'documents'), 0)) STORED
) WITH (fillfactor = 80);
-- One index for each way in which lists are asked for: everything of a province by filing or by deadline, and of an
-- owner, a counter, a procedure or a citizen. `agencies` serves row-level security.
CREATE INDEX cases_by_filing ON cases (province, filed_at DESC, id DESC);
CREATE INDEX cases_by_deadline ON cases (province, due_sort, id);
CREATE INDEX cases_by_status ON cases (province, status, filed_at DESC, id DESC);
CREATE INDEX cases_by_owner ON cases (owner, filed_at DESC, id DESC);
CREATE INDEX cases_by_counter ON cases (counter, filed_at DESC, id DESC);
CREATE INDEX cases_by_procedure ON cases (province, procedure, filed_at DESC, id DESC);
CREATE INDEX cases_by_applicant ON cases (applicant, filed_at DESC, id DESC) WHERE applicant IS NOT NULL;
CREATE INDEX cases_by_agencies ON cases USING gin (agencies);
CREATE INDEX cases_open ON cases (province, id) WHERE status <> 'closed' AND imported = 0;
-- Whom a move to another version of a procedure would touch, page after page.
CREATE INDEX cases_of_version ON cases (province, procedure, procedure_version, id) WHERE status <> 'closed' AND imported = 0;
CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX cases_spam ON cases (id) WHERE (state ->> 'spam') IS NOT NULL;
-- Open complaints on the map, the most urgent first.
CREATE INDEX cases_open_complaints ON cases (province, due_sort, id) WHERE kind = 'complaint' AND closed_at IS NULL;
-- What reports count.
CREATE INDEX cases_by_portal_status ON cases (province, portal_status, closed_at, kind, owner, counter, filed_at);
CREATE INDEX cases_by_acceptance ON cases (province, accepted_at) WHERE accepted_at IS NOT NULL;
CREATE INDEX cases_by_delivery ON cases (province, delivered_at) WHERE rating IS NOT NULL;
GRANT SELECT ON cases TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON cases TO motcua_worker;
ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON cases TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON cases FOR SELECT TO motcua_api USING (
  province = (SELECT current_setting('motcua.province', true))
  AND (
    agencies && (SELECT string_to_array(current_setting('motcua.agencies', true), ','))
    OR applicant = (SELECT nullif(current_setting('motcua.user', true), ''))
  )
);
CREATE POLICY wide_reader ON cases FOR SELECT TO motcua_api_wide USING (
  province = (SELECT current_setting('motcua.province', true))
);
--> statement-breakpoint
CREATE TABLE tasks (
  case_id text NOT NULL REFERENCES cases (id),
  id text NOT NULL,
  step text NOT NULL,
  branch text,
  agency text NOT NULL,
  role text NOT NULL,
  assignee text,
  -- Since when its assignee has it.
  assigned_at timestamptz,
  opened_at timestamptz NOT NULL,
  due_at timestamptz,
  due_sort timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(due_at, 'infinity'::timestamptz)) STORED,
  closed_at timestamptz,
  closed_by text,
  outcome text,
  PRIMARY KEY (case_id, id)
) WITH (fillfactor = 80);
CREATE INDEX tasks_of_agency ON tasks (agency, due_sort, case_id, id) WHERE closed_at IS NULL;
CREATE INDEX tasks_of_assignee ON tasks (assignee, due_sort, case_id, id) WHERE closed_at IS NULL;
CREATE INDEX tasks_by_deadline ON tasks (due_sort, case_id, id) WHERE closed_at IS NULL;
CREATE INDEX tasks_by_assignment ON tasks (assignee, assigned_at DESC) WHERE assignee IS NOT NULL AND assigned_at IS NOT NULL;
GRANT SELECT ON tasks TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON tasks TO motcua_worker;
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON tasks TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON tasks FOR SELECT TO motcua_api, motcua_api_wide USING (EXISTS (SELECT FROM cases c WHERE c.id = tasks.case_id));
--> statement-breakpoint
-- Reports read clocks by themselves: whose they are, of what, and whether the work that they measured was done.
CREATE TABLE clocks (
  case_id text NOT NULL REFERENCES cases (id),
  id text NOT NULL,
  task_id text,
  agency text NOT NULL,
  calendar text NOT NULL,
  phase text NOT NULL,
  paused_for text,
  budget integer NOT NULL,
  consumed integer NOT NULL,
  started_at timestamptz NOT NULL,
  -- Lateness is not granted away: a clock that had passed its deadline when it was extended is judged by the deadline that it
  -- missed, and is due when it was appointed anew. `due_at` is the one by which it is judged; breaches and reports read it.
  appointed_at timestamptz,
  missed_at timestamptz,
  due_at timestamptz GENERATED ALWAYS AS (coalesce(missed_at, appointed_at)) STORED,
  stopped_at timestamptz,
  province text NOT NULL,
  kind text NOT NULL,
  procedure text NOT NULL,
  step text,
  -- A clock that was cancelled (the case withdrawn, another branch decided) measures nobody.
  finished boolean NOT NULL,
  PRIMARY KEY (case_id, id)
) WITH (fillfactor = 80);
-- Work that was finished, by the day on which it was.
CREATE INDEX clocks_finished ON clocks (province, stopped_at) WHERE finished;
CREATE INDEX clocks_finished_of_agency ON clocks (agency, stopped_at) WHERE finished;
-- The lists of missed deadlines go by these, so that what was met in time is not in their way.
CREATE INDEX clocks_late ON clocks (province, due_at, case_id, id) WHERE stopped_at IS NULL OR stopped_at > due_at;
CREATE INDEX clocks_late_of_agency ON clocks (agency, due_at, case_id, id) WHERE stopped_at IS NULL OR stopped_at > due_at;
GRANT SELECT ON clocks TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON clocks TO motcua_worker;
ALTER TABLE clocks ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON clocks TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON clocks FOR SELECT TO motcua_api USING (EXISTS (SELECT FROM cases c WHERE c.id = clocks.case_id));
CREATE POLICY wide_reader ON clocks FOR SELECT TO motcua_api_wide USING (province = (SELECT current_setting('motcua.province', true)));
--> statement-breakpoint
-- A sequence and not an identity column: those cannot be partitioned before PostgreSQL 17.
CREATE SEQUENCE event_positions;
GRANT USAGE, SELECT ON SEQUENCE event_positions TO motcua_worker;
CREATE TABLE events (
  case_id text NOT NULL,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  type text NOT NULL,
  by text NOT NULL,
  order_id text NOT NULL,
  body jsonb NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  position bigint NOT NULL DEFAULT nextval('event_positions'),
  PRIMARY KEY (case_id, seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX events_by_position ON events (position);
-- Whoever looks into the record asks for events over all cases: the newest, those of somebody, those of a kind.
CREATE INDEX events_in_time ON events (at, case_id, seq);
CREATE INDEX events_by_actor ON events (by, at, case_id, seq);
CREATE INDEX events_by_type ON events (type, at, case_id, seq);
-- What was paid and given back on a day.
CREATE INDEX events_of_money ON events (at) WHERE type IN ('fee-paid', 'fee-refunded');
-- What no month has been made for lands here, so that no event is ever refused. Read through its parent alone, where
-- row-level security stands.
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER events_keep BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER events_rest_keep BEFORE TRUNCATE ON events_rest FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT SELECT ON events TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON events TO motcua_worker;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON events TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON events FOR SELECT TO motcua_api, motcua_api_wide USING (EXISTS (SELECT FROM cases c WHERE c.id = events.case_id));
--> statement-breakpoint
-- A partition for each month, made ahead by the migrator; what comes later than the last one lands in events_rest.
CREATE FUNCTION make_event_partitions(first date, months integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month date := date_trunc('month', first);
  name text;
BEGIN
  FOR i IN 1..months LOOP
    name := 'events_' || to_char(month, 'YYYY_MM');
    IF to_regclass(name) IS NULL AND NOT EXISTS (
      SELECT FROM events_rest WHERE at >= month::timestamp AT TIME ZONE 'UTC'
                                AND at < (month + interval '1 month') AT TIME ZONE 'UTC') THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)', name,
        month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
      EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()', name || '_keep', name);
    END IF;
    month := month + interval '1 month';
  END LOOP;
END
$$;
--> statement-breakpoint
-- Since when a case bore which code of the national portal: how many stood where on a day that is past.
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
-- Of a province in a period, the newest first.
CREATE INDEX cards_by_time ON cards (province, given_at DESC, case_id DESC, seq DESC);
ALTER TABLE cards ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON cards TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON cards TO motcua_worker;
CREATE POLICY worker ON cards TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY reader ON cards FOR SELECT TO motcua_api USING (EXISTS (SELECT FROM cases c WHERE c.id = cards.case_id));
CREATE POLICY wide_reader ON cards FOR SELECT TO motcua_api_wide USING (province = (SELECT current_setting('motcua.province', true)));
--> statement-breakpoint
-- What a request was answered under its Idempotency-Key.
CREATE TABLE idempotency_keys (
  caller text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  status integer NOT NULL,
  -- json: the same key gets the same bytes.
  body json,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
GRANT SELECT ON idempotency_keys TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE, DELETE ON idempotency_keys TO motcua_api, motcua_api_wide;
