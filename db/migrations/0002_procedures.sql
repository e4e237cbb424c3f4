-- What administrators define and publish as versions that never change: procedures, calendars, rules of routing, maps.

CREATE TABLE procedures (
  province text NOT NULL,
  code text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  hash text NOT NULL,
  -- json and not jsonb: the order in which a procedure names its outcomes is shown to people.
  content json NOT NULL,
  name jsonb NOT NULL GENERATED ALWAYS AS ((content -> 'name')::jsonb) STORED,
  field text NOT NULL GENERATED ALWAYS AS (content ->> 'field') STORED,
  search text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL,
  PRIMARY KEY (province, code, version)
);
CREATE INDEX procedures_by_hash ON procedures (province, hash);
CREATE TRIGGER procedures_immutable BEFORE UPDATE OR DELETE ON procedures FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER procedures_keep BEFORE TRUNCATE ON procedures FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT SELECT ON procedures TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON procedures TO motcua_api, motcua_api_wide;
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
CREATE TABLE calendars (
  province text NOT NULL,
  id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  current boolean NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL,
  -- Why it was published, whether it holds for deadlines that had passed, and when open cases came to count by it.
  decision text,
  retroactive boolean NOT NULL DEFAULT false,
  applied_at timestamptz,
  applied_cases integer,
  PRIMARY KEY (province, id, version)
);
CREATE UNIQUE INDEX calendars_current ON calendars (province, id) WHERE current;
CREATE INDEX calendars_pending ON calendars (province) WHERE current AND applied_at IS NULL;
GRANT SELECT ON calendars TO motcua_worker, motcua_api, motcua_api_wide;
GRANT INSERT ON calendars TO motcua_api, motcua_api_wide;
GRANT UPDATE (current) ON calendars TO motcua_api, motcua_api_wide;
GRANT UPDATE (applied_at, applied_cases) ON calendars TO motcua_worker;
--> statement-breakpoint
-- Which agency a complaint of a category and a ward goes to; the highest version is in force.
CREATE TABLE routing (
  province text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL,
  PRIMARY KEY (province, version)
);
CREATE TRIGGER routing_immutable BEFORE UPDATE OR DELETE ON routing FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER routing_keep BEFORE TRUNCATE ON routing FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT SELECT ON routing TO motcua_worker, motcua_api, motcua_api_wide;
--> statement-breakpoint
-- What a province's map is drawn of; the highest version is in force.
CREATE TABLE maps (
  province text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  published_by text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (province, version)
);
CREATE TRIGGER maps_immutable BEFORE UPDATE OR DELETE ON maps FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER maps_keep BEFORE TRUNCATE ON maps FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT SELECT ON maps TO motcua_worker, motcua_api, motcua_api_wide;
