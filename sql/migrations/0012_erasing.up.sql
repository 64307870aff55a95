SET LOCAL ROLE hookswitch_owner;

-- A caller may have more decisions than one statement can treat, so an erasure is done in batches and may be gone on with by
-- another server:
--   erasing  what comes from spools is treated already; decisions in the database follow
--   erased   none is left, and the certificate says so
ALTER TABLE hookswitch.erasure
    ADD COLUMN slug           text        NOT NULL DEFAULT '',
    ADD COLUMN token_id       uuid,
    ADD COLUMN requested_at   timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN state          text        NOT NULL DEFAULT 'erased',
    ADD COLUMN caller_digests bytea[]     NOT NULL DEFAULT '{}',
    ALTER COLUMN erased_at DROP NOT NULL,
    ALTER COLUMN certificate DROP NOT NULL;
-- The certificate of an erasure from before says what the row did not. The owner too is under the policies.
ALTER TABLE hookswitch.erasure NO FORCE ROW LEVEL SECURITY;
UPDATE hookswitch.erasure SET slug = coalesce(certificate::jsonb ->> 'slug', ''), requested_at = erased_at;
ALTER TABLE hookswitch.erasure FORCE ROW LEVEL SECURITY;
ALTER TABLE hookswitch.erasure
    ALTER COLUMN slug DROP DEFAULT,
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN decision_count SET DEFAULT 0,
    ADD CONSTRAINT erasure_state_check CHECK (state IN ('erasing', 'erased')),
    ADD CONSTRAINT erasure_end_check CHECK ((state = 'erased') = (erased_at IS NOT NULL)),
    ADD CONSTRAINT erasure_certificate_check CHECK ((state = 'erased') = (certificate IS NOT NULL)),
    ADD CONSTRAINT erasure_digests_check CHECK (state = 'erasing' OR caller_digests = '{}');
COMMENT ON COLUMN hookswitch.erasure.slug IS 'The tenant''s, as it was; another tenant may have it since';
COMMENT ON COLUMN hookswitch.erasure.caller_digests IS 'By which the decisions are found; none once they are erased';
COMMENT ON COLUMN hookswitch.erasure.decision_count IS 'How many in the database are erased so far';
CREATE INDEX erasure_open_idx ON hookswitch.erasure (requested_at) WHERE state = 'erasing';

-- What has ended stays as it ended, whatever the statement.
CREATE POLICY ended_once ON hookswitch.erasure AS RESTRICTIVE FOR UPDATE TO hookswitch_runtime
    USING (state = 'erasing') WITH CHECK (true);
GRANT UPDATE (state, erased_at, decision_count, caller_digests, certificate) ON hookswitch.erasure TO hookswitch_runtime;
-- People with psql see no digest of a caller, here as elsewhere.
REVOKE SELECT ON hookswitch.erasure FROM hookswitch_readonly;
GRANT SELECT (tenant_id, erasure_id, slug, caller_mask, actor, token_id, reason, requested_at, state, erased_at,
    decision_count, certificate) ON hookswitch.erasure TO hookswitch_readonly;
