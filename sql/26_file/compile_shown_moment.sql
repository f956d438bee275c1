create function pgfiles.compile_shown_moment()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because whoever changes a bucket need not own our functions. A trigger has no caller
    -- to check: what it writes follows from pgfiles.moving_bucket alone. Plans with the old body in
    -- them are made anew.
    -- One after the other: what the others have changed is in it, too.
    perform pg_advisory_xact_lock('pgfiles.moving_bucket'::regclass::oid::bigint);
    execute format($sql$
create or replace function pgfiles.shown_moment(captured_at timestamptz, is_hidden boolean)
    returns timestamptz
    language sql
    immutable
    parallel safe
as $body$
    select %s
$body$
$sql$, case when exists (select from pgfiles.moving_bucket) then
        'case when not is_hidden then captured_at end' else 'captured_at' end);
    return null;
end
$$;

comment on function pgfiles.compile_shown_moment() is
    'Writes the body of shown_moment.';
