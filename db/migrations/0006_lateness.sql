-- Lateness is not granted away: a clock that had passed its deadline when it was extended is judged by the deadline that it
-- missed, and is due when it was appointed anew. `due_at` is the one by which it is judged; breaches and reports read it.
ALTER TABLE clocks RENAME COLUMN due_at TO appointed_at;
DROP INDEX clocks_late;
DROP INDEX clocks_late_of_agency;
ALTER TABLE clocks ADD COLUMN missed_at timestamptz;
ALTER TABLE clocks ADD COLUMN due_at timestamptz GENERATED ALWAYS AS (coalesce(missed_at, appointed_at)) STORED;
CREATE INDEX clocks_late ON clocks (province, due_at, case_id, id) WHERE stopped_at IS NULL OR stopped_at > due_at;
CREATE INDEX clocks_late_of_agency ON clocks (agency, due_at, case_id, id) WHERE stopped_at IS NULL OR stopped_at > due_at;
