create function pgfiles.sign_form(
    file_id uuid,
    min_size bigint,
    max_size bigint,
    expires_in integer
)
    returns files.signed_request
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    -- By the key whatever the statistics say, and without values in a plan that auto_explain shows.
    set enable_seqscan = off
    set jit = off
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_file pgfiles.file;
    v_signer pgfiles.signer;
    v_answer text[];
begin
    -- Definer, because signing keys are granted to nobody. The caller is checked first: own file,
    -- still without bytes.
    with own as materialized (
        select f.* from pgfiles.file f where f.id = sign_form.file_id for no key update
    )
    update pgfiles.file f
    set form_max_size = sign_form.max_size
    from own o
    where f.id = o.id
        and o.status = 'pending' and not o.is_deleted
        and o.upload_method = 'form'
        and o.organization_id = pgfiles.current_organization_id()
        and o.owner_id = pgfiles.current_user_id()
    returning f.* into v_file;
    if not found then
        perform pgfiles.raise_error('file_not_found', sign_form.file_id::text,
            'ask for an upload form of your own');
    end if;
    -- A form whose conditions nobody checks could write to every key of the bucket.
    if not pgfiles.was_seen(v_file.bucket, 'forms') then
        perform pgfiles.raise_error('not_supported_by_store',
            coalesce(
                (select format('bucket %s: %s', c.bucket, c.finding)
                 from pgfiles.bucket_check c
                 where c.bucket = v_file.bucket and c.item = 'forms'),
                format('bucket %s: nobody has looked yet whether its store keeps to the conditions '
                    'of a form', v_file.bucket)),
            'upload by generate_upload_url, or in parts; a DBA looks anew by select '
                'pgfiles.probe_buckets()');
    end if;
    v_signer := pgfiles.open_signer(v_file.bucket, expires_in);
    v_answer := string_to_array(
        pgfiles.checked_java_result(pgfiles.java_sign_form(
            v_signer.profile, v_signer.expires_in, min_size, max_size,
            pgfiles.request_line(v_file.s3_original_key,
                pgfiles.request_pair('Content-Type', v_file.file_type)))),
        E'\t');
    return (
        v_file.id, 'POST', v_answer[1], '{}'::jsonb,
        (select jsonb_object_agg(v_answer[i], pgfiles.unescape_field(v_answer[i + 1]))
         from generate_series(2, cardinality(v_answer), 2) i),
        v_signer.expires_at
    )::files.signed_request;
end
$$;

comment on function pgfiles.sign_form(uuid, bigint, bigint, integer) is
    'Signs the POST form of a pending file of the caller: its key, its type and a range of sizes.';
