-- Whom the applicant acts for, when they file for another: a person or an organisation, and by what authority.
ALTER TABLE parties ADD COLUMN representing text;
--> statement-breakpoint
-- `advice`: what the citizen should do about each paper that is missing.
ALTER TABLE words DROP CONSTRAINT words_kind_check;
ALTER TABLE words ADD CONSTRAINT words_kind_check
  CHECK (kind IN ('form', 'reason', 'note', 'answer', 'rating', 'site', 'address', 'receipt', 'advice'));
--> statement-breakpoint
-- What somebody asked for is kept for as long as the settings say, and then removed.
GRANT DELETE ON papers TO motcua_worker;
