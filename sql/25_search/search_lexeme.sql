create function pgfiles.search_lexeme(organization_id text, key text)
    returns text
    language sql
    immutable
    strict
    parallel safe
begin atomic
    -- 32 bits are enough: what is found is looked at. An organization's id has no backslash.
    select pg_catalog.left(pg_catalog.encode(pg_catalog.int4send(
        pg_catalog.hashtext(organization_id operator(pg_catalog.||) pg_catalog.chr(92)
            operator(pg_catalog.||) key)), 'base64'), 6);
end;

comment on function pgfiles.search_lexeme(text, text) is
    'What the index of a search has in it: a key with its organization, hashed to six characters, '
    'so that one index is as good as one for each organization.';
