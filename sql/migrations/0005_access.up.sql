SET LOCAL ROLE hookswitch_owner;

-- Who may do what: five roles, and tokens that work in some tenants only.
ALTER TABLE hookswitch.api_token
    DROP CONSTRAINT api_token_role_check,
    ADD COLUMN hint text,
    ADD COLUMN tenant_ids uuid[],
    ADD COLUMN last_used_at timestamptz,
    ADD CONSTRAINT api_token_role_check CHECK (role IN ('admin', 'operator', 'support', 'auditor', 'read_only')),
    -- An empty list would look like none, which is all tenants.
    ADD CONSTRAINT api_token_tenant_ids_check CHECK (cardinality(tenant_ids) > 0);
COMMENT ON COLUMN hookswitch.api_token.hint IS 'The value''s last four characters; NULL of tokens from before they were kept';
COMMENT ON COLUMN hookswitch.api_token.tenant_ids IS
    'The tenants in which it works; NULL is all. Ids, for a slug may become another tenant''s';
COMMENT ON COLUMN hookswitch.api_token.last_used_at IS 'To within some minutes';
GRANT SELECT (hint, tenant_ids, last_used_at) ON hookswitch.api_token TO hookswitch_readonly;
