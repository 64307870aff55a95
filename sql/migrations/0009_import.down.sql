SET LOCAL ROLE hookswitch_owner;
DROP TABLE hookswitch.import_item;
DROP TABLE hookswitch.import_plan;
