SET LOCAL ROLE hookswitch_owner;

CREATE TYPE hookswitch.outcome AS ENUM (
    'routed', 'no_match', 'no_rule', 'withheld', 'internal_call', 'unknown_pool', 'loop_guard', 'ambiguous',
    'invalid_number', 'crm_timeout', 'crm_auth', 'crm_throttled', 'crm_error', 'breaker_open', 'deadline', 'shed',
    'suspended'
);

-- One row a call answered. Partitioned by month, so that retention drops tables and never deletes rows.
-- A spool writer (one lane of one start of one node) numbers its records, so (writer_id, sequence) is the record's
-- identity: shipping it twice makes one row.
CREATE TABLE hookswitch.decision (
    tenant_id      uuid               NOT NULL,
    decided_at     timestamptz        NOT NULL,
    writer_id      uuid               NOT NULL,
    sequence       bigint             NOT NULL,
    decision_id    uuid               NOT NULL,
    outcome        hookswitch.outcome NOT NULL,
    pool           text,
    target         text,
    choice         smallint,
    tenant_version integer            NOT NULL,
    caller_fact    text               NOT NULL,
    caller_digest  bytea,
    caller_mask    text,
    caller_sealed  bytea,
    call_id        text,
    target_id      text,
    lookup         jsonb,
    duration_us    integer            NOT NULL,
    CONSTRAINT decision_pkey PRIMARY KEY (tenant_id, decided_at, writer_id, sequence)
) PARTITION BY RANGE (decided_at);
COMMENT ON COLUMN hookswitch.decision.pool IS 'bnum in E.164; NULL when it was no number';
COMMENT ON COLUMN hookswitch.decision.choice IS 'Place of the rule from 0; -1 is the pool''s otherwise';
COMMENT ON COLUMN hookswitch.decision.caller_digest IS 'Keyed digest of the caller''s number, for search';
COMMENT ON COLUMN hookswitch.decision.call_id IS 'extradata.CallId of the telephony cloud';
COMMENT ON COLUMN hookswitch.decision.lookup IS 'How the directory was asked; NULL when it was not';

-- A decision's id begins with its time, so a search by id needs no more than the few blocks of that moment.
CREATE INDEX decision_decided_at_idx ON hookswitch.decision USING brin (decided_at);

ALTER TABLE hookswitch.decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE hookswitch.decision FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON hookswitch.decision TO hookswitch_runtime
    USING (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid);
CREATE POLICY fleet_read ON hookswitch.decision FOR SELECT TO hookswitch_fleet USING (true);
CREATE POLICY fleet_ship ON hookswitch.decision FOR INSERT TO hookswitch_fleet WITH CHECK (true);
CREATE POLICY people_read ON hookswitch.decision FOR SELECT TO hookswitch_readonly USING (true);
GRANT SELECT ON hookswitch.decision TO hookswitch_runtime;
GRANT SELECT, INSERT ON hookswitch.decision TO hookswitch_fleet;
GRANT SELECT (tenant_id, decided_at, writer_id, sequence, decision_id, outcome, pool, target, choice, tenant_version,
    caller_fact, caller_mask, call_id, target_id, lookup, duration_us) ON hookswitch.decision TO hookswitch_readonly;

-- Makes the partition of a moment's month (UTC) if there is none. It runs as the owner, for the server may not make
-- tables; the bounds keep a wrong clock from making one for every month of history. The partition is made aside and
-- attached: that lets others read and write meanwhile, where CREATE TABLE PARTITION OF would wait for every reader, such
-- as a backup, and hold up all who come after.
CREATE FUNCTION hookswitch.ensure_decision_partition(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    month_start timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
    table_name text := 'decision_' || to_char(month_start, 'YYYY_MM');
BEGIN
    IF moment < now() - interval '800 days' OR moment > now() + interval '62 days' THEN
        RAISE EXCEPTION 'no decision is kept for %', moment USING ERRCODE = 'datetime_field_overflow';
    END IF;
    IF to_regclass('hookswitch.' || table_name) IS NOT NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('hookswitch.decision'));
    -- Somebody may have made it while we waited.
    IF to_regclass('hookswitch.' || table_name) IS NOT NULL THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE hookswitch.%I (LIKE hookswitch.decision INCLUDING CONSTRAINTS)', table_name);
    EXECUTE format('ALTER TABLE hookswitch.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE hookswitch.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
        'ALTER TABLE hookswitch.decision ATTACH PARTITION hookswitch.%I FOR VALUES FROM (%L) TO (%L)',
        table_name, month_start AT TIME ZONE 'UTC', (month_start + interval '1 month') AT TIME ZONE 'UTC'
    );
END
$$;
REVOKE ALL ON FUNCTION hookswitch.ensure_decision_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hookswitch.ensure_decision_partition TO hookswitch_fleet;
SELECT hookswitch.ensure_decision_partition(now());

-- How far each spool writer has been shipped: raised in the transaction that inserts its decisions.
CREATE TABLE hookswitch.spool_cursor (
    writer_id  uuid        NOT NULL,
    sequence   bigint      NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT spool_cursor_pkey PRIMARY KEY (writer_id)
);
COMMENT ON COLUMN hookswitch.spool_cursor.sequence IS 'The last sequence shipped; everything up to it is in decision';

-- Decisions that could not be spooled: the calls were answered, their records are lost, and this says how many.
CREATE TABLE hookswitch.decision_gap (
    writer_id uuid        NOT NULL,
    sequence  bigint      NOT NULL,
    count     bigint      NOT NULL,
    first_at  timestamptz NOT NULL,
    last_at   timestamptz NOT NULL,
    CONSTRAINT decision_gap_pkey PRIMARY KEY (writer_id, sequence)
);
GRANT SELECT, INSERT, UPDATE ON hookswitch.spool_cursor TO hookswitch_fleet;
GRANT SELECT, INSERT ON hookswitch.decision_gap TO hookswitch_fleet;
GRANT SELECT ON hookswitch.spool_cursor, hookswitch.decision_gap TO hookswitch_readonly;
