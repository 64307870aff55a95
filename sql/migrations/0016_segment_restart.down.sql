SET LOCAL ROLE hookswitch_owner;

REVOKE SELECT ON hookswitch.decision_day FROM hookswitch_runtime;
DROP INDEX hookswitch.decision_segment_sealed_idx;
DROP TABLE hookswitch.decision_restart;
DROP TABLE hookswitch.decision_break;
