create function pgfiles.claim_value(claims jsonb, name text)
    returns jsonb
    language sql
    stable
    parallel safe
as $$
    -- No set clause: this is inlined.
    select pgfiles.claim_at(claims, pgfiles.setting('claim_' operator(pg_catalog.||) name))
$$;

comment on function pgfiles.claim_value(jsonb, text) is
    'The claim that the paths of the setting claim_<name> lead to; null if there is none.';
