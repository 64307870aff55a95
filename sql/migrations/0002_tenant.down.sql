SET LOCAL ROLE hookswitch_owner;
DROP TABLE hookswitch.audit_record, hookswitch.webhook_key, hookswitch.credential, hookswitch.data_key,
    hookswitch.tenant_version, hookswitch.tenant;
DROP SEQUENCE hookswitch.tenant_revision;
