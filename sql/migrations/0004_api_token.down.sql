SET LOCAL ROLE hookswitch_owner;
DROP TABLE hookswitch.api_token;
