SET LOCAL ROLE hookswitch_owner;
-- The version before knows neither operators nor tags: what is left of such tokens would work for everybody, everywhere.
DELETE FROM hookswitch.api_token WHERE operator_id IS NOT NULL OR tags IS NOT NULL;
ALTER TABLE hookswitch.api_token
    DROP CONSTRAINT api_token_tags_check,
    DROP CONSTRAINT api_token_operator_check,
    DROP CONSTRAINT api_token_operator_fkey,
    DROP COLUMN tags,
    DROP COLUMN operator_id;
DROP TABLE hookswitch.sign_in_grant;
DROP TABLE hookswitch.sign_in_attempt;
DROP TABLE hookswitch.operator_session;
DROP TABLE hookswitch.operator;
