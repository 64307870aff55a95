SET LOCAL ROLE hookswitch_owner;
-- The version before knows one role and no restriction: what is left would let these do everything, everywhere.
DELETE FROM hookswitch.api_token WHERE role <> 'admin' OR tenant_ids IS NOT NULL;
ALTER TABLE hookswitch.api_token
    DROP CONSTRAINT api_token_tenant_ids_check,
    DROP CONSTRAINT api_token_role_check,
    DROP COLUMN last_used_at,
    DROP COLUMN tenant_ids,
    DROP COLUMN hint,
    ADD CONSTRAINT api_token_role_check CHECK (role IN ('admin'));
