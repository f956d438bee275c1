create function pgfiles.finish_variants(file_id uuid, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_old pgfiles.file;
    v_new pgfiles.file;
    v_is_first boolean;
begin
    select f.* into v_old
    from pgfiles.file f
    where f.id = finish_variants.file_id
    for no key update;
    -- A PDF or video that was ready before anybody tried: only now it is known what hinders.
    v_is_first := v_old.status = 'ready' and v_old.file_type not like 'image/%'
        and v_old.variants is null;
    update pgfiles.file f
    set variants = coalesce(f.variants || m.variants, m.variants, f.variants),
        perceptual_hash = coalesce((result ->> 'perceptual_hash')::bigint, f.perceptual_hash),
        thumbhash = coalesce(decode(result ->> 'thumbhash', 'base64'), f.thumbhash),
        -- It may be the first time that a worker can decode it.
        width = coalesce((result ->> 'width')::integer, f.width),
        height = coalesce((result ->> 'height')::integer, f.height),
        duration = coalesce((result ->> 'duration')::double precision, f.duration),
        status_reason = case
            when f.status <> 'ready' then f.status_reason
            when result ->> 'reason' is null then null
            when v_is_first then result ->> 'reason'
            else f.status_reason end,
        status_detail = case
            when v_is_first then nullif(result ->> 'detail', '') else f.status_detail end
    from pgfiles.variants_found(result) m (variants)
    where f.id = finish_variants.file_id
    returning f.* into v_new;
    perform pgfiles.supersede_objects(v_old, v_new);
end
$$;

comment on function pgfiles.finish_variants(uuid, jsonb) is
    'Adds the copies that were made to those that a file has: the outcome of make_variants.';
