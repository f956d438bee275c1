create function pgfiles.make_left_variants()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- All that variants and stripped copies depend on but the file itself.
    v_wanted text := (
        select encode(sha256(convert_to(jsonb_build_array(
            (select jsonb_agg(v.object_name order by v.name) from pgfiles.enabled_variants() v),
            (select jsonb_object_agg(b.name, b.exif_policy) from pgfiles.bucket b))::text,
            'UTF8')), 'hex'));
    v_count bigint := 0;
begin
    if (select s.variants_looked_for from pgfiles.worker_state s) is distinct from v_wanted
        -- One worker is enough.
        and pg_try_advisory_xact_lock('pgfiles.variant_spec'::regclass::oid::bigint) then
        v_count := pgfiles.make_missing_variants();
        -- At last: other workers wait for this row.
        update pgfiles.worker_state set variants_looked_for = v_wanted;
    end if;
    return v_count;
end
$$;

comment on function pgfiles.make_left_variants() is
    'Queues what make_missing_variants could not see when a variant, a watermark or a bucket''s '
    'exif_policy was changed: files that were uploaded before the change was committed, or whose '
    'deletion was rolled back. Once a change; 0 if there is none.';
