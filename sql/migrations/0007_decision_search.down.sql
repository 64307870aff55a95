SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.decision_slow_idx;
DROP INDEX hookswitch.decision_pool_idx;
DROP INDEX hookswitch.decision_outcome_idx;
DROP INDEX hookswitch.decision_call_id_idx;
DROP INDEX hookswitch.decision_caller_idx;
DROP INDEX hookswitch.decision_order_idx;
CREATE INDEX decision_decided_at_idx ON hookswitch.decision USING brin (decided_at);
