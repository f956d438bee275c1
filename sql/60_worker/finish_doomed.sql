create function pgfiles.finish_doomed(batch jsonb, results jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    c_max_attempts constant integer := pgfiles.setting('job_max_attempts')::integer;
    v_leased_until timestamptz := (batch ->> 'leased_until')::timestamptz;
    v_bucket text := batch #>> '{jobs,0,bucket}';
    v_result jsonb := results -> 0;
    v_is_released boolean := v_result ->> 'outcome' = 'released';
    v_error text := concat_ws(': ', v_result ->> 'reason', nullif(v_result ->> 'detail', ''));
begin
    -- The proof that it is gone; an organization's admin reads about its own files.
    with gone as (
        delete from pgfiles.doomed_object d
        where d.id = any (array(
                select g::bigint from jsonb_array_elements_text(v_result -> 'deleted') g))
            and d.leased_until = v_leased_until
        returning d.organization_id, d.file_id, d.bytes
    )
    insert into pgfiles.logged_action
        (action, organization_id, file_ids, table_name, row_id, old_row)
    select 'objects_deleted', g.organization_id,
        coalesce(array_agg(distinct g.file_id) filter (where g.file_id is not null), '{}'),
        'pgfiles.bucket', v_bucket,
        jsonb_build_object('objects', count(*), 'bytes', sum(g.bytes))
    from gone g
    group by g.organization_id;

    update pgfiles.doomed_object d
    set leased_until = null,
        attempts = case when v.is_released then d.attempts - 1 else d.attempts end,
        delete_at = case when v.is_released then d.delete_at
            else now() + pgfiles.back_off(d.attempts) end,
        died_at = case when not v.is_released and d.attempts >= c_max_attempts then now() end,
        last_error = case when v.is_released then d.last_error else v.error end
    from (
        select w.id, u.problem is null and v_is_released as is_released,
            coalesce(u.problem, nullif(v_error, ''), 'no answer') as error
        from jsonb_to_recordset(batch #> '{jobs,0,objects}') as w (id bigint)
        left join jsonb_to_recordset(v_result -> 'undeleted') as u (id bigint, problem text)
            on u.id = w.id
    ) v
    where d.id = any (array[v.id]) and d.leased_until = v_leased_until;

    if v_result ->> 'deletes_many' is not null then
        insert into pgfiles.bucket_check as c (bucket, item, is_ok, finding, checked_at)
        select b.name, 'bulk_deletes', v.is_ok,
            case when v.is_ok then 'many objects are deleted by one request'
                else 'each object is deleted by a request of its own' end,
            clock_timestamp()
        from pgfiles.bucket b
        cross join (select (v_result ->> 'deletes_many')::boolean) v (is_ok)
        where b.name = v_bucket
        on conflict (bucket, item) do update
        set is_ok = excluded.is_ok, finding = excluded.finding, checked_at = excluded.checked_at
        where c.is_ok <> excluded.is_ok or c.checked_at < now() - interval '1 hour';
    end if;
    -- By the word and not by the text, in which there are keys of objects.
    perform pgfiles.note_trouble(
        'deletions in ' || v_bucket,
        format('objects could not be deleted: %s', regexp_replace(
            coalesce(nullif(v_error, ''), v_result #>> '{undeleted,0,problem}'),
            '(DELETE|ABORT|LIST) \S+ in ', '\1 in ')),
        interval '1 hour')
    where not v_is_released
        and coalesce(nullif(v_error, ''), v_result #>> '{undeleted,0,problem}') is not null;
end
$$;

comment on function pgfiles.finish_doomed(jsonb, jsonb) is
    'Takes the result of java_await_batch for a batch of claim_doomed of which the caller still '
    'has the lease: what is gone is off the list, and the audit says so; what is not is tried '
    'again with exponential back-off and jitter, and after its last attempt kept until somebody '
    'looks.';
