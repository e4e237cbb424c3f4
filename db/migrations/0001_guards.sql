-- Who may do what to which table, by the database itself. The application never connects as the owner of the tables.
-- Roles belong to the whole server: another installation's migrator may have made them, or be making them now.
DO $$
DECLARE
  wanted text;
  -- Before PostgreSQL 16 every member may take on a role.
  right_needed text := CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['motcua_worker', 'motcua_api', 'motcua_api_wide'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, wanted, right_needed) THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
    END IF;
  END LOOP;
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO motcua_worker, motcua_api, motcua_api_wide;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO motcua_worker, motcua_api, motcua_api_wide;
-- The worker writes the record and nothing else; events can be added, never changed or removed.
GRANT INSERT, UPDATE ON cases, tasks, clocks, case_numbers, notices TO motcua_worker;
GRANT INSERT ON events, text_contents, parties, documents TO motcua_worker;
GRANT USAGE ON SEQUENCE event_positions TO motcua_worker;
-- The API writes what people typed and what administrators define, and cannot touch the record.
GRANT INSERT ON text_contents, parties, documents, procedures, calendars TO motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE, DELETE ON idempotency_keys TO motcua_api, motcua_api_wide;
GRANT INSERT, UPDATE ON agencies, users TO motcua_api, motcua_api_wide;
GRANT INSERT, DELETE ON memberships TO motcua_api, motcua_api_wide;
GRANT UPDATE (current) ON calendars TO motcua_api, motcua_api_wide;
REVOKE SELECT ON case_numbers, notices FROM motcua_api, motcua_api_wide;
-- Events are read through their parent, where row-level security stands.
REVOKE ALL ON events_rest FROM motcua_worker, motcua_api, motcua_api_wide;
--> statement-breakpoint
CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER events_keep BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER events_rest_keep BEFORE TRUNCATE ON events_rest FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER procedures_immutable BEFORE UPDATE OR DELETE ON procedures FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER procedures_keep BEFORE TRUNCATE ON procedures FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
--> statement-breakpoint
-- Versions rise. Two who publish the same procedure at once wait for each other.
CREATE FUNCTION demand_higher_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.province || ' ' || NEW.code, 0));
  IF EXISTS (SELECT FROM procedures WHERE province = NEW.province AND code = NEW.code AND version > NEW.version) THEN
    RAISE EXCEPTION 'procedure % has a higher version than % already', NEW.code, NEW.version USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER procedures_rise BEFORE INSERT ON procedures FOR EACH ROW EXECUTE FUNCTION demand_higher_version();
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
ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE clocks ENABLE ROW LEVEL SECURITY;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE text_contents ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The worker records for everybody.
CREATE POLICY worker ON cases TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON tasks TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON clocks TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON events TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON text_contents TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON parties TO motcua_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON documents TO motcua_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
-- A reader is described by settings of the transaction (db/core/reader.ts): motcua.province, motcua.user, motcua.agencies
-- (comma separated), motcua.staff ('1': not a citizen only), motcua.identity ('all': who filed anything; 'dossiers': who
-- filed dossiers; '': only by other right), motcua.wide ('1': the whole province, for matching_cases). Unset: nothing is seen. The sub-selects are evaluated once for a query.
-- Who may see a whole province reads in the role motcua_api_wide. Two roles and not one condition "wide or ...", because
-- the planner can use an index for each of the two, and for their union none.
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
CREATE POLICY reader ON tasks FOR SELECT TO motcua_api, motcua_api_wide USING (EXISTS (SELECT FROM cases c WHERE c.id = tasks.case_id));
CREATE POLICY reader ON clocks FOR SELECT TO motcua_api, motcua_api_wide USING (EXISTS (SELECT FROM cases c WHERE c.id = clocks.case_id));
CREATE POLICY reader ON events FOR SELECT TO motcua_api, motcua_api_wide USING (EXISTS (SELECT FROM cases c WHERE c.id = events.case_id));
-- Who handed something in can read it back, also before there is a case.
CREATE POLICY reader ON documents FOR SELECT TO motcua_api, motcua_api_wide USING (
  author = (SELECT current_setting('motcua.user', true)) OR EXISTS (SELECT FROM cases c WHERE c.id = documents.case_id)
);
CREATE POLICY reader ON text_contents FOR SELECT TO motcua_api, motcua_api_wide USING (
  author = (SELECT current_setting('motcua.user', true))
  OR ((kind <> 'note' OR (SELECT current_setting('motcua.staff', true)) = '1')
      AND EXISTS (SELECT FROM cases c WHERE c.id = text_contents.case_id))
);
-- The reporter of a complaint is hidden from the agencies that handle it: only the counter that took it in, the
-- province office and the reporter see the party. Of a dossier, whoever works on it does, and the auditor.
CREATE FUNCTION may_know_party(of_case text, of_province text, of_kind text, at_counter text, by_applicant text)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  identity text := current_setting('motcua.identity', true);
  mine text[];
