SET LOCAL ROLE hookswitch_owner;

-- People who run Hookswitch and sign in with OpenID Connect. Who they are is the issuer and its subject and nothing else:
-- an address or a login name may become somebody else's. A row without both is an invitation that nobody has used yet.
CREATE TABLE hookswitch.operator (
    operator_id           uuid        NOT NULL,
    name                  text        NOT NULL,
    role                  text        NOT NULL,
    is_role_claimed       boolean     NOT NULL DEFAULT false,
    tenant_ids            uuid[],
    tags                  text[],
    issuer                text,
    subject               text,
    invitation_digest     bytea,
    invitation_expires_at timestamptz,
    created_at            timestamptz NOT NULL DEFAULT now(),
    signed_in_at          timestamptz,
    ended_at              timestamptz,
    CONSTRAINT operator_pkey PRIMARY KEY (operator_id),
    CONSTRAINT operator_invitation_key UNIQUE (invitation_digest),
    CONSTRAINT operator_role_check CHECK (role IN ('admin', 'operator', 'support', 'auditor', 'read_only')),
    -- An empty list would look like none, which is all tenants.
    CONSTRAINT operator_tenant_ids_check CHECK (cardinality(tenant_ids) > 0),
    CONSTRAINT operator_tags_check CHECK (cardinality(tags) > 0),
    CONSTRAINT operator_identity_check CHECK ((issuer IS NULL) = (subject IS NULL)),
    CONSTRAINT operator_invitation_check CHECK (
        (invitation_digest IS NULL) = (invitation_expires_at IS NULL)
        AND (invitation_digest IS NULL OR issuer IS NULL)
        AND (invitation_digest IS NULL OR octet_length(invitation_digest) = 32)
    )
);
COMMENT ON COLUMN hookswitch.operator.is_role_claimed IS 'The issuer''s claim decides the role, anew at each sign-in';
COMMENT ON COLUMN hookswitch.operator.tags IS 'The operator works in tenants that have one of these; evaluated at each request';
COMMENT ON COLUMN hookswitch.operator.subject IS 'Of Entra oid.tid, for sub differs with each application; of others sub';
COMMENT ON COLUMN hookswitch.operator.ended_at IS 'The row stays, so that what the operator did keeps its name';
CREATE UNIQUE INDEX operator_identity_key ON hookswitch.operator (issuer, subject) WHERE ended_at IS NULL;

-- A console login: only the digest of its secret.
CREATE TABLE hookswitch.operator_session (
    operator_session_id uuid        NOT NULL,
    operator_id         uuid        NOT NULL,
    digest              bytea       NOT NULL,
    source              text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    expires_at          timestamptz NOT NULL,
    CONSTRAINT operator_session_pkey PRIMARY KEY (operator_session_id),
    CONSTRAINT operator_session_digest_key UNIQUE (digest),
    CONSTRAINT operator_session_operator_fkey FOREIGN KEY (operator_id) REFERENCES hookswitch.operator (operator_id),
    CONSTRAINT operator_session_digest_check CHECK (octet_length(digest) = 32)
);
CREATE INDEX operator_session_operator_idx ON hookswitch.operator_session (operator_id);
CREATE INDEX operator_session_expires_idx ON hookswitch.operator_session (expires_at);

-- A sign-in under way. What proves its end stays in the browser; here are digests of it.
CREATE TABLE hookswitch.sign_in_attempt (
    state_digest      bytea       NOT NULL,
    browser_digest    bytea       NOT NULL,
    invitation_digest bytea,
    return_path       text,
    loopback_port     integer,
    loopback_state    text,
    loopback_challenge text,
    expires_at        timestamptz NOT NULL,
    CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (state_digest),
    CONSTRAINT sign_in_attempt_port_check CHECK (loopback_port BETWEEN 1024 AND 65535),
    CONSTRAINT sign_in_attempt_loopback_check CHECK (num_nulls(loopback_port, loopback_state, loopback_challenge) IN (0, 3))
);
CREATE INDEX sign_in_attempt_expires_idx ON hookswitch.sign_in_attempt (expires_at);

-- What a command line that signed in through a browser changes for an API token, once.
CREATE TABLE hookswitch.sign_in_grant (
    digest      bytea       NOT NULL,
    operator_id uuid        NOT NULL,
    challenge   text        NOT NULL,
    expires_at  timestamptz NOT NULL,
    CONSTRAINT sign_in_grant_pkey PRIMARY KEY (digest),
    CONSTRAINT sign_in_grant_operator_fkey FOREIGN KEY (operator_id) REFERENCES hookswitch.operator (operator_id)
);
CREATE INDEX sign_in_grant_expires_idx ON hookswitch.sign_in_grant (expires_at);

-- A token that an operator got by signing in has the operator's role and tenants, as they are at the time, and ends with
-- them. Any token may be restricted to tags.
ALTER TABLE hookswitch.api_token
    ADD COLUMN operator_id uuid,
    ADD COLUMN tags text[],
    ADD CONSTRAINT api_token_operator_fkey FOREIGN KEY (operator_id) REFERENCES hookswitch.operator (operator_id),
    ADD CONSTRAINT api_token_operator_check CHECK (operator_id IS NULL OR expires_at IS NOT NULL),
    ADD CONSTRAINT api_token_tags_check CHECK (cardinality(tags) > 0);
CREATE INDEX api_token_operator_idx ON hookswitch.api_token (operator_id) WHERE operator_id IS NOT NULL;
COMMENT ON COLUMN hookswitch.api_token.operator_id IS 'Whose sign-in made it; then the role and the restriction are theirs';

GRANT SELECT, INSERT, UPDATE ON hookswitch.operator TO hookswitch_fleet;
GRANT SELECT, INSERT, DELETE ON hookswitch.operator_session, hookswitch.sign_in_attempt, hookswitch.sign_in_grant
    TO hookswitch_fleet;
GRANT SELECT (operator_id, name, role, is_role_claimed, tenant_ids, tags, issuer, subject, created_at, signed_in_at, ended_at)
    ON hookswitch.operator TO hookswitch_readonly;
GRANT SELECT (operator_session_id, operator_id, source, created_at, expires_at)
    ON hookswitch.operator_session TO hookswitch_readonly;
GRANT SELECT (operator_id, tags) ON hookswitch.api_token TO hookswitch_readonly;
