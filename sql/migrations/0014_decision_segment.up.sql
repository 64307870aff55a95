SET LOCAL ROLE hookswitch_owner;

-- A segment is what one tenant decided on one day (UTC), sealed after the day: its rows, in the order of their key, are one
-- chain of hashes, the segments of a tenant are another, and each is signed. So a month of decisions can be dropped and the
-- rest still proves itself.

-- Days that are over. From the commit of its row on, a decision of that day comes too late for the day's first segment and
-- goes into an addition to it: whoever closes a day holds the lock of shipping alone, and whoever ships looks here.
CREATE TABLE hookswitch.decision_day (
    day              date        NOT NULL,
    closed_at        timestamptz NOT NULL DEFAULT now(),
    enrolled_through uuid,
    enrolled_at      timestamptz,
    CONSTRAINT decision_day_pkey PRIMARY KEY (day)
);
COMMENT ON COLUMN hookswitch.decision_day.enrolled_through IS 'Tenants up to here have their segment of the day';
COMMENT ON COLUMN hookswitch.decision_day.enrolled_at IS 'When every tenant with a decision of the day had its segment';
CREATE INDEX decision_day_open_idx ON hookswitch.decision_day (day) WHERE enrolled_at IS NULL;

--   open    an addition, to which decisions that come late still go
--   closed  nothing comes to it any more; it is to be hashed
--   sealed  it has its number, its hashes and its signature, and never changes again
CREATE TABLE hookswitch.decision_segment (
    tenant_id      uuid        NOT NULL,
    day            date        NOT NULL,
    part           smallint    NOT NULL,
    state          text        NOT NULL,
    opened_at      timestamptz NOT NULL DEFAULT now(),
    number         bigint,
    decision_count bigint,
    root           bytea,
    previous_hash  bytea,
    hash           bytea,
    sealed_at      timestamptz,
    key_id         text,
    signature      bytea,
    CONSTRAINT decision_segment_pkey PRIMARY KEY (tenant_id, day, part),
    CONSTRAINT decision_segment_number_key UNIQUE (tenant_id, number),
    CONSTRAINT decision_segment_part_check CHECK (part >= 0),
    CONSTRAINT decision_segment_number_check CHECK (number >= 1),
    CONSTRAINT decision_segment_state_check CHECK (state IN ('open', 'closed', 'sealed')),
    CONSTRAINT decision_segment_seal_check CHECK (
        num_nulls(number, decision_count, root, previous_hash, hash, sealed_at, key_id, signature)
            = CASE WHEN state = 'sealed' THEN 0 ELSE 8 END
    ),
    CONSTRAINT decision_segment_hash_check CHECK (
        octet_length(root) = 32 AND octet_length(previous_hash) = 32 AND octet_length(hash) = 32
    ),
    CONSTRAINT decision_segment_signature_check CHECK (octet_length(signature) = 64)
);
COMMENT ON COLUMN hookswitch.decision_segment.part IS '0 is the day; from 1 additions of what came late';
COMMENT ON COLUMN hookswitch.decision_segment.number IS 'Place in the tenant''s chain, from 1 without gaps';
COMMENT ON COLUMN hookswitch.decision_segment.root IS 'The hash of its last decision, which stands on all before it';
COMMENT ON COLUMN hookswitch.decision_segment.signature IS 'Ed25519 (RFC 8032)';
-- What is still to be done; and of additions that are open there is one at most, which whoever ships must find.
CREATE INDEX decision_segment_due_idx ON hookswitch.decision_segment (day, tenant_id, part) WHERE state <> 'sealed';
CREATE UNIQUE INDEX decision_segment_open_key ON hookswitch.decision_segment (tenant_id, day) WHERE state = 'open';

-- Months whose decisions retention dropped, signed: without that, whoever deletes decisions could say it was retention.
CREATE TABLE hookswitch.decision_drop (
    month      date        NOT NULL,
    dropped_at timestamptz NOT NULL,
    key_id     text        NOT NULL,
    signature  bytea       NOT NULL,
    CONSTRAINT decision_drop_pkey PRIMARY KEY (month, dropped_at),
    CONSTRAINT decision_drop_month_check CHECK (month = date_trunc('month', month)),
    CONSTRAINT decision_drop_signature_check CHECK (octet_length(signature) = 64)
);
COMMENT ON COLUMN hookswitch.decision_drop.dropped_at IS 'Segments of the month that were sealed until then have no rows';

-- NULL where it costs nothing: nearly everywhere.
ALTER TABLE hookswitch.decision
    ADD COLUMN late_part smallint,
    ADD COLUMN caller_commitment bytea;
COMMENT ON COLUMN hookswitch.decision.late_part IS 'The addition to its day''s segment; NULL if it came in time';
COMMENT ON COLUMN hookswitch.decision.caller_commitment IS 'Stands for what erasure took out, so that the rest still verifies';
CREATE INDEX decision_late_idx ON hookswitch.decision (tenant_id, late_part, decided_at) WHERE late_part IS NOT NULL;

