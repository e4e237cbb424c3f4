-- Whom a move to another version of a procedure would touch, page after page.
CREATE INDEX cases_of_version ON cases (province, procedure, procedure_version, id) WHERE status <> 'closed' AND imported = 0;
--> statement-breakpoint
-- Cards of a province in a period, the newest first.
CREATE INDEX cards_by_time ON cards (province, given_at DESC, case_id DESC, seq DESC);
