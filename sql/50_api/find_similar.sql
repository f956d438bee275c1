create function files.find_similar(file_id uuid default null, max_distance integer default 8)
    returns table (
        distance integer, id uuid, file_name text, entity_type text, entity_id text,
        created_at timestamptz, is_same_content boolean, thumbnail_small_url text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_file files.files;
begin
    select f.* into v_file from files.files f where f.id = find_similar.file_id;
    if not found then
        perform pgfiles.raise_error('file_not_found',
            coalesce(find_similar.file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    elsif v_file.status <> 'ready' then
        perform pgfiles.raise_error('file_not_ready', 'the file is ' || v_file.status,
            'upload it and wait until it is ready');
    elsif max_distance is null or max_distance not between 0 and 11 then
        perform pgfiles.raise_error('invalid_argument',
            format('max_distance must be between 0 and 11, got %s',
                coalesce(max_distance::text, 'null')),
            'leave it out for 8');
    end if;
    return query
        select s.distance, f.id, f.file_name, f.entity_type, f.entity_id, f.created_at,
            f.sha256 = v_file.sha256, files.thumbnail_small_url(f)
        from pgfiles.similar_files(find_similar.file_id, max_distance) s
        join files.files f on f.id = s.id
        order by s.distance, f.created_at, f.id;
end
$$;

comment on function files.find_similar(uuid, integer) is
$$Pictures that look like this one

The other images among the files that you may see, in the same organization, the most alike first.
distance: how many of 64 bits of the perceptual hashes differ; 0 to about 4 is the same photo saved
again, up to about 8 one that was scaled or retouched. max_distance: 0 to 11. is_same_content: the
same bytes. A file without decoded pixels resembles none.

Errors: 22023 max_distance out of range, PT404 file not found or not visible, PT422 file not
ready.$$;
