SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.tenant_tags_idx;
ALTER TABLE hookswitch.sign_in_attempt DROP COLUMN source;
ALTER TABLE hookswitch.api_token DROP CONSTRAINT api_token_maker_fkey, DROP COLUMN made_by;
ALTER TABLE hookswitch.operator
    DROP CONSTRAINT operator_maker_fkey,
    DROP CONSTRAINT operator_version_check,
    DROP COLUMN made_by,
    DROP COLUMN version;
