SET LOCAL ROLE hookswitch_owner;
-- Certificates are lost with this, and so is what keeps decisions of destroyed tenants and erased callers in spools from
-- coming back: undo it only where all spools are empty.
DROP POLICY erased_only ON hookswitch.decision;
DROP POLICY offboarded_only ON hookswitch.tenant;
DROP POLICY offboarded_only ON hookswitch.tenant_version;
DROP POLICY offboarded_only ON hookswitch.data_key;
DROP POLICY offboarded_only ON hookswitch.credential;
DROP POLICY offboarded_only ON hookswitch.webhook_key;
DROP POLICY offboarded_only ON hookswitch.decision;
REVOKE DELETE ON hookswitch.tenant, hookswitch.tenant_version, hookswitch.data_key, hookswitch.credential,
    hookswitch.webhook_key, hookswitch.decision FROM hookswitch_runtime;
REVOKE UPDATE (caller_digest, caller_mask, caller_sealed, call_id, lookup) ON hookswitch.decision FROM hookswitch_runtime;
DROP TABLE hookswitch.erased_caller;
DROP TABLE hookswitch.erasure;
DROP TABLE hookswitch.offboarding;
ALTER TABLE hookswitch.decision DROP COLUMN erased_at;
