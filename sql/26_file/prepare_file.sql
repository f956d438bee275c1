create function pgfiles.prepare_file()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.bucket := coalesce(
        new.bucket, pgfiles.bucket_for(new.organization_id, new.entity_type));
    new.s3_original_key := pgfiles.original_key(
        new.organization_id, new.entity_type, new.entity_id, new.id, new.file_type);
    if new.file_size is null then
        new.form_max_size :=
            (select b.max_bytes from pgfiles.bucket b where b.name = new.bucket);
    end if;
    return new;
end
$$;

comment on function pgfiles.prepare_file() is
    'Gives a file its place, bucket and key, that was inserted without one: by hand.';
