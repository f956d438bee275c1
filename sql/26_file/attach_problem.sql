create function pgfiles.attach_problem(
    entity_type text,
    bucket_name text,
    file_bucket text,
    file_type text,
    file_size bigint
)
    returns pgfiles.problem
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bucket pgfiles.bucket := (select b from pgfiles.bucket b where b.name = bucket_name);
    v_problem pgfiles.problem := pgfiles.type_problem(
        file_type, false, v_bucket.allowed_types);
begin
    if v_problem.code is not null then
        return v_problem;
    elsif file_size > v_bucket.max_bytes then
        return ('too_large', format('at most %s bytes, got %s', v_bucket.max_bytes, file_size),
            'send a smaller file')::pgfiles.problem;
    elsif file_bucket <> bucket_name and exists (
        select
        from pgfiles.bucket b
        where b.name = file_bucket
            and (b.exif_policy = 'keep' and v_bucket.exif_policy <> 'keep'
                or b.exif_policy = 'hide_gps' and v_bucket.exif_policy = 'strip')) then
        return ('not_allowed',
            format('the EXIF of files of %s is hidden, this one''s would not be', entity_type),
            'upload the file for the entity')::pgfiles.problem;
    end if;
    return null;
end
$$;

comment on function pgfiles.attach_problem(text, text, text, text, bigint) is
    'Why a file that is in a bucket already cannot be given to an entity whose uploads go to '
    'another one; null if it can.';
