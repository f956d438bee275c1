create procedure pgfiles.do_batch(
    batch jsonb,
    seen_stop_requests bigint,
    inout results jsonb default null
)
    language plpgsql
as $$
declare
    v_answer text;
    v_pace text := 'go_on';
begin
    -- A procedure that commits carries no set clause; run_worker sets the search path. While bytes
    -- move nothing is held: the claim is committed, nothing is written yet, and each look at Java
    -- is a transaction of its own. In between PostgreSQL ends or cancels the session if it shall.
    loop
        begin
            if v_answer is null then
                v_answer := pgfiles.checked_java_result(pgfiles.java_begin_batch(batch::text));
            else
                v_answer := pgfiles.checked_java_result(pgfiles.java_await_batch(100, v_pace));
            end if;
            if seen_stop_requests <> (select s.stop_requests from pgfiles.worker_state s) then
                v_pace := 'begin_none';
            end if;
        exception
            when others then
                v_answer := jsonb_build_object('results', (
                    select jsonb_agg(jsonb_build_object(
                        'job_id', j -> 'job_id', 'outcome', 'retry', 'reason', 'batch_failed',
                        'detail', sqlerrm))
                    from jsonb_array_elements(batch -> 'jobs') j));
        end;
        commit;
        exit when v_answer <> '';
    end loop;
    results := v_answer::jsonb -> 'results';
end
$$;

comment on procedure pgfiles.do_batch(jsonb, bigint, jsonb) is
    'Has Java do a batch of claim_jobs, and waits for the results. Once files.stop_workers was '
    'called again since seen_stop_requests, no further job of it is begun.';
