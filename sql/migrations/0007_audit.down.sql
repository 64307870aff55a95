SET LOCAL ROLE hookswitch_owner;
DROP TABLE hookswitch.audit_head_signature;
DROP TABLE hookswitch.audit_chain;
-- Records of the installation, and of tenants that are gone, have no place in the schema before.
DELETE FROM hookswitch.audit_record AS r
WHERE NOT EXISTS (SELECT FROM hookswitch.tenant AS t WHERE t.tenant_id = r.tenant_id);
DROP POLICY chained_once ON hookswitch.audit_record;
DROP POLICY installation_append ON hookswitch.audit_record;
REVOKE INSERT ON hookswitch.audit_record FROM hookswitch_fleet;
DROP INDEX hookswitch.audit_record_recorded_idx;
DROP INDEX hookswitch.audit_record_fleet_idx;
ALTER TABLE hookswitch.audit_record
    DROP COLUMN token_id,
    DROP COLUMN source,
    DROP COLUMN request_id,
    DROP COLUMN reason,
    DROP COLUMN sequence,
    DROP COLUMN previous_hash,
    DROP COLUMN hash,
    ADD CONSTRAINT audit_record_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES hookswitch.tenant (tenant_id);
