SET LOCAL ROLE hookswitch_owner;

-- A page of what was done to one thing: a token, an operator, a webhook key.
CREATE INDEX audit_record_subject_idx ON hookswitch.audit_record (subject, recorded_at, audit_id);
