-- The trigger fills in attnums and table_oid, also of a table that is gone. No change that the audit
-- should tell.
set local session_replication_role = replica;
update pgfiles.entity_type set name = name;
set local session_replication_role = origin;
