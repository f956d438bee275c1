create function pgfiles.announce_status()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_channel text := case
        when new.status = 'uploaded' and old.status <> 'processing' then 'file_uploaded'
        when new.status in ('ready', 'rejected', 'failed') then 'file_processed'
    end;
begin
    -- In the transaction of its cause: a job exists if and only if the upload was confirmed.
    -- Who confirms what he has not uploaded, over and over, waits behind all others.
    if v_channel = 'file_uploaded' then
        perform pgfiles.enqueue_job('process_file', new.id,
            (case old.status when 'rejected' then 50 else 0 end)::smallint);
    end if;
    if v_channel is not null then
        perform pg_notify(v_channel, jsonb_strip_nulls(jsonb_build_object(
            'file_id', new.id,
            'organization_id', new.organization_id,
            'entity_type', new.entity_type,
            'entity_id', left(new.entity_id, 200),
            'status', new.status,
            'status_reason', new.status_reason))::text);
    end if;
    return null;
end
$$;

comment on function pgfiles.announce_status() is
    'Queues the job of an uploaded file and tells listeners of file_uploaded and file_processed.';
