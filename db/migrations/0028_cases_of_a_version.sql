-- Whom a move to another version of a procedure would touch, page after page.
CREATE INDEX cases_of_version ON cases (province, procedure, procedure_version, id) WHERE status <> 'closed' AND imported = 0;
