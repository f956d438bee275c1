-- The body is written by compile_settings, and inlined like that of pgfiles.setting.
create function pgfiles.claim_paths(setting text)
    returns text[]
    language sql
    stable
    parallel safe
as $$
    select null::pg_catalog.text[]
$$;

comment on function pgfiles.claim_paths(text) is
    'The paths of a setting that names a claim, each a text[] literal: the first that leads to '
    'something counts.';
