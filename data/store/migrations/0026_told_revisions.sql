-- The revision of the plan by which a change was told, or found to be none any more: a later change that the message has
-- told already is not told again.
ALTER TABLE deliveries ADD COLUMN revision INTEGER;