BEGIN
  IF of_province IS DISTINCT FROM current_setting('motcua.province', true) THEN RETURN false; END IF;
  IF identity = 'all' OR (identity = 'dossiers' AND of_kind = 'dossier') THEN RETURN true; END IF;
  IF by_applicant = nullif(current_setting('motcua.user', true), '') THEN RETURN true; END IF;
  mine := string_to_array(current_setting('motcua.agencies', true), ',');
  IF at_counter = ANY (mine) THEN RETURN true; END IF;
  RETURN of_kind = 'dossier' AND EXISTS (SELECT FROM cases c WHERE c.id = of_case AND c.agencies && mine);
END
$$;
CREATE POLICY reader ON parties FOR SELECT TO motcua_api, motcua_api_wide USING (may_know_party(case_id, province, kind, counter, applicant));
CREATE POLICY writer ON text_contents FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (author = (SELECT current_setting('motcua.user', true)));
CREATE POLICY writer ON documents FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (author = (SELECT current_setting('motcua.user', true)));
CREATE POLICY writer ON parties FOR INSERT TO motcua_api, motcua_api_wide WITH CHECK (province = (SELECT current_setting('motcua.province', true)));
--> statement-breakpoint
-- Tracking by code shows no personal data and needs no account; the second proof is compared in the API.
CREATE FUNCTION track_case(wanted text)
RETURNS TABLE (code text, kind text, procedure text, province text, status text, ending text, filed_at timestamptz,
               due_at timestamptz, decided_at timestamptz, delivered_at timestamptz, closed_at timestamptz, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.code, c.kind, c.procedure, c.province, c.status, c.ending, c.filed_at, c.due_at, c.decided_at, c.delivered_at, c.closed_at, p.phone
  FROM cases c LEFT JOIN parties p ON p.case_id = c.id WHERE c.code = wanted
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION track_case(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION track_case(text) TO motcua_api, motcua_api_wide;
--> statement-breakpoint
-- Full-text search under row-level security: the index may serve it only outside the policies, because the operator
-- could give away what it compares. So this function looks as the owner, asks the policies' own question about
-- parties, and gives ids alone; the cases are then read under the reader's rights. Nobody finds a complaint by the
-- name of a reporter whom they may not know.
-- Whoever works on some of the cases looks among those alone, however many others the words would fit.
CREATE FUNCTION matching_cases(wanted tsquery) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine text[] := string_to_array(current_setting('motcua.agencies', true), ',');
  me text := nullif(current_setting('motcua.user', true), '');
BEGIN
  IF current_setting('motcua.wide', true) = '1' THEN
    RETURN QUERY
      SELECT w.case_id FROM text_contents w WHERE w.kind = 'form' AND to_tsvector('simple', w.search) @@ wanted
      UNION
      SELECT p.case_id FROM parties p WHERE to_tsvector('simple', p.search) @@ wanted
        AND may_know_party(p.case_id, p.province, p.kind, p.counter, p.applicant);
  ELSE
    -- Each side by its own index and then what they share: the planner takes words for rarer than they are.
    RETURN QUERY
      WITH own AS MATERIALIZED (
        SELECT c.id FROM cases c WHERE c.agencies && mine OR c.applicant = me
      ), said AS MATERIALIZED (
        SELECT w.case_id FROM text_contents w WHERE w.kind = 'form' AND to_tsvector('simple', w.search) @@ wanted
      ), named AS MATERIALIZED (
        SELECT p.case_id, p.province, p.kind, p.counter, p.applicant FROM parties p
        WHERE to_tsvector('simple', p.search) @@ wanted
      )
      SELECT said.case_id FROM said JOIN own ON own.id = said.case_id
      UNION
      SELECT shared.case_id FROM (SELECT named.* FROM named JOIN own ON own.id = named.case_id OFFSET 0) AS shared
      WHERE may_know_party(shared.case_id, shared.province, shared.kind, shared.counter, shared.applicant);
  END IF;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION matching_cases(tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_cases(tsquery) TO motcua_api, motcua_api_wide;
