-- An agency may work by a calendar of its own.
ALTER TABLE agencies ADD COLUMN calendar text;
--> statement-breakpoint
-- Why a version was published, whether it holds for deadlines that had passed, and when open cases came to count by it.
ALTER TABLE calendars
  ADD COLUMN decision text,
  ADD COLUMN retroactive boolean NOT NULL DEFAULT false,
  ADD COLUMN applied_at timestamptz,
  ADD COLUMN applied_cases integer;
-- Versions of before: cases went on by those that they began with.
UPDATE calendars SET applied_at = published_at;
CREATE INDEX calendars_pending ON calendars (province) WHERE current AND applied_at IS NULL;
--> statement-breakpoint
CREATE INDEX cases_open ON cases (province, id) WHERE status <> 'closed' AND imported = 0;
GRANT UPDATE (applied_at, applied_cases) ON calendars TO motcua_worker;
