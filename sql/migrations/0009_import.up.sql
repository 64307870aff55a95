SET LOCAL ROLE hookswitch_owner;

-- What a file of tenants would do, kept until it is done. A file is of many tenants, of some that there are not yet, so these
-- tables are the operator's, as api_token is: the role that works inside a tenant has no way to them.
CREATE TABLE hookswitch.import_plan (
    import_plan_id uuid        NOT NULL,
    api_token_id   uuid        NOT NULL,
    actor          text        NOT NULL,
    format         text        NOT NULL,
    row_count      integer     NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL,
    CONSTRAINT import_plan_pkey PRIMARY KEY (import_plan_id),
    CONSTRAINT import_plan_format_check CHECK (format IN ('yaml', 'ndjson', 'csv'))
);
-- For the sweep of what is over, and for a token's own.
CREATE INDEX import_plan_expires_at_idx ON hookswitch.import_plan (expires_at);
CREATE INDEX import_plan_api_token_idx ON hookswitch.import_plan (api_token_id, created_at);

-- One row of the file. It is changed in the transaction that changes its tenant, so that no row is applied twice.
CREATE TABLE hookswitch.import_item (
    import_plan_id    uuid    NOT NULL,
    row_number        integer NOT NULL,
    line              integer,
    slug              text,
    name              text,
    action            text    NOT NULL,
    status            text    NOT NULL,
    planned_tenant_id uuid,
    planned_version   integer,
    document          jsonb,
    sealed            bytea,
    changes           jsonb   NOT NULL DEFAULT '[]',
    issues            jsonb   NOT NULL DEFAULT '[]',
    finished_at       timestamptz,
    CONSTRAINT import_item_pkey PRIMARY KEY (import_plan_id, row_number),
    CONSTRAINT import_item_plan_fkey FOREIGN KEY (import_plan_id) REFERENCES hookswitch.import_plan (import_plan_id)
        ON DELETE CASCADE,
    CONSTRAINT import_item_action_check CHECK (action IN ('create', 'change', 'same', 'invalid')),
    CONSTRAINT import_item_status_check CHECK (status IN ('pending', 'applied', 'failed', 'unchanged', 'refused')),
    -- A secret is kept no longer than it takes to be applied.
    CONSTRAINT import_item_sealed_check CHECK (sealed IS NULL OR status = 'pending'),
    CONSTRAINT import_item_pending_check CHECK (
        status <> 'pending' OR (planned_tenant_id IS NOT NULL AND document IS NOT NULL AND slug IS NOT NULL)
    )
);
COMMENT ON COLUMN hookswitch.import_item.row_number IS 'From zero';
COMMENT ON COLUMN hookswitch.import_item.planned_tenant_id IS 'The tenant that there was, or the id drawn for the one to be made';
COMMENT ON COLUMN hookswitch.import_item.planned_version IS 'The version that the plan saw; NULL of a tenant to be made';
COMMENT ON COLUMN hookswitch.import_item.document IS 'The tenant document of the row, without its secret';
COMMENT ON COLUMN hookswitch.import_item.sealed IS 'The secret of the row, sealed with the key ring; NULL once the row is done';
CREATE INDEX import_item_status_idx ON hookswitch.import_item (import_plan_id, status, row_number);

GRANT SELECT, INSERT, UPDATE, DELETE ON hookswitch.import_plan, hookswitch.import_item TO hookswitch_fleet;
GRANT SELECT ON hookswitch.import_plan TO hookswitch_readonly;
GRANT SELECT (import_plan_id, row_number, line, slug, name, action, status, planned_tenant_id, planned_version, changes, issues,
    finished_at) ON hookswitch.import_item TO hookswitch_readonly;
