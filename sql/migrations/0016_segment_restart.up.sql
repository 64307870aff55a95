SET LOCAL ROLE hookswitch_owner;

-- Chains of segments whose end is not as it was sealed: nothing more is sealed of such a tenant until the end is as it was,
-- or an operator begins anew behind it.
CREATE TABLE hookswitch.decision_break (
    tenant_id uuid        NOT NULL,
    number    bigint      NOT NULL,
    hash      bytea,
    found_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT decision_break_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT decision_break_number_check CHECK (number >= 1),
    CONSTRAINT decision_break_hash_check CHECK (octet_length(hash) = 32)
);
COMMENT ON COLUMN hookswitch.decision_break.number IS 'The segment, or the restart, that is not as it was';
COMMENT ON COLUMN hookswitch.decision_break.hash IS 'What a server saw sealed under the number; NULL if what is there is wrong in itself';

-- Where an operator began a tenant's chain anew, signed: the segment of that number stands on it, and not on the segment
-- before.
CREATE TABLE hookswitch.decision_restart (
    tenant_id     uuid        NOT NULL,
    number        bigint      NOT NULL,
    previous_hash bytea       NOT NULL,
    restarted_at  timestamptz NOT NULL,
    reason        text        NOT NULL,
    hash          bytea       NOT NULL,
    key_id        text        NOT NULL,
    signature     bytea       NOT NULL,
    CONSTRAINT decision_restart_pkey PRIMARY KEY (tenant_id, number),
    CONSTRAINT decision_restart_number_check CHECK (number >= 1),
    CONSTRAINT decision_restart_hash_check CHECK (octet_length(previous_hash) = 32 AND octet_length(hash) = 32),
    CONSTRAINT decision_restart_signature_check CHECK (octet_length(signature) = 64)
);
COMMENT ON COLUMN hookswitch.decision_restart.previous_hash IS 'Of the last segment as it stood then; zeros without one';

-- What was sealed since its heads were last recorded.
CREATE INDEX decision_segment_sealed_idx ON hookswitch.decision_segment (sealed_at) WHERE sealed_at IS NOT NULL;

ALTER TABLE hookswitch.decision_break ENABLE ROW LEVEL SECURITY;
ALTER TABLE hookswitch.decision_break FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON hookswitch.decision_break TO hookswitch_runtime
    USING (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid);
CREATE POLICY fleet_read ON hookswitch.decision_break FOR SELECT TO hookswitch_fleet USING (true);
CREATE POLICY people_read ON hookswitch.decision_break FOR SELECT TO hookswitch_readonly USING (true);

ALTER TABLE hookswitch.decision_restart ENABLE ROW LEVEL SECURITY;
ALTER TABLE hookswitch.decision_restart FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON hookswitch.decision_restart TO hookswitch_runtime
    USING (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid);
CREATE POLICY offboarded_only ON hookswitch.decision_restart AS RESTRICTIVE FOR DELETE TO hookswitch_runtime
    USING (EXISTS (
        SELECT FROM hookswitch.offboarding AS o WHERE o.tenant_id = decision_restart.tenant_id AND o.state = 'destroying'
    ));
CREATE POLICY people_read ON hookswitch.decision_restart FOR SELECT TO hookswitch_readonly USING (true);

GRANT SELECT, INSERT, DELETE ON hookswitch.decision_break, hookswitch.decision_restart TO hookswitch_runtime;
GRANT SELECT ON hookswitch.decision_break TO hookswitch_fleet;
GRANT SELECT ON hookswitch.decision_break, hookswitch.decision_restart TO hookswitch_readonly;
-- Which days are closed: what is found of such a day without a segment is in none.
GRANT SELECT ON hookswitch.decision_day TO hookswitch_runtime;
