SET LOCAL ROLE hookswitch_owner;

-- One order of all tenants' decisions: pages of everybody's newest, a decision by its id, sums over a stretch of time, and
-- what a stream has not seen yet. Rows come nearly in this order, so it grows at its right end. It does all that the BRIN
-- index did, and a page of it costs the page and not the hour.
CREATE INDEX decision_order_idx ON hookswitch.decision (decided_at, writer_id, sequence);
DROP INDEX hookswitch.decision_decided_at_idx;

-- The calls of one caller, newest first.
CREATE INDEX decision_caller_idx ON hookswitch.decision (tenant_id, caller_digest, decided_at)
    WHERE caller_digest IS NOT NULL;

-- A call by the telephony cloud's name of it, whichever tenant's. A hash has a third of a tree's size, and nobody asks for
-- such names in order.
CREATE INDEX decision_call_id_idx ON hookswitch.decision USING hash (call_id);
