SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.audit_record_token_idx;
DROP INDEX hookswitch.audit_record_actor_idx;
DROP INDEX hookswitch.audit_record_action_idx;
DROP INDEX hookswitch.audit_record_id_idx;
DROP INDEX hookswitch.tenant_suspended_idx;
DROP INDEX hookswitch.credential_expiry_idx;
ALTER TABLE hookswitch.credential
    DROP CONSTRAINT credential_length_check,
    DROP CONSTRAINT credential_hint_check,
    DROP COLUMN length,
    DROP COLUMN hint;
