-- Whom the applicant acts for, when they file for another: a person or an organisation, and by what authority.
ALTER TABLE parties ADD COLUMN representing text;
--> statement-breakpoint
-- `advice`: what the citizen should do about each document that is missing.
ALTER TABLE text_contents DROP CONSTRAINT text_contents_kind_check;
ALTER TABLE text_contents ADD CONSTRAINT text_contents_kind_check
  CHECK (kind IN ('form', 'reason', 'note', 'answer', 'rating', 'site', 'address', 'receipt', 'advice'));
--> statement-breakpoint
-- What somebody asked for is kept for as long as the settings say, and then removed.
GRANT DELETE ON generated_documents TO motcua_worker;
