-- What a province's map is drawn of; a row is never changed or removed, and the highest version is in force.
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
--> statement-breakpoint
-- Open complaints on the map, the most urgent first.
CREATE INDEX cases_open_complaints ON cases (province, due_sort, id) WHERE kind = 'complaint' AND closed_at IS NULL;
