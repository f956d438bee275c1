-- The body is written by compile_settings, and inlined: a setting is a constant in the plans of
-- those who ask for it, which are made anew when it changes.
create function pgfiles.setting(name text)
    returns text
    language sql
    stable
    parallel safe
as $$
    select null::pg_catalog.text
$$;

comment on function pgfiles.setting(text) is
    'A setting of this installation, or its default.';
