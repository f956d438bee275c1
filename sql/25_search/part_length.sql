create function pgfiles.part_length(word text)
    returns integer
    language sql
    immutable
    parallel safe
as $$
    -- Chinese, Japanese and Korean say with two characters what others say with a word.
    select case when pg_catalog.ascii(word) < 11904 then 3 else 2 end
$$;

comment on function pgfiles.part_length(text) is
    'Of how many characters the parts are by which a word is found: see text_parts.';
