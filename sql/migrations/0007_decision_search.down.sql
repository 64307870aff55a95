SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.decision_call_id_idx;
DROP INDEX hookswitch.decision_caller_idx;
DROP INDEX hookswitch.decision_order_idx;
CREATE INDEX decision_decided_at_idx ON hookswitch.decision USING brin (decided_at);
