SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.offboarding_gone_idx;
DROP INDEX hookswitch.audit_record_subject_idx;
