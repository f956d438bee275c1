create function pgfiles.make_missing_variants()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job_ids bigint[] := array(
        select j.id
        from pgfiles.job j
        where j.kind = 'make_variants' and j.died_at is not null
            or j.kind in ('make_variants', 'process_file') and j.leased_until is not null);
    v_count bigint;
begin
    perform pgfiles.lock_files_of_jobs(v_job_ids);
    -- What died gets another round, and what runs just now is done again, as enqueue_jobs does it:
    -- new files, too. A job that waits looks up what is missing when it is claimed.
    update pgfiles.job j
    set run_at = now(), attempts = 0, losses = 0, died_at = null,
        last_error = null
    where j.id = any (v_job_ids);

    -- In one statement, and so all or nothing: a million files take some seconds. A file that is
    -- being deleted is not waited for: whoever deletes it may wait for one of those above.
    insert into pgfiles.job (kind, file_id, priority)
    select 'make_variants', m.id, 100
    from (
        select f.id
        from pgfiles.files_without_copies f
        order by f.id
        for key share of f skip locked) m
    on conflict do nothing;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.make_missing_variants() is
$$Queues every image, if pdf_preview is on every PDF, and with a video_backend every video, that
lacks an enabled variant, its placeholder, or the copy without metadata that its bucket's
exif_policy asks for, or has a variant made by an older specification

Triggers on pgfiles.variant_spec, pgfiles.watermark and pgfiles.bucket call it, and a worker once
more when it sees the change, for what was uploaded before it was committed. Call it again for
files whose variants could not be made, for example after a decoder was installed, and once
pdf_preview is on or there is a video_backend; the answer is how many were queued. The view
files.variant_progress shows how far they are.$$;
