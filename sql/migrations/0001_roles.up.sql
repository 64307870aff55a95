-- The roles that everything else is granted to. Roles belong to the whole cluster, so another database of the same
-- cluster may have made them already. None can log in: logins are the operator's, and are granted these.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY[
        'hookswitch_owner', 'hookswitch_migrate', 'hookswitch_runtime', 'hookswitch_fleet', 'hookswitch_readonly'
    ] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role_name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
END
$$;

-- owner     owns the schema and is used by migrations alone
-- migrate   may act as owner
-- runtime   works inside one tenant: sees what `hookswitch.tenant` names, and nothing without it
-- fleet     what cannot be done inside one tenant: reads the snapshot of all, ships decisions, keeps API tokens
-- readonly  people with psql: no sealed column, no change
GRANT hookswitch_owner TO hookswitch_migrate;
GRANT hookswitch_owner, hookswitch_migrate, hookswitch_runtime, hookswitch_fleet TO CURRENT_USER;

CREATE SCHEMA hookswitch AUTHORIZATION hookswitch_owner;
GRANT USAGE ON SCHEMA hookswitch TO hookswitch_runtime, hookswitch_fleet, hookswitch_readonly;
