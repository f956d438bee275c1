create function pgfiles.copy_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'copies without metadata of bucket ' || b.name, count(f.id) = 0,
        count(f.id) || ' missing: only the uploader and admins may download these originals',
        'let workers run; what failed is tried again by select pgfiles.make_missing_variants()'
    from pgfiles.bucket b
    left join pgfiles.file f
        on f.bucket = b.name and f.status = 'ready' and f.variants -> 'stripped' is null
        and pgfiles.stripped_key(
            f.s3_original_key, f.variant_folder, f.file_type, b.exif_policy) is not null
    where b.exif_policy <> 'keep'
    group by b.name
$$;

comment on function pgfiles.copy_findings() is
    'The rows of files.doctor() about buckets that hide metadata.';
