create function pgfiles.checked_batch_size(size integer)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if size > pgfiles.setting('batch_max')::integer then
        perform pgfiles.raise_error('invalid_argument',
            format('at most %s items in one call, got %s', pgfiles.setting('batch_max'), size),
            'split the call');
    end if;
    return size;
end
$$;

comment on function pgfiles.checked_batch_size(integer) is
    'The number of items of a batch, or an error if there are too many.';
