# shellcheck shell=bash disable=SC2034
symptom='Lists are slow after a restore or an upgrade of PostgreSQL'
cause='the planner has no statistics'
cure='`vacuumdb --analyze-in-stages`'
code=statistics row='^statistics: never analyzed: pgfiles.logged_action$'
breaks() {
    q "alter table pgfiles.logged_action set (autovacuum_enabled = off); insert into pgfiles.logged_action (action) select 'x' from generate_series(1, 20000)"
    # As pg_upgrade leaves it.
    q "update pg_class set reltuples = -1 where oid = 'pgfiles.logged_action'::regclass; delete from pg_statistic where starelid = 'pgfiles.logged_action'::regclass"
    q 'alter table pgfiles.logged_action reset (autovacuum_enabled)'
}
