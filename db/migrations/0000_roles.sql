-- What everything below rests on: an extension, the roles that the application takes on, and the guard of what is never changed.

-- Words that people type resemble each other by their groups of three letters: a trusted extension, part of PostgreSQL.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
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
GRANT USAGE ON SCHEMA public TO motcua_worker, motcua_api, motcua_api_wide;
--> statement-breakpoint
-- The worker writes the record and nothing else; the API writes what people typed and what administrators define, and cannot
-- touch the record. Each table says below what it grants to whom.
--
-- A reader is described by settings of the transaction (db/core/reader.ts): motcua.province, motcua.user, motcua.agencies
-- (comma separated), motcua.staff ('1': not a citizen only), motcua.identity ('all': who filed anything; 'dossiers': who
-- filed dossiers; '': only by other right), motcua.wide ('1': the whole province, for matching_cases). Unset: nothing is seen.
-- In policies they are read by sub-selects, which are evaluated once for a query.
-- Who may see a whole province reads in the role motcua_api_wide. Two roles and not one condition "wide or ...", because
-- the planner can use an index for each of the two, and for their union none.
CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
