SET LOCAL ROLE hookswitch_owner;

-- A page of what was done to one thing: a token, an operator, a webhook key.
CREATE INDEX audit_record_subject_idx ON hookswitch.audit_record (subject, recorded_at, audit_id);

-- Who had a slug and is gone, whose audit is there still.
CREATE INDEX offboarding_gone_idx ON hookswitch.offboarding (slug) WHERE state IN ('destroying', 'destroyed');
