-- The length of a plan's content in characters, so that those kept for undoing are bounded in size and not in number.
ALTER TABLE plan_editions ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
UPDATE plan_editions SET size = length(content) WHERE content IS NOT NULL;

-- The sizes of kept contents are summed without reading the contents.
CREATE INDEX plan_contents_by_year ON plan_editions (year, revision, size) WHERE content IS NOT NULL;
