create function pgfiles.queue_missing_variants()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- What a restore brings back is no change.
    if not pgfiles.is_restoring() then
        perform pgfiles.make_missing_variants();
    end if;
    return null;
end
$$;

comment on function pgfiles.queue_missing_variants() is
    'Queues the files that lack a copy, once a variant, a watermark or a bucket''s exif_policy was '
    'added or changed.';
