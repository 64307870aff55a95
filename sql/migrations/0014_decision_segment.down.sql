SET LOCAL ROLE hookswitch_owner;

DROP FUNCTION hookswitch.drop_decision_month;
DROP TRIGGER keep_caller_commitment ON hookswitch.decision;
DROP FUNCTION hookswitch.keep_caller_commitment;
DROP FUNCTION hookswitch.caller_commitment;
DROP FUNCTION hookswitch.caller_blind;
DROP FUNCTION hookswitch.framed;
DROP INDEX hookswitch.decision_late_idx;
ALTER TABLE hookswitch.decision DROP COLUMN late_part, DROP COLUMN caller_commitment;
DROP TABLE hookswitch.decision_drop;
DROP TABLE hookswitch.decision_segment;
DROP TABLE hookswitch.decision_day;
