create function pgfiles.setting(name text)
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select e.value ->> setting.name from pgfiles.effective_setting e where e.is_only_row);
end
$$;

comment on function pgfiles.setting(text) is
    'The value of a setting: the installation''s own, else the default.';
