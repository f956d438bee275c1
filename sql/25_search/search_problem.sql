create function pgfiles.search_problem(search pgfiles.search, query text, page_size integer)
    returns pgfiles.problem
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_detail text := case
        when length(query) > 200
            then format('query must have at most 200 characters, got %s', length(query))
        when search.words = '{}' and btrim(query) <> ''
            then 'query must have letters or digits, got ' || query
        when cardinality(search.words) > 10
            then format('query must have at most 10 words, got %s', cardinality(search.words))
        when cardinality(search.labels) > 10
            then format('labels must be at most 10, got %s', cardinality(search.labels))
        when num_nulls(search.latitude, search.longitude) = 1
            then 'near_latitude and near_longitude belong together'
        when search.latitude not between -90 and 90
            then 'near_latitude must be between -90 and 90, got ' || search.latitude
        when search.longitude not between -180 and 180
            then 'near_longitude must be between -180 and 180, got ' || search.longitude
        when search.radius_m is not null and search.latitude is null
            then 'radius_m needs near_latitude and near_longitude'
        when search.radius_m not between 1 and 1000000
            then 'radius_m must be between 1 and 1000000, got ' || search.radius_m
        when search.captured_from >= search.captured_to
            then 'captured_from must be before captured_to'
        when search.file_type !~ '^[a-z0-9.+-]+/([a-z0-9.+-]+|\*)$'
            then 'file_type must be like image/jpeg or image/*, got ' || left(search.file_type, 100)
        when search.status not in ('ready', 'pending', 'uploaded', 'processing', 'failed',
                'rejected', 'quarantined')
            then 'status must be ready, pending, uploaded, processing, failed, rejected or '
                'quarantined, got ' || left(search.status, 100)
        when search.sort not in ('relevance', 'latest', 'captured')
            then 'sort must be relevance, latest or captured, got ' || left(search.sort, 100)
        when page_size is null or page_size not between 1 and 200
            then 'page_size must be between 1 and 200, got ' || coalesce(page_size::text, 'null')
    end;
begin
    if v_detail is null then
        return null;
    end if;
    return row('invalid_argument', v_detail, 'leave out what does not matter')::pgfiles.problem;
end
$$;

comment on function pgfiles.search_problem(pgfiles.search, text, integer) is
    'Why a search cannot be made; null: it can.';
