create function pgfiles.announce_status()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_files record;
begin
    -- In the transaction of its cause: a job exists if and only if the upload was confirmed.
    -- Grouped and not joined: a plan for one file is kept when ten thousand come.
    for v_files in
        select array_agg(c.id order by c.id) as ids, c.channel, c.priority,
            count(pg_notify(c.channel, c.payload::text))
        from (
            select v.id,
                case
                    when max(v.new_status) = 'uploaded' and max(v.old_status) <> 'processing'
                        then 'file_uploaded'
                    when max(v.new_status) in ('ready', 'rejected', 'failed') then 'file_processed'
                end,
                -- Who confirms what he has not uploaded, over and over, waits behind all others.
                (case max(v.old_status) when 'rejected' then 50 else 0 end)::smallint,
                -- Whoever can connect may listen, so it says nothing about whose file it is.
                jsonb_build_object('file_id', v.id, 'status', max(v.new_status))
            from (
                select n.id, n.status as new_status, null as old_status
                from new_file n
                union all
                select o.id, null, o.status
                from old_file o
            ) v
            group by v.id
            having max(v.new_status) <> max(v.old_status)
        ) c (id, channel, priority, payload)
        where c.channel is not null
        group by c.channel, c.priority
    loop
        if v_files.channel = 'file_uploaded' then
            perform pgfiles.enqueue_jobs('process_file', v_files.ids, v_files.priority);
        end if;
    end loop;
    return null;
end
$$;

comment on function pgfiles.announce_status() is
    'Queues the jobs of uploaded files and tells listeners of file_uploaded and file_processed.';
