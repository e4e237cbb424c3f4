-- Where a document's file is and how it came to be. Without an object the paper itself stands in an office's archive.
ALTER TABLE documents ADD COLUMN origin text NOT NULL DEFAULT 'upload' CHECK (origin IN ('upload', 'form', 'result', 'proof'));
ALTER TABLE documents ADD COLUMN object text;
-- The document of which this is a newer version; both stay.
ALTER TABLE documents ADD COLUMN replaces text REFERENCES documents (id);
