SET LOCAL ROLE hookswitch_owner;

-- The end of a tenant, from the wish to the proof. A row outlives its tenant: it says that decisions of that tenant which a
-- spool still holds are to be thrown away, and it has the certificate.
--   waiting     suspended; nothing is destroyed before due_at
--   destroying  the key and all that is the tenant's are gone, but for decisions, which go in batches
--   destroyed   all is gone, and the certificate says so
--   cancelled   resumed while it waited
CREATE TABLE hookswitch.offboarding (
    tenant_id         uuid        NOT NULL,
    offboarding_id    uuid        NOT NULL,
    slug              text        NOT NULL,
    name              text        NOT NULL,
    state             text        NOT NULL,
    actor             text        NOT NULL,
    token_id          uuid,
    reason            text,
    requested_at      timestamptz NOT NULL DEFAULT now(),
    due_at            timestamptz NOT NULL,
    key_destroyed_at  timestamptz,
    ended_at          timestamptz,
    keys              jsonb       NOT NULL DEFAULT '[]',
    credential_count  bigint      NOT NULL DEFAULT 0,
    webhook_key_count bigint      NOT NULL DEFAULT 0,
    version_count     bigint      NOT NULL DEFAULT 0,
    decision_count    bigint      NOT NULL DEFAULT 0,
    certificate       text,
    CONSTRAINT offboarding_pkey PRIMARY KEY (tenant_id, offboarding_id),
    CONSTRAINT offboarding_id_key UNIQUE (offboarding_id),
    CONSTRAINT offboarding_state_check CHECK (state IN ('waiting', 'destroying', 'destroyed', 'cancelled')),
    CONSTRAINT offboarding_reason_check CHECK (char_length(reason) <= 500),
    CONSTRAINT offboarding_key_check CHECK (
        (state IN ('destroying', 'destroyed')) = (key_destroyed_at IS NOT NULL)
    ),
    CONSTRAINT offboarding_end_check CHECK ((state IN ('destroyed', 'cancelled')) = (ended_at IS NOT NULL)),
    CONSTRAINT offboarding_certificate_check CHECK ((state = 'destroyed') = (certificate IS NOT NULL))
);
COMMENT ON COLUMN hookswitch.offboarding.keys IS 'Of each destroyed key its id and the SHA-256 of its sealed form';
COMMENT ON COLUMN hookswitch.offboarding.decision_count IS 'How many are deleted so far';
CREATE UNIQUE INDEX offboarding_open_key ON hookswitch.offboarding (tenant_id) WHERE state <> 'cancelled';
CREATE INDEX offboarding_due_idx ON hookswitch.offboarding (due_at) WHERE state IN ('waiting', 'destroying');

-- Callers whose decisions were erased. The certificate has the mask and no more.
CREATE TABLE hookswitch.erasure (
    tenant_id      uuid        NOT NULL,
    erasure_id     uuid        NOT NULL,
    caller_mask    text        NOT NULL,
    actor          text        NOT NULL,
    reason         text        NOT NULL,
    erased_at      timestamptz NOT NULL,
    decision_count bigint      NOT NULL,
    certificate    text        NOT NULL,
    CONSTRAINT erasure_pkey PRIMARY KEY (tenant_id, erasure_id),
    CONSTRAINT erasure_id_key UNIQUE (erasure_id)
);
COMMENT ON COLUMN hookswitch.erasure.decision_count IS 'How many had reached the database by then';

-- What is still to be taken out of decisions when they come from a spool, perhaps of a server that was away: whatever was
-- decided before covers_until. A decision is accepted for 800 days (hookswitch.ensure_decision_partition), so a row has
-- done its work 800 days later, and goes.
CREATE TABLE hookswitch.erased_caller (
    tenant_id     uuid        NOT NULL,
    caller_digest bytea       NOT NULL,
    covers_until  timestamptz NOT NULL,
    CONSTRAINT erased_caller_pkey PRIMARY KEY (tenant_id, caller_digest)
);
CREATE INDEX erased_caller_covers_idx ON hookswitch.erased_caller (covers_until);

ALTER TABLE hookswitch.decision ADD COLUMN erased_at timestamptz;
COMMENT ON COLUMN hookswitch.decision.erased_at IS 'When what could lead to the caller was taken out; NULL if it was not';

DO $$
DECLARE
    table_name text;
BEGIN
    FOREACH table_name IN ARRAY ARRAY['offboarding', 'erasure', 'erased_caller'] LOOP
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
    END LOOP;
    -- Nothing of a tenant can be deleted but by an offboarding whose time has come.
    FOREACH table_name IN ARRAY ARRAY[
        'tenant', 'tenant_version', 'data_key', 'credential', 'webhook_key', 'decision', 'erased_caller'
    ] LOOP
        EXECUTE format(
            $policy$
            CREATE POLICY offboarded_only ON hookswitch.%I AS RESTRICTIVE FOR DELETE TO hookswitch_runtime
                USING (EXISTS (
                    SELECT FROM hookswitch.offboarding AS o WHERE o.tenant_id = %I.tenant_id AND o.state = 'destroying'
                ))
            $policy$,
            table_name, table_name
        );
    END LOOP;
END
$$;
CREATE POLICY people_read ON hookswitch.offboarding FOR SELECT TO hookswitch_readonly USING (true);
CREATE POLICY people_read ON hookswitch.erasure FOR SELECT TO hookswitch_readonly USING (true);
-- What has ended stays as it ended, whatever the statement.
CREATE POLICY ended_once ON hookswitch.offboarding AS RESTRICTIVE FOR UPDATE TO hookswitch_runtime
    USING (state IN ('waiting', 'destroying')) WITH CHECK (true);
-- A decision is changed in one way only: what leads to the caller is taken out.
CREATE POLICY erased_only ON hookswitch.decision AS RESTRICTIVE FOR UPDATE TO hookswitch_runtime
    USING (true) WITH CHECK (
        erased_at IS NOT NULL AND caller_digest IS NULL AND caller_mask IS NULL AND caller_sealed IS NULL
            AND call_id IS NULL AND lookup IS NULL
    );
CREATE POLICY fleet_forget ON hookswitch.erased_caller FOR DELETE TO hookswitch_fleet
    USING (covers_until < now() - interval '800 days');

GRANT SELECT, INSERT, UPDATE ON hookswitch.offboarding TO hookswitch_runtime;
GRANT SELECT, INSERT ON hookswitch.erasure TO hookswitch_runtime;
GRANT SELECT, INSERT, UPDATE, DELETE ON hookswitch.erased_caller TO hookswitch_runtime;
GRANT DELETE ON hookswitch.tenant, hookswitch.tenant_version, hookswitch.data_key, hookswitch.credential,
    hookswitch.webhook_key, hookswitch.decision TO hookswitch_runtime;
GRANT UPDATE (caller_digest, caller_mask, caller_sealed, call_id, lookup, erased_at)
    ON hookswitch.decision TO hookswitch_runtime;
GRANT SELECT ON hookswitch.offboarding, hookswitch.erasure TO hookswitch_fleet, hookswitch_readonly;
GRANT SELECT, DELETE ON hookswitch.erased_caller TO hookswitch_fleet;
GRANT SELECT (erased_at) ON hookswitch.decision TO hookswitch_readonly;
