create function pgfiles.warm_up()
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bucket text := (select b.name from pgfiles.bucket b where b.is_default);
begin
    if v_bucket is not null then
        perform pgfiles.java_run_batch(jsonb_build_object(
            'threads', 1,
            'deadline_ms', 10000,
            'stores', pgfiles.describe_stores(array[v_bucket]),
            'jobs', jsonb_build_array(jsonb_build_object('job_id', 0, 'kind', 'warm_up', 'bucket', v_bucket)))::text);
    end if;
end
$$;

comment on function pgfiles.warm_up() is
    'Has Java walk the way of a photo once, so that the first real one does not wait for a cold JVM.';
