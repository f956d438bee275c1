create function pgfiles.search_lexemes(organization_id text, keys text[])
    returns text[]
    language sql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- 32 bits are enough: what is found is looked at. An organization's id has no backslash.
    select array(
        select left(encode(int4send(hashtext(organization_id || '\' || k)), 'base64'), 6)
        from unnest(keys) k
        where k is not null)
$$;

comment on function pgfiles.search_lexemes(text, text[]) is
    'What the index of a search has in it: keys with their organization, hashed to six characters, '
    'so that one index is as good as one for each organization.';
