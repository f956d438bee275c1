create function pgfiles.compile_settings()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_settings jsonb;
    v_paths text;
begin
    -- Definer, because whoever may change a setting need not own our functions. A trigger has no
    -- caller to check: what it writes follows from the two tables alone.
    -- One after the other: what the others have changed is in it, too.
    perform pg_advisory_xact_lock('pgfiles.setting'::regclass::oid::bigint);
    v_settings := (
        -- What was taken before it was checked may be no value of it.
        select jsonb_object_agg(d.name, coalesce(
            pgfiles.setting_value(d.name, s.value), pgfiles.setting_value(d.name, d.value)))
        from pgfiles.default_setting d
        left join pgfiles.setting s on s.name = d.name);
    v_paths := (
        select string_agg(format('when %L then %L::pg_catalog.text[]',
            d.name, pgfiles.claim_paths_in(v_settings ->> d.name)), ' ' order by d.name)
        from pgfiles.default_setting d
        where d.type = 'paths');

    execute format($sql$
create or replace function pgfiles.setting(name text)
    returns text
    language sql
    stable
    parallel safe
as %L
$sql$, format('select %L::pg_catalog.jsonb operator(pg_catalog.->>) name', v_settings));

    execute format($sql$
create or replace function pgfiles.claim_paths(setting text)
    returns text[]
    language sql
    stable
    parallel safe
as %L
$sql$, format('select case setting %s end', coalesce(v_paths, 'when null then null')));
    return null;
end
$$;

comment on function pgfiles.compile_settings() is
    'Writes the bodies of setting and claim_paths once a setting or a default was changed, so that '
    'a call that needs a dozen settings reads no table.';
