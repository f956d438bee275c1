create function pgfiles.read_position(search pgfiles.search, after text)
    returns pgfiles.search_position
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[] := string_to_array(coalesce(pgfiles.unseal(after), after), '_');
    v_at pgfiles.search_position;
begin
    begin
        v_at.walk := replace(v_parts[2], '-', '_');
        v_at.rank := v_parts[3]::real;
        v_at.moment := timestamptz 'epoch' + interval '1 microsecond' * v_parts[4]::bigint;
        v_at.id := v_parts[5]::uuid;
    exception
        when data_exception then
            v_at := null;
    end;
    if after is not null and pgfiles.write_position(search, v_at) is distinct from
        array_to_string(v_parts, '_')
    then
        perform pgfiles.raise_error('invalid_argument',
            format('after does not belong to this search, got %s', left(after, 100)),
            'send the next of a row, and everything else as in the search that gave it');
    end if;
    return v_at;
end
$$;

comment on function pgfiles.read_position(pgfiles.search, text) is
    'What write_position wrote, sealed or not, or a clear error.';
