SET LOCAL ROLE hookswitch_owner;
DROP INDEX hookswitch.audit_record_subject_idx;
