SET LOCAL ROLE hookswitch_owner;

-- Who made whom, so that what somebody leaves behind can be found and ended with them; NULL of what no operator made. And
-- which version of an operator a change is meant for, so that of two admins the second does not undo the first unseen.
ALTER TABLE hookswitch.operator
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN made_by uuid,
    ADD CONSTRAINT operator_version_check CHECK (version > 0),
    ADD CONSTRAINT operator_maker_fkey FOREIGN KEY (made_by) REFERENCES hookswitch.operator (operator_id);
CREATE INDEX operator_maker_idx ON hookswitch.operator (made_by) WHERE made_by IS NOT NULL;
COMMENT ON COLUMN hookswitch.operator.version IS 'Raised by every change of the row; the ETag of the operator';
COMMENT ON COLUMN hookswitch.operator.made_by IS 'The operator who made them; NULL of whom a token or the issuer''s claim made';
ALTER TABLE hookswitch.api_token
    ADD COLUMN made_by uuid,
    ADD CONSTRAINT api_token_maker_fkey FOREIGN KEY (made_by) REFERENCES hookswitch.operator (operator_id);
CREATE INDEX api_token_maker_idx ON hookswitch.api_token (made_by) WHERE made_by IS NOT NULL;
COMMENT ON COLUMN hookswitch.api_token.made_by IS
    'The operator who made it, and whom it outlives; NULL of what a token, a sign-in or the database''s own password made';

-- So many sign-ins may be under way from one source: anybody may begin one.
ALTER TABLE hookswitch.sign_in_attempt ADD COLUMN source text;
CREATE INDEX sign_in_attempt_source_idx ON hookswitch.sign_in_attempt (source);
COMMENT ON COLUMN hookswitch.sign_in_attempt.source IS 'The address that began it; of IPv6 its /48';

-- Who is restricted by tag is asked about at each request; it must not read every tenant's document, nor a list of what is yet to
-- be indexed: tenants change seldom.
CREATE INDEX tenant_tags_idx ON hookswitch.tenant USING gin ((document -> 'tags')) WITH (fastupdate = off);

GRANT SELECT (version, made_by) ON hookswitch.operator TO hookswitch_readonly;
GRANT SELECT (made_by) ON hookswitch.api_token TO hookswitch_readonly;
