SET LOCAL ROLE hookswitch_owner;

-- One order of all tenants' decisions: pages of everybody's newest, a decision by its id, sums over a stretch of time, and
-- what a stream has not seen yet. Rows come nearly in this order, so it grows at its right end. It does all that the BRIN
-- index did, and a page of it costs the page and not the hour.
CREATE INDEX decision_order_idx ON hookswitch.decision (decided_at, writer_id, sequence);

-- The calls of one caller, newest first.
CREATE INDEX decision_caller_idx ON hookswitch.decision (tenant_id, caller_digest, decided_at)
    WHERE caller_digest IS NOT NULL;

-- A call by the telephony cloud's name of it, whichever tenant's. A hash has a third of a tree's size, and nobody asks for
-- such names in order.
CREATE INDEX decision_call_id_idx ON hookswitch.decision USING hash (call_id);

-- One outcome's decisions, newest first: a rare one is not sought among all the others. It is an index for each, and not one
-- with the outcome in front, for enums are not compared leakproof: under row-level security no index finds them, but a
-- condition of an index is heeded. Most calls are routed or match nothing: of those any stretch of time has enough.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY enum_range(NULL::hookswitch.outcome)::text[] LOOP
        CONTINUE WHEN name IN ('routed', 'no_match');
        EXECUTE format(
            'CREATE INDEX %I ON hookswitch.decision (decided_at, writer_id, sequence) WHERE outcome = %L',
            'decision_' || name || '_idx', name
        );
    END LOOP;
END
$$;

-- One pool's calls, newest first, whichever tenant's it was then.
CREATE INDEX decision_pool_idx ON hookswitch.decision (pool, decided_at);

-- Slow calls are few and much asked for. The bound is also in the program, which may ask for slower ones.
CREATE INDEX decision_slow_idx ON hookswitch.decision (decided_at) WHERE duration_us >= 500000;

-- Last, for nobody can read or write decisions from here to the end of the transaction; building the indexes only holds writers up.
DROP INDEX hookswitch.decision_decided_at_idx;
