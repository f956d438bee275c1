create function pgfiles.finish_left(left_over jsonb)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- After its lease a job is done again.
    return (
        select jsonb_agg(jsonb_build_object('batch', l -> 'batch', 'results', f.results))
        from jsonb_array_elements(left_over) l
        cross join lateral pgfiles.finish_jobs(l -> 'batch', l -> 'results') f (results)
        where f.results is not null
            and (l #>> '{batch,leased_until}')::timestamptz > clock_timestamp());
end
$$;

comment on function pgfiles.finish_left(jsonb) is
    'Takes what finish_jobs has left over of batches: objects of batch and results, in an array. '
    'Returns what is still left; null if nothing is.';
