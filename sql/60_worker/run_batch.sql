create function pgfiles.run_batch(batch jsonb)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer text;
begin
    perform pgfiles.checked_java_result(pgfiles.java_begin_batch(batch::text));
    loop
        v_answer := pgfiles.checked_java_result(pgfiles.java_await_batch(100, 'go_on'));
        exit when v_answer <> '';
    end loop;
    return v_answer::jsonb -> 'results';
end
$$;

comment on function pgfiles.run_batch(jsonb) is
    'Does a batch of jobs as workers do it, see java_begin_batch, and returns the results. In one '
    'statement, so whatever it has locked before stays locked until the store has answered.';
