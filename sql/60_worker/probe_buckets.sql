create function pgfiles.probe_buckets(buckets text[] default null)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_buckets text[] := coalesce(buckets, array(
        select b from jsonb_array_elements_text(pgfiles.due_probe() -> 'buckets') b));
    v_batch jsonb := pgfiles.describe_probe(v_buckets);
begin
    if v_batch is not null then
        perform pgfiles.finish_probe(v_buckets, pgfiles.run_batch(v_batch));
    end if;
    return 0;
end
$$;

comment on function pgfiles.probe_buckets(text[]) is
$$Tries what the stores of these buckets do with URLs and forms as we sign them

null: of all that nobody has looked at for an hour, or since their row was changed. Workers do it at
their start and every hour. What was found is in pgfiles.bucket_check, and files.doctor() says what
follows. It writes, reads and removes some small objects below .pgfiles/probe/, and looks how the
bucket is set up, as files.set_up_bucket does, which says more.$$;