-- A value that may be absent, with its length: bytes that stand for one thing and no other.
CREATE FUNCTION hookswitch.framed(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value IS NULL THEN '\x00'::bytea ELSE '\x01'::bytea || int4send(octet_length(value)) || value END
$$;

-- Stands for the caller's digest and sealed number and for how the directory was asked, none of which leaves the database.
-- Nobody finds them by trying: the sealed number was made with a nonce that nobody else has. The writer and the number keep
-- two calls of one caller from having the same.
CREATE FUNCTION hookswitch.caller_blind(writer_id uuid, sequence bigint, digest bytea, sealed bytea, lookup jsonb)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(
        convert_to(E'hookswitch caller blind 1\n', 'UTF8') || uuid_send(writer_id) || int8send(sequence)
            || hookswitch.framed(digest) || hookswitch.framed(sealed)
            || hookswitch.framed(convert_to(lookup::text, 'UTF8'))
    )
$$;

-- Stands for all that erasure takes out: the above, the mask, and the telephony cloud's name of the call.
CREATE FUNCTION hookswitch.caller_commitment(blind bytea, mask text, call_id text)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(
        convert_to(E'hookswitch caller commitment 1\n', 'UTF8') || blind
            || hookswitch.framed(convert_to(mask, 'UTF8')) || hookswitch.framed(convert_to(call_id, 'UTF8'))
    )
$$;

-- Whichever statement erases a caller: the commitment is kept, and it is the right one.
CREATE FUNCTION hookswitch.keep_caller_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.caller_commitment := CASE
        WHEN OLD.erased_at IS NOT NULL THEN OLD.caller_commitment
        ELSE hookswitch.caller_commitment(
            hookswitch.caller_blind(
                OLD.writer_id, OLD.sequence, OLD.caller_digest, OLD.caller_sealed, OLD.lookup
            ),
            OLD.caller_mask, OLD.call_id
        )
    END;
    RETURN NEW;
END
$$;
CREATE TRIGGER keep_caller_commitment BEFORE UPDATE ON hookswitch.decision
    FOR EACH ROW EXECUTE FUNCTION hookswitch.keep_caller_commitment();

ALTER TABLE hookswitch.decision_segment ENABLE ROW LEVEL SECURITY;
ALTER TABLE hookswitch.decision_segment FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_scope ON hookswitch.decision_segment TO hookswitch_runtime
    USING (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid);
-- What is sealed stays as it is, whatever the statement.
CREATE POLICY sealed_once ON hookswitch.decision_segment AS RESTRICTIVE FOR UPDATE TO hookswitch_runtime
    USING (state = 'closed') WITH CHECK (true);
CREATE POLICY offboarded_only ON hookswitch.decision_segment AS RESTRICTIVE FOR DELETE TO hookswitch_runtime
    USING (EXISTS (
        SELECT FROM hookswitch.offboarding AS o WHERE o.tenant_id = decision_segment.tenant_id AND o.state = 'destroying'
    ));
CREATE POLICY fleet_read ON hookswitch.decision_segment FOR SELECT TO hookswitch_fleet USING (true);
CREATE POLICY fleet_open ON hookswitch.decision_segment FOR INSERT TO hookswitch_fleet
    WITH CHECK (state IN ('open', 'closed'));
CREATE POLICY fleet_close ON hookswitch.decision_segment FOR UPDATE TO hookswitch_fleet
    USING (state = 'open') WITH CHECK (state = 'closed');
CREATE POLICY people_read ON hookswitch.decision_segment FOR SELECT TO hookswitch_readonly USING (true);
-- For drop_decision_month, which runs as the owner: the owner too is under the policies.
CREATE POLICY owner_read ON hookswitch.decision_segment FOR SELECT TO hookswitch_owner USING (true);

GRANT SELECT, UPDATE, DELETE ON hookswitch.decision_segment TO hookswitch_runtime;
GRANT SELECT, INSERT ON hookswitch.decision_segment TO hookswitch_fleet;
GRANT UPDATE (state) ON hookswitch.decision_segment TO hookswitch_fleet;
GRANT SELECT, INSERT, UPDATE ON hookswitch.decision_day TO hookswitch_fleet;
GRANT SELECT ON hookswitch.decision_drop TO hookswitch_runtime, hookswitch_fleet;
GRANT SELECT ON hookswitch.decision_segment, hookswitch.decision_day, hookswitch.decision_drop TO hookswitch_readonly;
GRANT SELECT (late_part) ON hookswitch.decision TO hookswitch_readonly;

-- Drops the decisions of a month, all tenants', and keeps who signed for it. It runs as the owner, for the server may not
-- drop tables; so it looks for itself whether the month is over and every segment of it sealed. The caller holds the lock
-- of shipping alone: nothing of the month is on its way then.
--
-- The parent table is locked for as long as the catalogue takes, and is waited for a quarter of a second at most: whoever
-- ships or reads queues behind it meanwhile.
CREATE FUNCTION hookswitch.drop_decision_month(month date, dropped_at timestamptz, key_id text, signature bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '250ms' AS $$
DECLARE
    first_day date := date_trunc('month', month)::date;
    last_day date := (date_trunc('month', month) + interval '1 month - 1 day')::date;
    table_name text := 'decision_' || to_char(first_day, 'YYYY_MM');
BEGIN
    IF (last_day + 2)::timestamp AT TIME ZONE 'UTC' > now() THEN
        RAISE EXCEPTION 'the month % is not over', to_char(first_day, 'YYYY-MM') USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('hookswitch.decision'));
    IF to_regclass('hookswitch.' || table_name) IS NULL THEN RETURN false; END IF;
    IF EXISTS (
        SELECT FROM generate_series(first_day, last_day, interval '1 day') AS calendar (day)
        LEFT JOIN hookswitch.decision_day AS d ON d.day = calendar.day::date
        WHERE d.enrolled_at IS NULL
    ) OR EXISTS (
        SELECT FROM hookswitch.decision_segment AS s
        WHERE s.day BETWEEN first_day AND last_day AND (s.state <> 'sealed' OR s.sealed_at > drop_decision_month.dropped_at)
    ) THEN
        RAISE EXCEPTION 'not every decision of % is sealed', to_char(first_day, 'YYYY-MM')
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    EXECUTE format('DROP TABLE hookswitch.%I', table_name);
    INSERT INTO hookswitch.decision_drop VALUES (first_day, dropped_at, key_id, signature);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION hookswitch.drop_decision_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hookswitch.drop_decision_month TO hookswitch_fleet;
