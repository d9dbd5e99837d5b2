-- What has become of one event, without passing over all the others: its calendar file asks.
CREATE INDEX plan_changes_by_subject ON plan_changes (subject);
