SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.credential_retired_idx;
DROP INDEX hookswitch.tenant_external_id_key;
ALTER TABLE hookswitch.tenant
    DROP CONSTRAINT tenant_note_check,
    DROP COLUMN note;
