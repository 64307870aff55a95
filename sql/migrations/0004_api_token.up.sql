SET LOCAL ROLE hookswitch_owner;

-- Bearer tokens of the admin API: only digests. They belong to the operator, not to a tenant.
CREATE TABLE hookswitch.api_token (
    api_token_id uuid        NOT NULL,
    name         text        NOT NULL,
    role         text        NOT NULL,
    digest       bytea       NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    CONSTRAINT api_token_pkey PRIMARY KEY (api_token_id),
    CONSTRAINT api_token_digest_key UNIQUE (digest),
    CONSTRAINT api_token_role_check CHECK (role IN ('admin')),
    CONSTRAINT api_token_digest_check CHECK (octet_length(digest) = 32)
);
GRANT SELECT, INSERT, UPDATE ON hookswitch.api_token TO hookswitch_fleet;
GRANT SELECT (api_token_id, name, role, created_at, expires_at, revoked_at)
    ON hookswitch.api_token TO hookswitch_readonly;
