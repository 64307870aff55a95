SET LOCAL ROLE hookswitch_owner;

-- What colleagues should know of a tenant before they touch it. It is no part of the document: it routes no call and has no
-- version, as whether the tenant is suspended has none.
ALTER TABLE hookswitch.tenant
    ADD COLUMN note text,
    ADD CONSTRAINT tenant_note_check CHECK (char_length(note) BETWEEN 1 AND 500);
COMMENT ON COLUMN hookswitch.tenant.note IS 'A line for colleagues; NULL of most';

-- What another program calls the tenant, by which it finds its own again. It stands in the document, so that a file that is
-- applied and an export have it too, and is unique across the registry of tenants, as the slug is.
CREATE UNIQUE INDEX tenant_external_id_key ON hookswitch.tenant ((document ->> 'externalId'))
    WHERE (document ->> 'externalId') IS NOT NULL;

-- A page of the secrets that others took the place of, the newest first.
CREATE INDEX credential_retired_idx ON hookswitch.credential (credential_id) WHERE state = 'retired';
