SET LOCAL ROLE hookswitch_owner;

-- What may be told of a secret besides its fingerprint, as Entra's own list of secrets tells it: how it begins, and how long
-- it is. NULL of secrets from before they were kept, and the beginning of those too short to have one told.
ALTER TABLE hookswitch.credential
    ADD COLUMN hint text,
    ADD COLUMN length integer,
    ADD CONSTRAINT credential_hint_check CHECK (char_length(hint) <= 3),
    ADD CONSTRAINT credential_length_check CHECK (length > 0);
COMMENT ON COLUMN hookswitch.credential.hint IS 'The secret''s first three characters, which Entra shows too';
COMMENT ON COLUMN hookswitch.credential.length IS 'How many characters the secret has';
GRANT SELECT (hint, length) ON hookswitch.credential TO hookswitch_readonly;

-- Which secrets expire next, a page at a time. Unknown comes last, and a page can begin in the middle of the unknown.
CREATE INDEX credential_expiry_idx ON hookswitch.credential ((coalesce(expires_at, 'infinity'::timestamptz)), tenant_id)
    WHERE state = 'active';

-- The few tenants among many that a list is narrowed to.
CREATE INDEX tenant_suspended_idx ON hookswitch.tenant (slug) WHERE status = 'suspended';

-- A record by its name, and a page of one action's or of one person's among all.
CREATE INDEX audit_record_id_idx ON hookswitch.audit_record (audit_id);
CREATE INDEX audit_record_action_idx ON hookswitch.audit_record (action, recorded_at, audit_id);
CREATE INDEX audit_record_actor_idx ON hookswitch.audit_record (actor, recorded_at, audit_id);
CREATE INDEX audit_record_token_idx ON hookswitch.audit_record (token_id, recorded_at, audit_id) WHERE token_id IS NOT NULL;
