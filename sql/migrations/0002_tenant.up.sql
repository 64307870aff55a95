SET LOCAL ROLE hookswitch_owner;

-- Raised at every change of a tenant or of anything that belongs to it; servers compare it to find what they missed.
CREATE SEQUENCE hookswitch.tenant_revision AS bigint;

-- The registry of tenants. It would be a reference table in Citus, hence its unique constraints across tenants.
CREATE TABLE hookswitch.tenant (
    tenant_id   uuid        NOT NULL,
    slug        text        NOT NULL,
    name        text        NOT NULL,
    status      text        NOT NULL DEFAULT 'active',
    endpoint    text        NOT NULL,
    version     integer     NOT NULL,
    revision    bigint      NOT NULL DEFAULT nextval('hookswitch.tenant_revision'),
    document    jsonb       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tenant_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT tenant_slug_key UNIQUE (slug),
    CONSTRAINT tenant_endpoint_key UNIQUE (endpoint),
    CONSTRAINT tenant_slug_check CHECK (slug ~ '^[a-z0-9-]{2,40}$'),
    CONSTRAINT tenant_endpoint_check CHECK (endpoint ~ '^[a-z2-7]{26}$'),
    CONSTRAINT tenant_status_check CHECK (status IN ('active', 'suspended'))
);
COMMENT ON COLUMN hookswitch.tenant.endpoint IS 'The webhook path below /hooks/: 128 random bits in base32';
COMMENT ON COLUMN hookswitch.tenant.document IS 'The tenant document as applied, without secrets';

-- Every version of the document, so that a decision can be explained by the rules of its own day.
CREATE TABLE hookswitch.tenant_version (
    tenant_id   uuid        NOT NULL,
    version     integer     NOT NULL,
    document    jsonb       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tenant_version_pkey PRIMARY KEY (tenant_id, version),
    CONSTRAINT tenant_version_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES hookswitch.tenant (tenant_id)
);

-- The tenant's own key, sealed with the key ring. Whatever is sealed for the tenant is sealed with it, so that
-- destroying one row makes all of it unreadable, in old backups too.
CREATE TABLE hookswitch.data_key (
    tenant_id   uuid        NOT NULL,
    data_key_id uuid        NOT NULL,
    sealed      bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT data_key_pkey PRIMARY KEY (tenant_id, data_key_id),
    CONSTRAINT data_key_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES hookswitch.tenant (tenant_id)
);

-- What Hookswitch shows to Microsoft.
CREATE TABLE hookswitch.credential (
    tenant_id     uuid        NOT NULL,
    credential_id uuid        NOT NULL,
    kind          text        NOT NULL,
    state         text        NOT NULL,
    entra_tenant  text        NOT NULL,
    client_id     uuid        NOT NULL,
    sealed        bytea       NOT NULL,
    fingerprint   text        NOT NULL,
    expires_at    timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT credential_pkey PRIMARY KEY (tenant_id, credential_id),
    CONSTRAINT credential_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES hookswitch.tenant (tenant_id),
    CONSTRAINT credential_kind_check CHECK (kind IN ('secret')),
    CONSTRAINT credential_state_check CHECK (state IN ('active', 'retired'))
);
COMMENT ON COLUMN hookswitch.credential.expires_at IS 'When Entra stops accepting it; NULL is unknown, never "never"';
CREATE UNIQUE INDEX credential_active_key ON hookswitch.credential (tenant_id) WHERE state = 'active';

-- What the telephony cloud shows to Hookswitch: only digests.
CREATE TABLE hookswitch.webhook_key (
    tenant_id      uuid        NOT NULL,
    webhook_key_id uuid        NOT NULL,
    kind           text        NOT NULL,
    user_name      text,
    digest         bytea       NOT NULL,
    hint           text        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    revoked_at     timestamptz,
    CONSTRAINT webhook_key_pkey PRIMARY KEY (tenant_id, webhook_key_id),
    CONSTRAINT webhook_key_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES hookswitch.tenant (tenant_id),
    CONSTRAINT webhook_key_kind_check CHECK (kind IN ('apiKey', 'basic')),
    CONSTRAINT webhook_key_user_check CHECK ((kind = 'basic') = (user_name IS NOT NULL)),
    CONSTRAINT webhook_key_digest_check CHECK (octet_length(digest) = 32)
);

-- Administrative changes, written in the transaction that makes the change.
CREATE TABLE hookswitch.audit_record (
    tenant_id   uuid        NOT NULL,
    audit_id    uuid        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    actor       text        NOT NULL,
    action      text        NOT NULL,
    subject     text        NOT NULL,
    before      jsonb,
    after       jsonb,
    CONSTRAINT audit_record_pkey PRIMARY KEY (tenant_id, audit_id),
    CONSTRAINT audit_record_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES hookswitch.tenant (tenant_id)
);

DO $$
DECLARE
    table_name text;
BEGIN
    FOREACH table_name IN ARRAY ARRAY[
        'tenant', 'tenant_version', 'data_key', 'credential', 'webhook_key', 'audit_record'
    ] LOOP
        EXECUTE format('ALTER TABLE hookswitch.%I ENABLE ROW LEVEL SECURITY', table_name);
        EXECUTE format('ALTER TABLE hookswitch.%I FORCE ROW LEVEL SECURITY', table_name);
        -- After a local setting ends its value is '' and not NULL, so both mean: no tenant, no rows.
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

GRANT USAGE ON SEQUENCE hookswitch.tenant_revision TO hookswitch_runtime;
GRANT SELECT, INSERT, UPDATE ON hookswitch.tenant, hookswitch.credential, hookswitch.webhook_key TO hookswitch_runtime;
GRANT SELECT, INSERT ON hookswitch.tenant_version, hookswitch.data_key, hookswitch.audit_record TO hookswitch_runtime;
GRANT SELECT ON hookswitch.tenant, hookswitch.tenant_version, hookswitch.data_key, hookswitch.credential,
    hookswitch.webhook_key, hookswitch.audit_record TO hookswitch_fleet;
GRANT SELECT ON hookswitch.tenant, hookswitch.tenant_version, hookswitch.audit_record TO hookswitch_readonly;
GRANT SELECT (tenant_id, credential_id, kind, state, entra_tenant, client_id, fingerprint, expires_at, created_at)
    ON hookswitch.credential TO hookswitch_readonly;
GRANT SELECT (tenant_id, webhook_key_id, kind, user_name, hint, created_at, revoked_at)
    ON hookswitch.webhook_key TO hookswitch_readonly;
