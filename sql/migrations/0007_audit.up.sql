SET LOCAL ROLE hookswitch_owner;

-- What a record says is chained: `hash` is SHA-256 of the row in a canonical form that begins with the hash of the row
-- before it, so that nobody can change, remove, insert or move one without breaking all that follow. Rows from before
-- have no place in their chain yet; the server gives them one when it starts, or at the tenant's next change.
-- The audit of a tenant outlives the tenant, and the installation's own chain, of the tenant that is all zeros, has none:
-- so the foreign key goes.
ALTER TABLE hookswitch.audit_record
    DROP CONSTRAINT audit_record_tenant_fkey,
    ADD COLUMN token_id      uuid,
    ADD COLUMN source        text,
    ADD COLUMN request_id    text,
    ADD COLUMN reason        text,
    ADD COLUMN sequence      bigint,
    ADD COLUMN previous_hash bytea,
    ADD COLUMN hash          bytea,
    ADD CONSTRAINT audit_record_sequence_key UNIQUE (tenant_id, sequence),
    ADD CONSTRAINT audit_record_sequence_check CHECK (sequence >= 1),
    ADD CONSTRAINT audit_record_place_check CHECK (num_nulls(sequence, previous_hash, hash) IN (0, 3)),
    ADD CONSTRAINT audit_record_hash_check CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32),
    ADD CONSTRAINT audit_record_reason_check CHECK (char_length(reason) <= 500);
COMMENT ON COLUMN hookswitch.audit_record.actor IS '"token" and the token''s name, or "local" and the user of the machine';
COMMENT ON COLUMN hookswitch.audit_record.token_id IS 'Which token: names are not unique; NULL for local and for old rows';
COMMENT ON COLUMN hookswitch.audit_record.source IS 'The address that the request came from, perhaps a proxy''s';
COMMENT ON COLUMN hookswitch.audit_record.before IS 'The fields that differ, by JSON pointer; whole documents in old rows';
COMMENT ON COLUMN hookswitch.audit_record.sequence IS 'Place in the tenant''s chain, from 1 without gaps; NULL until chained';
CREATE INDEX audit_record_recorded_idx ON hookswitch.audit_record (tenant_id, recorded_at, audit_id);
CREATE INDEX audit_record_fleet_idx ON hookswitch.audit_record (recorded_at, audit_id);
CREATE INDEX audit_record_unchained_idx ON hookswitch.audit_record (tenant_id) WHERE sequence IS NULL;

-- The end of each chain. Whoever appends holds this row, so that concurrent changes come one after the other.
CREATE TABLE hookswitch.audit_chain (
    tenant_id uuid   NOT NULL,
    sequence  bigint NOT NULL,
    hash      bytea  NOT NULL,
    CONSTRAINT audit_chain_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT audit_chain_hash_check CHECK (octet_length(hash) = 32)
);
COMMENT ON COLUMN hookswitch.audit_chain.sequence IS 'The last record''s; 0 before the first';

-- Ends of chains, signed by the server: whoever can write to the database cannot make these.
CREATE TABLE hookswitch.audit_head_signature (
    tenant_id uuid        NOT NULL,
    sequence  bigint      NOT NULL,
    hash      bytea       NOT NULL,
    signed_at timestamptz NOT NULL,
    key_id    text        NOT NULL,
    signature bytea       NOT NULL,
    CONSTRAINT audit_head_signature_pkey PRIMARY KEY (tenant_id, sequence),
    CONSTRAINT audit_head_signature_hash_check CHECK (octet_length(hash) = 32),
    CONSTRAINT audit_head_signature_check CHECK (octet_length(signature) = 64)
);
COMMENT ON COLUMN hookswitch.audit_head_signature.signature IS 'Ed25519 (RFC 8032)';

DO $$
DECLARE
    table_name text;
BEGIN
    FOREACH table_name IN ARRAY ARRAY['audit_chain', 'audit_head_signature'] LOOP
        EXECUTE format('ALTER TABLE hookswitch.%I ENABLE ROW LEVEL SECURITY', table_name);
        EXECUTE format('ALTER TABLE hookswitch.%I FORCE ROW LEVEL SECURITY', table_name);
        EXECUTE format(
            $policy$
            CREATE POLICY tenant_scope ON hookswitch.%I TO hookswitch_runtime
                USING (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid)
                WITH CHECK (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid)
            $policy$,
            table_name
        );
        EXECUTE format('CREATE POLICY fleet_read ON hookswitch.%I FOR SELECT TO hookswitch_fleet USING (true)', table_name);
        EXECUTE format('CREATE POLICY people_read ON hookswitch.%I FOR SELECT TO hookswitch_readonly USING (true)', table_name);
    END LOOP;
END
$$;

-- A record that has its place is never changed again, whatever the statement.
CREATE POLICY chained_once ON hookswitch.audit_record AS RESTRICTIVE FOR UPDATE TO hookswitch_runtime
    USING (sequence IS NULL) WITH CHECK (true);
-- What is done to the installation itself is done across tenants, and recorded in its own chain.
CREATE POLICY installation_append ON hookswitch.audit_record FOR INSERT TO hookswitch_fleet
    WITH CHECK (tenant_id = '00000000-0000-0000-0000-000000000000');
CREATE POLICY installation_begin ON hookswitch.audit_chain FOR INSERT TO hookswitch_fleet
    WITH CHECK (tenant_id = '00000000-0000-0000-0000-000000000000');
CREATE POLICY installation_extend ON hookswitch.audit_chain FOR UPDATE TO hookswitch_fleet
    USING (tenant_id = '00000000-0000-0000-0000-000000000000')
    WITH CHECK (tenant_id = '00000000-0000-0000-0000-000000000000');
CREATE POLICY fleet_sign ON hookswitch.audit_head_signature FOR INSERT TO hookswitch_fleet WITH CHECK (true);

GRANT UPDATE (sequence, previous_hash, hash) ON hookswitch.audit_record TO hookswitch_runtime;
GRANT SELECT, INSERT, UPDATE ON hookswitch.audit_chain TO hookswitch_runtime, hookswitch_fleet;
GRANT SELECT ON hookswitch.audit_head_signature TO hookswitch_runtime;
GRANT INSERT ON hookswitch.audit_record TO hookswitch_fleet;
GRANT SELECT, INSERT ON hookswitch.audit_head_signature TO hookswitch_fleet;
GRANT SELECT ON hookswitch.audit_chain, hookswitch.audit_head_signature TO hookswitch_readonly;
