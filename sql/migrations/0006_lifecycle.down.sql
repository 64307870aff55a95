SET LOCAL ROLE hookswitch_owner;
DROP TABLE hookswitch.idempotency_record;
ALTER TABLE hookswitch.tenant_version DROP COLUMN actor;
