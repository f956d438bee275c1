create function pgfiles.claim(name text)
    returns text
    language sql
    stable
    parallel safe
as $$
    select pgfiles.claim_value(pgfiles.claims(), name) #>> '{}'
$$;

comment on function pgfiles.claim(text) is
    'A claim of the request by its name in the settings, for example organization_id; null if '
    'absent or empty.';
