create function pgfiles.setting(name text)
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        (select s.value from pgfiles.setting s where s.name = setting.name),
        (select d.value from pgfiles.default_setting d where d.name = setting.name)
    );
end
$$;

comment on function pgfiles.setting(text) is
    'The value of a setting: the installation''s own, else the default.';
