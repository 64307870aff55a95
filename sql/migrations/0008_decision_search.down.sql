SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.decision_slow_idx;
DROP INDEX hookswitch.decision_pool_idx;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY enum_range(NULL::hookswitch.outcome)::text[] LOOP
        CONTINUE WHEN name IN ('routed', 'no_match');
        EXECUTE format('DROP INDEX hookswitch.%I', 'decision_' || name || '_idx');
    END LOOP;
END
$$;
DROP INDEX hookswitch.decision_call_id_idx;
DROP INDEX hookswitch.decision_caller_idx;
DROP INDEX hookswitch.decision_order_idx;
CREATE INDEX decision_decided_at_idx ON hookswitch.decision USING brin (decided_at);
