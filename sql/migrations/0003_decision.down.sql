SET LOCAL ROLE hookswitch_owner;
DROP TABLE hookswitch.decision_gap, hookswitch.spool_cursor, hookswitch.decision;
DROP FUNCTION hookswitch.ensure_decision_partition;
DROP TYPE hookswitch.outcome;
