SET LOCAL ROLE hookswitch_owner;

-- Who made a version, for those who look through them; NULL of versions from before.
ALTER TABLE hookswitch.tenant_version ADD COLUMN actor text;

-- What was answered to a request that came with an Idempotency-Key, so that the same request sent again is not done again.
-- A key belongs to a token and one request may change many tenants, so the table is the operator's, as api_token is: the
-- role that works inside a tenant has no way to it. It holds no secret: answers with one are not kept.
CREATE TABLE hookswitch.idempotency_record (
    api_token_id    uuid        NOT NULL,
    idempotency_key text        NOT NULL,
    claim_id        uuid        NOT NULL,
    fingerprint     bytea       NOT NULL,
    claimed_at      timestamptz NOT NULL DEFAULT now(),
    status          integer,
    etag            text,
    answer          text,
    CONSTRAINT idempotency_record_pkey PRIMARY KEY (api_token_id, idempotency_key),
    CONSTRAINT idempotency_record_key_check CHECK (octet_length(idempotency_key) BETWEEN 1 AND 128),
    CONSTRAINT idempotency_record_fingerprint_check CHECK (octet_length(fingerprint) = 32),
    CONSTRAINT idempotency_record_answer_check CHECK (status IS NOT NULL OR (etag IS NULL AND answer IS NULL))
);
COMMENT ON COLUMN hookswitch.idempotency_record.status IS 'The HTTP status answered; NULL while the request is under way, or if its end is not known';
COMMENT ON COLUMN hookswitch.idempotency_record.answer IS 'The JSON answered; NULL if it has a secret or is too long to be kept';
-- For the sweep of what is over.
CREATE INDEX idempotency_record_claimed_at_idx ON hookswitch.idempotency_record (claimed_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON hookswitch.idempotency_record TO hookswitch_fleet;
