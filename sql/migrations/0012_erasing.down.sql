SET LOCAL ROLE hookswitch_owner;
-- The version before knows no erasure under way. It is forgotten here, and what it was to erase would stay: undo this only
-- where none is left (`SELECT FROM hookswitch.erasure WHERE state = 'erasing'`), or ask for it again afterwards.
ALTER TABLE hookswitch.erasure NO FORCE ROW LEVEL SECURITY;
DELETE FROM hookswitch.erasure WHERE state = 'erasing';
ALTER TABLE hookswitch.erasure FORCE ROW LEVEL SECURITY;
DROP POLICY ended_once ON hookswitch.erasure;
REVOKE UPDATE (state, erased_at, decision_count, caller_digests, certificate) ON hookswitch.erasure FROM hookswitch_runtime;
DROP INDEX hookswitch.erasure_open_idx;
ALTER TABLE hookswitch.erasure
    DROP CONSTRAINT erasure_digests_check,
    DROP CONSTRAINT erasure_certificate_check,
    DROP CONSTRAINT erasure_end_check,
    DROP CONSTRAINT erasure_state_check,
    ALTER COLUMN decision_count DROP DEFAULT,
    ALTER COLUMN certificate SET NOT NULL,
    ALTER COLUMN erased_at SET NOT NULL,
    DROP COLUMN caller_digests,
    DROP COLUMN state,
    DROP COLUMN requested_at,
    DROP COLUMN token_id,
    DROP COLUMN slug;
REVOKE SELECT (tenant_id, erasure_id, caller_mask, actor, reason, erased_at, decision_count, certificate)
    ON hookswitch.erasure FROM hookswitch_readonly;
GRANT SELECT ON hookswitch.erasure TO hookswitch_readonly;
