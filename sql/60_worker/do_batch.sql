create procedure pgfiles.do_batch(token uuid, batch jsonb, inout results jsonb default null)
    language plpgsql
as $$
declare
    -- What has begun is ended when a worker is asked to stop; when others wait for that, only what
    -- ends so soon.
    c_patience constant interval := interval '3 seconds';
    v_pace text;
    v_reason text;
    v_looked_at timestamptz;
    v_urgent_since timestamptz;
begin
    -- A procedure that commits carries no set clause; next_step sets the search path. While bytes
    -- move nothing is held: the claim is committed, nothing is written yet, and each look at Java
    -- is a transaction of its own. In between PostgreSQL ends or cancels the session if it shall.
    results := null;
    v_looked_at := clock_timestamp();
    loop
        begin
            if v_pace is null then
                perform pgfiles.do_step(token, 'begin', batch);
                v_pace := 'go_on';
            else
                results := pgfiles.do_step(token, 'await', jsonb_build_object('pace', v_pace));
            end if;
        exception
            when others then
                results := (
                    select jsonb_agg(jsonb_build_object(
                        'job_id', j -> 'job_id', 'outcome', 'retry', 'reason', 'batch_failed',
                        'detail', sqlerrm))
                    from jsonb_array_elements(batch -> 'jobs') j);
        end;
        call pgfiles.next_step();
        exit when results is not null;
        if clock_timestamp() not between v_looked_at and v_looked_at + interval '1 second' then
            v_looked_at := clock_timestamp();
            v_reason := pgfiles.do_step(token, 'reason_to_stop') #>> '{}';
            call pgfiles.next_step();
            if v_reason is not null then
                v_urgent_since := case when v_reason <> 'asked'
                    then coalesce(v_urgent_since, clock_timestamp()) end;
                v_pace := case when clock_timestamp() > v_urgent_since + c_patience
                    then 'give_up' else 'begin_none' end;
            end if;
        end if;
    end loop;
end
$$;

comment on procedure pgfiles.do_batch(uuid, jsonb, jsonb) is
    'Has Java do a batch of claim_jobs, and waits for the results. Once there is a reason to stop '
    'no further job of it is begun.';
