\echo Use "create extension pgfiles" to load this file. \quit

-- sql/00_schema/audit.sql
create schema audit;

comment on schema audit is 'Who did what, and when.';

-- sql/00_schema/aws_lambda.sql
create schema aws_lambda;

comment on schema aws_lambda is
    'A stand-in for the extension aws_lambda of Amazon Aurora and RDS: SQL that calls a Lambda '
    'calls a function of this database.';

-- sql/00_schema/encoding.sql
-- File names are any Unicode text, normalized; other encodings have no normalize().
do $$
begin
    if pg_catalog.current_setting('server_encoding') <> 'UTF8' then
        raise exception using
            errcode = '0A000',
            message = 'pgfiles needs a database with encoding UTF8',
            detail = 'this one has ' || pg_catalog.current_setting('server_encoding'),
            hint = 'create database ... encoding ''UTF8'' template template0';
    end if;
end
$$;

-- sql/00_schema/files.sql
create schema files;

comment on schema files is
$$pgfiles

File storage for PostgreSQL and PostgREST: signed S3 URLs, EXIF, thumbnails. The bytes travel
between client and S3; this API holds the truth about them.$$;

-- sql/00_schema/identity.sql
create schema identity;

comment on schema identity is 'Who calls: the users that the identity provider vouches for.';

-- sql/00_schema/java_s3.sql
-- Functions that talk to S3 need permissions that trusted Java code has not got. PL/Java grants
-- permissions by language name (see pgfiles.policy), so those functions, and no others, are in a
-- language of their own.
select sqlj.alias_java_language('java_s3', sandboxed => false);

-- sql/00_schema/pgfiles.sql
create schema pgfiles;

comment on schema pgfiles is
    'Tables, queue and helpers behind the schema files. Promised to nobody: names here may change.';

-- sql/10_types/exif.sql
create type files.exif as (
    latitude double precision,
    longitude double precision,
    altitude double precision,
    captured_at timestamptz,
    captured_at_local timestamp,
    camera_make text,
    camera_model text,
    lens_model text,
    exposure_time double precision,
    f_number double precision,
    iso integer,
    focal_length double precision,
    orientation smallint,
    raw jsonb,
    errors text[]
);

comment on type files.exif is 'What a camera wrote into a photo.';
comment on column files.exif.latitude is 'Degrees, WGS 84 (EXIF GPSLatitude).';
comment on column files.exif.longitude is 'Degrees, WGS 84 (EXIF GPSLongitude).';
comment on column files.exif.altitude is 'Metres above sea level (EXIF GPSAltitude).';
comment on column files.exif.captured_at is
    'Moment of capture, known if EXIF has an offset or GPS time.';
comment on column files.exif.captured_at_local is
    'Capture time on the camera''s clock (EXIF DateTimeOriginal).';
comment on column files.exif.camera_make is 'Maker of the camera (EXIF Make).';
comment on column files.exif.camera_model is 'Model of the camera (EXIF Model).';
comment on column files.exif.lens_model is 'Lens (EXIF LensModel).';
comment on column files.exif.exposure_time is 'Seconds (EXIF ExposureTime).';
comment on column files.exif.f_number is 'Aperture (EXIF FNumber).';
comment on column files.exif.iso is 'Sensitivity (EXIF PhotographicSensitivity).';
comment on column files.exif.focal_length is 'Millimetres (EXIF FocalLength).';
comment on column files.exif.orientation is 'EXIF Orientation 1..8.';
comment on column files.exif.raw is 'All EXIF tags as text, bounded, binary left out.';
comment on column files.exif.errors is 'What was broken in the EXIF block; empty if nothing.';

-- sql/10_types/signed_multipart_request.sql
create type files.signed_multipart_request as (
    file_id uuid,
    method text,
    url text,
    headers jsonb,
    fields jsonb,
    expires_at timestamptz,
    part_size bigint,
    part_count integer
);

comment on type files.signed_multipart_request is
    'A signed request, and how the file is to be cut into parts.';
comment on column files.signed_multipart_request.file_id is 'The file that is uploaded.';
comment on column files.signed_multipart_request.method is 'HTTP method: POST.';
comment on column files.signed_multipart_request.url is 'Absolute URL with its signature.';
comment on column files.signed_multipart_request.headers is
    'Headers that the client must send, name to value.';
comment on column files.signed_multipart_request.fields is 'Null: not a form.';
comment on column files.signed_multipart_request.expires_at is
    'S3 refuses the request after this moment.';
comment on column files.signed_multipart_request.part_size is
    'Bytes of every part but the last, which has what remains.';
comment on column files.signed_multipart_request.part_count is 'Number of parts, counted from 1.';

-- sql/10_types/signed_part_request.sql
create type files.signed_part_request as (
    file_id uuid,
    part_number integer,
    method text,
    url text,
    headers jsonb,
    fields jsonb,
    expires_at timestamptz
);

comment on type files.signed_part_request is
    'The signed request of one part of a multipart upload.';
comment on column files.signed_part_request.file_id is 'The file that is uploaded.';
comment on column files.signed_part_request.part_number is 'The part, counted from 1.';
comment on column files.signed_part_request.method is 'HTTP method: PUT.';
comment on column files.signed_part_request.url is 'Absolute URL with its signature.';
comment on column files.signed_part_request.headers is
    'Headers that the client must send, name to value.';
comment on column files.signed_part_request.fields is 'Null: not a form.';
comment on column files.signed_part_request.expires_at is
    'S3 refuses the request after this moment.';

-- sql/10_types/signed_request.sql
create type files.signed_request as (
    file_id uuid,
    method text,
    url text,
    headers jsonb,
    fields jsonb,
    expires_at timestamptz
);

comment on type files.signed_request is
    'One HTTP request that S3 will accept until expires_at. Send exactly these headers: they are '
    'part of the signature.';
comment on column files.signed_request.file_id is
    'The file that this request uploads or downloads.';
comment on column files.signed_request.method is 'HTTP method: PUT, GET, POST.';
comment on column files.signed_request.url is 'Absolute URL with its signature.';
comment on column files.signed_request.headers is
    'Headers that the client must send, name to value.';
comment on column files.signed_request.fields is
    'Form fields of a POST form, to be sent before the file; null otherwise.';
comment on column files.signed_request.expires_at is
    'S3 refuses the request after this moment; null: the URL is a CDN''s and has no end.';

-- sql/10_types/signer.sql
create type pgfiles.signer as (
    profile text,
    expires_in integer,
    expires_at timestamptz,
    valid_until bigint
);

comment on type pgfiles.signer is
    'What java_presign needs besides the requests. The profile holds a signing key: it stays '
    'inside definer functions.';
comment on column pgfiles.signer.valid_until is
    'Unix time of the end of the window in which the URLs stay the same.';
comment on column pgfiles.signer.profile is 'The profile line of java_presign.';
comment on column pgfiles.signer.expires_in is 'Seconds from the signing time.';
comment on column pgfiles.signer.expires_at is 'When the URLs end.';

-- sql/10_types/verdict.sql
create type pgfiles.verdict as (
    action text,
    labels text[],
    reason text
);

comment on type pgfiles.verdict is 'What a function of pgfiles.hook says about a file.';
comment on column pgfiles.verdict.action is
    'accept; label: accept with labels; quarantine: keep it from everyone until somebody releases '
    'it; reject: refuse it for good.';
comment on column pgfiles.verdict.labels is 'Added to the file''s labels, whatever the action.';
comment on column pgfiles.verdict.reason is 'For a person; becomes the file''s status_detail.';

-- sql/20_private/admit_call.sql
create function pgfiles.admit_call(
    action text,
    file_ids uuid[],
    has_new_files boolean default false,
    items integer default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id text := pgfiles.current_organization_id();
    v_user_id text := pgfiles.current_user_id();
    v_user_limit integer;
    v_organization_limit integer;
    v_tokens integer := greatest(1, ceil(coalesce(items, cardinality(file_ids)) / 1000.0));
begin
    -- Definer, because buckets, usage and audit are nobody's to write. It counts for who is
    -- calling; there is nothing to pass off. A standby can count nothing; a GET, which could not
    -- either, fails below (25006, for PostgREST 405), or it would be the way around both.
    if pg_is_in_recovery() then
        return;
    end if;
    if not pgfiles.is_dba() then
        select coalesce(t.calls_per_minute, q.user_calls_per_minute,
                pgfiles.setting('user_calls_per_minute')::integer),
            coalesce(q.organization_calls_per_minute,
                pgfiles.setting('organization_calls_per_minute')::integer)
        into v_user_limit, v_organization_limit
        from (select) one_row
        left join pgfiles.quota q on q.organization_id = v_organization_id
        left join identity.service_token t
            on t.jti = pgfiles.claims() ->> 'jti' and t.role = current_setting('role');
        if v_user_limit > 0 then
            perform pgfiles.take_tokens(
                concat_ws(' ', 'user', v_organization_id,
                    coalesce(v_user_id, 'role:' || current_setting('role'))),
                v_user_limit, v_tokens);
        end if;
        if v_organization_limit > 0 then
            perform pgfiles.take_tokens(
                'organization ' || v_organization_id, v_organization_limit, v_tokens);
        end if;
        if has_new_files then
            perform pgfiles.check_quota(v_organization_id, file_ids);
        end if;
    end if;
    insert into audit.logged_actions (action, organization_id, user_id, file_ids)
    values (admit_call.action, v_organization_id, v_user_id, coalesce(admit_call.file_ids, '{}'));
end
$$;

comment on function pgfiles.admit_call(text, uuid[], boolean, integer) is
    'The last step of a call that signs: counts it against the caller''s rate and, if it made '
    'files, against the quota, and writes the audit line. Last, since locks are held from here to '
    'the commit; a refused call is rolled back, and so has cost nothing. items: of a batch, also '
    'those that it refused.';

-- sql/20_private/announce_status.sql
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

-- sql/20_private/arrivals.sql
create function pgfiles.arrivals(event jsonb)
    returns table (s3_bucket text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- S3 and MinIO. Source: AWS, Event message structure.
    select r #>> '{s3,bucket,name}', pgfiles.decoded_key(r #>> '{s3,object,key}')
    from jsonb_path_query(event, 'lax $.Records[*]') r
    where r ->> 'eventName' ~ '^(s3:)?ObjectCreated:'
    union all
    -- EventBridge, which does not encode. Source: AWS, EventBridge event message structure.
    select event #>> '{detail,bucket,name}', event #>> '{detail,object,key}'
    where event ->> 'detail-type' = 'Object Created'
$$;

comment on function pgfiles.arrivals(jsonb) is
    'The objects that a notification of S3, EventBridge or MinIO says were created.';

-- sql/20_private/awaits_bytes.sql
create function pgfiles.awaits_bytes(status text, status_reason text)
    returns boolean
    language sql
    immutable
    parallel safe
as $$
    -- Whoever confirmed too early may confirm again, or still complete his upload.
    select status = 'pending' or status = 'rejected' and status_reason = 'object_missing'
$$;

comment on function pgfiles.awaits_bytes(text, text) is
    'Whether the upload of a file with this status can still be confirmed.';

-- sql/20_private/bucket_for.sql
create function pgfiles.bucket_for(organization_id text, entity_type text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- The most specific route wins: both match, then the organization, then the entity type.
    return coalesce(
        (select r.bucket
         from pgfiles.bucket_route r
         where coalesce(r.organization_id, bucket_for.organization_id) = bucket_for.organization_id
            and (r.entity_type is null or r.entity_type = bucket_for.entity_type)
         order by r.organization_id is null, r.entity_type is null
         limit 1),
        (select b.name from pgfiles.bucket b where b.is_default));
end
$$;

comment on function pgfiles.bucket_for(text, text) is
    'The bucket for new files of an organization and entity type.';

-- sql/20_private/can_edit_entity.sql
create function pgfiles.can_edit_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_probe text := pgfiles.entity_probe(entity_type, 'edit');
    v_found boolean;
begin
    if v_probe is not null and entity_id is not null then
        execute v_probe into v_found using entity_id;
    end if;
    return coalesce(v_found, false);
end
$$;

comment on function pgfiles.can_edit_entity(text, text) is
    'Whether the caller may edit the entity: update its row by that table''s own row-level '
    'security, and then the row is locked FOR KEY SHARE; or what the type''s edit_function says.';

-- sql/20_private/can_see_entity.sql
create function pgfiles.can_see_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_probe text := pgfiles.entity_probe(entity_type, 'see');
    v_found boolean;
begin
    if v_probe is not null and entity_id is not null then
        execute v_probe into v_found using entity_id;
    end if;
    return coalesce(v_found, false);
end
$$;

comment on function pgfiles.can_see_entity(text, text) is
    'Whether the caller sees the entity: its row by that table''s own row-level security, or what '
    'the type''s see_function says. An id of the wrong type: 22P02.';

-- sql/20_private/charged_bytes.sql
create function pgfiles.charged_bytes(status text, file_size bigint, max_size bigint)
    returns bigint
    language sql
    immutable
    parallel safe
as $$
    -- A size that is not known yet is the largest that may come.
    select case when status not in ('rejected', 'failed') then coalesce(file_size, max_size, 0) end
$$;

comment on function pgfiles.charged_bytes(text, bigint, bigint) is
    'Bytes by which a file counts against its organization''s quota; null if it does not count, '
    'since it will not be kept.';

-- sql/20_private/check_entity_for_upload.sql
create function pgfiles.check_entity_for_upload(entity_type text, entity_id text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_has_rule boolean;
    v_is_editable boolean;
    v_is_visible boolean;
begin
    if entity_type is null and entity_id is null then
        return;
    elsif entity_type is null or entity_id is null then
        perform pgfiles.raise_error('invalid_argument', 'entity_type and entity_id go together',
            'send both, or neither for a file of your own');
    end if;
    select t.see_function is not null or t.edit_function is not null into v_has_rule
    from pgfiles.entity_type t
    where t.name = check_entity_for_upload.entity_type;
    if not found then
        perform pgfiles.raise_error('entity_type_unknown', left(entity_type, 100),
            coalesce('known: ' ||
                (select string_agg(t.name, ', ' order by t.name) from pgfiles.entity_type t),
                'insert a row into pgfiles.entity_type'));
    end if;
    begin
        -- Whoever may update a row sees it. Only of functions each has to be asked.
        if not v_has_rule then
            v_is_editable := pgfiles.can_edit_entity(entity_type, entity_id);
        end if;
        v_is_visible := v_is_editable is true or pgfiles.can_see_entity(entity_type, entity_id);
    exception
        when data_exception then
            v_is_visible := false;
    end;
    if not v_is_visible then
        perform pgfiles.raise_error('entity_not_found',
            format('%s %s', entity_type, left(entity_id, 100)),
            'check the id, and that you may see the row');
    elsif not coalesce(v_is_editable, pgfiles.can_edit_entity(entity_type, entity_id)) then
        perform pgfiles.raise_error('not_allowed',
            format('%s %s may not be changed by you', entity_type, entity_id),
            'ask for the right to update it');
    end if;
end
$$;

comment on function pgfiles.check_entity_for_upload(text, text) is
    'Raises a clear error where the caller may not add a file to an entity: unknown type, not '
    'visible, not editable.';

-- sql/20_private/check_file_size.sql
create function pgfiles.check_file_size(file_size bigint, max_bytes bigint, upload_method text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if upload_method in ('form', 'unsized_put') and file_size is null then
        return;
    elsif file_size is null or file_size < 1 then
        perform pgfiles.raise_error('invalid_argument',
            format('file_size must be at least 1 byte, got %s', coalesce(file_size::text, 'null')),
            'send the exact size in bytes: it is signed into the upload');
    elsif file_size > max_bytes then
        perform pgfiles.raise_error('too_large',
            format('at most %s bytes, got %s', max_bytes, file_size), 'send a smaller file');
    elsif upload_method = 'put' and file_size > 5368709120 then
        perform pgfiles.raise_error('too_large',
            format('S3 takes at most 5368709120 bytes in one PUT, got %s', file_size),
            'use create_multipart_upload');
    end if;
end
$$;

comment on function pgfiles.check_file_size(bigint, bigint, text) is
    'Raises a clear error for a declared size in bytes that the bucket, or S3 in one PUT, does not '
    'take.';

-- sql/20_private/check_location_right.sql
create function pgfiles.check_location_right(entity_type text, entity_id text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_column name;
    v_is_found boolean;
begin
    select t.* into v_type
    from pgfiles.entity_type t
    where t.name = check_location_right.entity_type;
    select c into v_column
    from unnest(array[v_type.location_column, v_type.latitude_column, v_type.longitude_column]) c
    where not has_column_privilege(v_type.table_name, c::text, 'update');
    if found then
        perform pgfiles.raise_error('not_allowed',
            format('%s of %s may not be changed by you', v_column, v_type.name),
            'leave use_location out');
    end if;
    -- An edit_function decides who adds files, and not who changes the row.
    if coalesce(v_type.location_column, v_type.latitude_column) is not null then
        execute format('select true from %s where %I = $1::%s for key share',
                v_type.table_name, v_type.id_column, v_type.id_type)
            into v_is_found
            using entity_id;
        if v_is_found is null then
            perform pgfiles.raise_error('not_allowed',
                format('%s %s may not be changed by you', v_type.name, entity_id),
                'leave use_location out');
        end if;
    end if;
end
$$;

comment on function pgfiles.check_location_right(text, text) is
    'Raises a clear error where the caller may not update the location columns of an entity.';

-- sql/20_private/check_multipart_arguments.sql
create function pgfiles.check_multipart_arguments(
    upload_id text, part_size bigint, part_count integer, part_numbers integer[]
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bad integer;
begin
    if upload_id is null or upload_id !~ '^[!-~]+$' or length(upload_id) > 1024 then
        perform pgfiles.raise_error('invalid_argument',
            'upload_id must be the UploadId that S3 answered',
            'send the request of create_multipart_upload to S3 and read UploadId from its answer');
    end if;
    select n into v_bad
    from unnest(part_numbers) n
    where n is null or n not between 0 and part_count
    limit 1;
    if found then
        perform pgfiles.raise_error('invalid_argument',
            format('part_number must be between 1 and %s, got %s',
                part_count, coalesce(v_bad::text, 'null')),
            format('the file has %s parts of %s bytes, the last one what remains',
                part_count, part_size));
    end if;
end
$$;

comment on function pgfiles.check_multipart_arguments(text, bigint, integer, integer[]) is
    'Raises a clear error for an upload id or part numbers that cannot be.';

-- sql/20_private/check_quota.sql
create function pgfiles.check_quota(
    organization_id text, file_ids uuid[], may_share boolean default true
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    c_lock constant integer := 'pgfiles.quota'::regclass::oid::integer;
    v_max_bytes bigint;
    v_max_files bigint;
    v_asked_bytes bigint;
    v_asked_files bigint := cardinality(file_ids);
    v_used record;
begin
    select nullif(coalesce(q.max_bytes, pgfiles.setting('quota_max_bytes')::bigint), 0),
        nullif(coalesce(q.max_files, pgfiles.setting('quota_max_files')::bigint), 0)
    into v_max_bytes, v_max_files
    from (select) one_row
    left join pgfiles.quota q on q.organization_id = organization_id;
    if v_max_bytes is null and v_max_files is null then
        return;
    end if;
    select coalesce(sum(pgfiles.charged_bytes(f.status, f.file_size, f.form_max_size)), 0)
    into v_asked_bytes
    from pgfiles.file f
    where f.id = any (file_ids);

    -- Side by side as long as a tenth is free, and all connections together cannot ask for as much.
    if may_share then
        begin
            perform pg_advisory_xact_lock_shared(c_lock, hashtext(organization_id));
            v_used := pgfiles.used_quota(organization_id);
            if greatest(v_used.bytes / 0.9, v_asked_bytes * 10.0
                    * current_setting('max_connections')::integer) <= v_max_bytes is not false
                and greatest(v_used.files / 0.9, v_asked_files * 10.0
                    * current_setting('max_connections')::integer) <= v_max_files is not false then
                return;
            end if;
            -- Gives the shared lock back: two that hold it could not both have the other one.
            raise exception using errcode = 'QUOTA';
        exception
            when sqlstate 'QUOTA' then
                null;
        end;
    end if;

    -- Otherwise one after the other, each when those before have committed: the quota is exact.
    perform pg_advisory_xact_lock(c_lock, hashtext(organization_id));
    v_used := pgfiles.used_quota(organization_id);
    if v_used.bytes > v_max_bytes or v_used.files > v_max_files then
        perform pgfiles.raise_error('quota_exceeded',
            format('at most %s bytes and %s files; in use: %s and %s; asked for: %s and %s',
                coalesce(v_max_bytes::text, 'any number of'),
                coalesce(v_max_files::text, 'any number of'),
                v_used.bytes - v_asked_bytes, v_used.files - v_asked_files,
                v_asked_bytes, v_asked_files),
            'delete files, or have the quota raised');
    end if;
end
$$;

comment on function pgfiles.check_quota(text, uuid[], boolean) is
    'Raises quota_exceeded if an organization uses more than it may, now that these files of this '
    'transaction are counted. Exact, however many ask at once. may_share: the transaction asks '
    'only once.';

-- sql/20_private/check_type_is_allowed.sql
create function pgfiles.check_type_is_allowed(file_type text, allowed_types text[])
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not pgfiles.is_type_allowed(file_type, allowed_types) then
        perform pgfiles.raise_error('type_not_allowed',
            format('allowed: %s; got %s', array_to_string(allowed_types, ', '), file_type),
            'send a file of an allowed type');
    end if;
end
$$;

comment on function pgfiles.check_type_is_allowed(text, text[]) is
    'Raises a clear error for a content type that the bucket does not take.';

-- sql/20_private/checked_batch_size.sql
create function pgfiles.checked_batch_size(size integer)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if size > pgfiles.setting('batch_max')::integer then
        perform pgfiles.raise_error('invalid_argument',
            format('at most %s items in one call, got %s', pgfiles.setting('batch_max'), size),
            'split the call');
    end if;
    return size;
end
$$;

comment on function pgfiles.checked_batch_size(integer) is
    'The number of items of a batch, or an error if there are too many.';

-- sql/20_private/checked_entity_rule.sql
create function pgfiles.checked_entity_rule(function_name text)
    returns text
    language plpgsql
    stable
    strict
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
begin
    -- Whole and quoted, because this is what the probe of an entity is made of.
    select format('%I.%I', n.nspname, p.proname) into v_name
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where p.oid = to_regprocedure(function_name || '(text)') and p.prorettype = 'boolean'::regtype;
    if not found then
        perform pgfiles.raise_error('invalid_argument',
            format('there is no function %s(text) returns boolean', function_name),
            'create it first, and name its schema');
    end if;
    return v_name;
end
$$;

comment on function pgfiles.checked_entity_rule(text) is
    'The full name of a function that decides about an entity, or a clear error.';

-- sql/20_private/checked_expires_in.sql
create function pgfiles.checked_expires_in(seconds integer, kind text)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_seconds integer := coalesce(seconds, pgfiles.setting(kind || '_expires_in')::integer);
    v_max integer := pgfiles.setting(kind || '_expires_in_max')::integer;
begin
    if v_seconds not between 1 and v_max then
        perform pgfiles.raise_error('invalid_argument',
            format('expires_in must be between 1 and %s seconds, got %s', v_max, v_seconds),
            format('leave it out for %s seconds', pgfiles.setting(kind || '_expires_in')));
    end if;
    return v_seconds;
end
$$;

comment on function pgfiles.checked_expires_in(integer, text) is
    'The life of an upload or download URL in seconds: the asked one if allowed, the default if '
    'null.';

-- sql/20_private/checked_file_name.sql
create function pgfiles.checked_file_name(file_name text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := btrim(normalize(file_name, nfc));
    v_max integer := pgfiles.setting('file_name_max_length')::integer;
    v_problem text;
begin
    v_problem := case
        when v_name is null or v_name = '' then 'is empty'
        when v_name ~ '[/\\]' then 'looks like a path'
        when v_name in ('.', '..') then 'names a directory'
        when v_name ~ '[[:cntrl:]]' then 'has a control character'
        when length(v_name) > v_max
            then format('has %s characters, at most %s', length(v_name), v_max)
    end;
    if v_problem is not null then
        perform pgfiles.raise_error('invalid_argument', 'file_name ' || v_problem,
            'send the bare name, such as "photo.jpg"');
    end if;
    return v_name;
end
$$;

comment on function pgfiles.checked_file_name(text) is
    'The name in Unicode form NFC without blanks around it, or an error.';

-- sql/20_private/checked_file_type.sql
create function pgfiles.checked_file_type(file_type text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type text := lower(btrim(file_type));
    v_slash integer := strpos(v_type, '/');
begin
    -- type/subtype by RFC 6838, section 4.2, of 127 characters each: a bound in the expression
    -- would cost five times as much. Parameters are refused, since the client must send the same
    -- text again.
    if v_type is null
        or v_type !~ '^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$'
        or greatest(v_slash - 1, length(v_type) - v_slash) > 127 then
        perform pgfiles.raise_error('invalid_argument',
            'file_type must be type/subtype without parameters',
            'send the content type, such as "image/jpeg"');
    end if;
    return case v_type when 'image/jpg' then 'image/jpeg' else v_type end;
end
$$;

comment on function pgfiles.checked_file_type(text) is
    'The content type in lower case, or an error.';

-- sql/20_private/checked_java_result.sql
create function pgfiles.checked_java_result(result text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if starts_with(result, '!') then
        perform pgfiles.raise_error(
            substr(split_part(result, E'\t', 1), 2),
            split_part(result, E'\t', 2),
            split_part(result, E'\t', 3));
    end if;
    return result;
end
$$;

comment on function pgfiles.checked_java_result(text) is
    'Passes on what a Java function returned, or raises the error in it: "!code", detail and hint '
    'parted by tabs.';

-- sql/20_private/checked_organization_id.sql
create function pgfiles.checked_organization_id(organization_id text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- '_' cannot be claimed, since an id starts with a letter or a digit.
    if organization_id is null then
        return '_';
    end if;
    -- The id becomes the first segment of every S3 key of the organization.
    -- A bound in the expression would cost three times as much as the length beside it.
    if organization_id !~ '^[A-Za-z0-9][A-Za-z0-9._-]*$' or length(organization_id) > 64 then
        perform pgfiles.raise_error('claim_invalid',
            'organization_id must match [A-Za-z0-9][A-Za-z0-9._-]{0,63}',
            'change the claim at the identity provider');
    end if;
    return organization_id;
end
$$;

comment on function pgfiles.checked_organization_id(text) is
    'An organization of a token, "_" where it names none, or a clear error.';

-- sql/20_private/checked_stable_for.sql
create function pgfiles.checked_stable_for(seconds integer)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if seconds not between 0 and 86400 then
        perform pgfiles.raise_error('invalid_argument',
            format('stable_for must be between 0 and 86400 seconds, got %s', seconds),
            '0 signs anew each time');
    end if;
    return coalesce(seconds, 0);
end
$$;

comment on function pgfiles.checked_stable_for(integer) is
    'The length of the window of a stable URL in seconds, or an error.';

-- sql/20_private/checked_user_id.sql
create function pgfiles.checked_user_id(user_id text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- That name is a DBA's, who has no token.
    if user_id like 'role:%' then
        perform pgfiles.raise_error('claim_invalid', 'a user id must not begin with role:',
            'change the claim at the identity provider');
    end if;
    return user_id;
end
$$;

comment on function pgfiles.checked_user_id(text) is 'A user id of a token, or a clear error.';

-- sql/20_private/claim.sql
create function pgfiles.claim(name text)
    returns text
    language sql
    stable
    parallel safe
as $$
    select pgfiles.claim_value(pgfiles.claims(), name) #>> '{}'
$$;

comment on function pgfiles.claim(text) is
    'A claim of the request by its name in the settings, for example organization_id; null if '
    'absent or empty.';

-- sql/20_private/claim_at.sql
create function pgfiles.claim_at(claims jsonb, paths text)
    returns jsonb
    language plpgsql
    stable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_path text;
begin
    -- Paths are text[] literals with blanks between them; a key may hold a blank itself.
    foreach v_path in array regexp_split_to_array(paths, '\s+(?={)') loop
        if claims #>> v_path::text[] <> '' then
            return claims #> v_path::text[];
        end if;
    end loop;
    return null;
end
$$;

comment on function pgfiles.claim_at(jsonb, text) is
    'The first claim that is neither absent nor empty among some paths, for example {user,user_id} '
    '{sub}; null if there is none.';

-- sql/20_private/claim_value.sql
create function pgfiles.claim_value(claims jsonb, name text)
    returns jsonb
    language sql
    stable
    parallel safe
as $$
    -- No set clause: this is inlined.
    select pgfiles.claim_at(claims, pgfiles.setting('claim_' operator(pg_catalog.||) name))
$$;

comment on function pgfiles.claim_value(jsonb, text) is
    'The claim that the paths of the setting claim_<name> lead to; null if there is none.';

-- sql/20_private/claims.sql
create function pgfiles.claims()
    returns jsonb
    language sql
    stable
    parallel safe
as $$
    -- On a pooled connection the setting is '' after the first request, not null.
    select nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::pg_catalog.jsonb
$$;

comment on function pgfiles.claims() is
    'The claims of the request''s JSON Web Token as PostgREST passes them on; null outside a '
    'request.';

-- sql/20_private/column_url.sql
create function pgfiles.column_url(bucket text, key text, file_name text)
    returns text
    language sql
    stable
as $$
    -- No set clause: this is inlined into the query, so that a row costs little more than its
    -- signature. The first row of a caller finds nothing open in Java, and opens it.
    select coalesce(
        pgfiles.java_column_url(pgfiles.signing_scope(bucket), key, file_name),
        pgfiles.open_column_url(bucket, key, file_name))
$$;

comment on function pgfiles.column_url(text, text, text) is
    'The signed URL of a key in a computed column.';

-- sql/20_private/count_usage.sql
create function pgfiles.count_usage()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because what is used is nobody's to write. A trigger has no caller to check.
    insert into pgfiles.quota_usage (organization_id, bytes, files)
    select c.organization_id, sum(c.sign * c.bytes), sum(c.sign)
    from (
        values
            (1, new.organization_id,
                pgfiles.charged_bytes(new.status, new.file_size, new.form_max_size)),
            (-1, old.organization_id,
                pgfiles.charged_bytes(old.status, old.file_size, old.form_max_size))
    ) c (sign, organization_id, bytes)
    where c.bytes is not null
    group by c.organization_id;
    -- What was given back, and is confirmed after all, has to fit again. One row after the other
    -- asks, so none shares the lock: two that share it from a row on could not both have it alone.
    if tg_op = 'UPDATE' and not pgfiles.is_dba()
        and pgfiles.charged_bytes(old.status, old.file_size, old.form_max_size) is null then
        perform pgfiles.check_quota(new.organization_id, array[new.id], may_share => false);
    end if;
    return null;
end
$$;

comment on function pgfiles.count_usage() is
    'Notes what a new, changed or deleted file changes in what its organization uses.';

-- sql/20_private/create_file.sql
create function pgfiles.create_file(
    entity_type text,
    entity_id text,
    file_name text,
    file_type text,
    file_size bigint,
    sha256 text default null,
    upload_method text default 'put',
    use_location boolean default false
)
    returns uuid
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid := pgfiles.uuid_v7();
begin
    perform pgfiles.check_entity_for_upload(entity_type, entity_id);
    if use_location then
        perform pgfiles.check_location_right(entity_type, entity_id);
    end if;
    -- As the caller: the policy file_insert_by_entity_access decides again, and a trigger checks
    -- type and size.
    insert into pgfiles.file
        (id, entity_type, entity_id, file_name, file_type, file_size, sha256, upload_method,
        use_location)
    values (v_file_id, create_file.entity_type, create_file.entity_id,
        create_file.file_name, create_file.file_type,
        create_file.file_size, lower(create_file.sha256), create_file.upload_method,
        coalesce(create_file.use_location and create_file.entity_type is not null, false));
    return v_file_id;
end
$$;

comment on function pgfiles.create_file(text, text, text, text, bigint, text, text, boolean) is
    'A new file in status pending, as the caller, or a clear error.';

-- sql/20_private/current_organization_id.sql
create function pgfiles.current_organization_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return pgfiles.checked_organization_id(pgfiles.claim('organization_id'));
end
$$;

comment on function pgfiles.current_organization_id() is
    'The caller''s organization by the token; "_" where the token names none (an application '
    'without tenants, or a DBA).';

-- sql/20_private/current_user_id.sql
create function pgfiles.current_user_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
begin
    if v_claims is null then
        return 'role:' || session_user;
    end if;
    return pgfiles.checked_user_id(pgfiles.claim_value(v_claims, 'user_id') #>> '{}');
end
$$;

comment on function pgfiles.current_user_id() is
    'The caller by the token (claim user_id), or role:<name> outside a request; null for an '
    'anonymous request.';

-- sql/20_private/declare_file_size.sql
create function pgfiles.declare_file_size(file_id uuid, file_size bigint)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because clients must not change a size. The caller is checked in the condition: own
    -- file, without bytes and size. A size that cannot be is left to the worker: it would count
    -- against the whole organization's quota.
    update pgfiles.file f
    set file_size = declare_file_size.file_size
    where f.id = declare_file_size.file_id
        and f.status = 'pending'
        and f.file_size is null
        and declare_file_size.file_size between 1 and f.form_max_size
        and f.organization_id = pgfiles.current_organization_id()
        and f.owner_id = pgfiles.current_user_id();
end
$$;

comment on function pgfiles.declare_file_size(uuid, bigint) is
    'Notes the size that a polling client declares after its upload, in bytes; a worker compares '
    'it with the object.';

-- sql/20_private/decoded_key.sql
create function pgfiles.decoded_key(encoded text)
    returns text
    language plpgsql
    stable
    strict
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select convert_from(
            string_agg(
                case when m.part[1] ~ '^%..$' then decode(substr(m.part[1], 2), 'hex')
                    else convert_to(m.part[1], 'UTF8') end,
                '' order by m.item),
            'UTF8')
        from regexp_matches(replace(encoded, '+', ' '), '%[0-9A-Fa-f]{2}|[^%]+|%', 'g')
            with ordinality m (part, item));
exception
    -- Not UTF-8, or with a null byte: no key of ours.
    when data_exception then
        return null;
end
$$;

comment on function pgfiles.decoded_key(text) is
    'A key as it stands in a notification of S3 or MinIO, encoded like a form (+ and %XX).';

-- sql/20_private/download_error.sql
create function pgfiles.download_error(file_id uuid)
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text := (select f.status from pgfiles.file f where f.id = download_error.file_id);
begin
    return (
        select pgfiles.error_as_json(e.sqlstate, e.message, file_id::text, null)
        from pgfiles.error e
        where e.code = case
            when v_status is null then 'file_not_found'
            when v_status <> 'ready' then 'file_not_ready'
            else 'variant_not_found' end);
end
$$;

comment on function pgfiles.download_error(uuid) is 'Why a file of a batch got no download URL.';

-- sql/20_private/entity_probe.sql
create function pgfiles.entity_probe(entity_type text, access text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_function text;
begin
    select t.* into v_type from pgfiles.entity_type t where t.name = entity_probe.entity_type;
    v_function := case access when 'see' then v_type.see_function else v_type.edit_function end;
    return case
        when v_function is not null then format('select %s($1)', v_function)
        when not coalesce(
            has_column_privilege(v_type.table_name, v_type.id_column, 'select'), false) then null
        when access = 'see' then format('select true from %s where %I = $1::%s',
            v_type.table_name, v_type.id_column, v_type.id_type)
        -- A row lock asks for the UPDATE policies of the table without writing, and as the weakest
        -- lock it only keeps the entity from being deleted until this transaction ends.
        when has_any_column_privilege(v_type.table_name, 'update') then
            format('select true from %s where %I = $1::%s for key share',
                v_type.table_name, v_type.id_column, v_type.id_type)
    end;
end
$$;

comment on function pgfiles.entity_probe(text, text) is
    'The query that answers, run as the caller with an entity''s id, whether he may see or edit '
    'it; null where he certainly may not.';

-- sql/20_private/error_as_json.sql
create function pgfiles.error_as_json(code text, message text, detail text, hint text)
    returns jsonb
    language sql
    immutable
    parallel safe
as $$
    select jsonb_build_object(
        'code', code, 'message', message,
        'details', nullif(detail, ''), 'hint', nullif(hint, ''))
$$;

comment on function pgfiles.error_as_json(text, text, text, text) is
    'An error of one item of a batch, in the shape of PostgREST''s error answers.';

-- sql/20_private/escape_field.sql
create function pgfiles.escape_field(field text)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    select replace(replace(replace(replace(
        field, '\', '\\'), E'\t', '\t'), E'\n', '\n'), E'\r', '\r')
$$;

comment on function pgfiles.escape_field(text) is
    'Escapes a field of a tab-separated line for Java, by the rules of COPY''s text format.';

-- sql/20_private/file_extension.sql
create function pgfiles.file_extension(file_type text)
    returns text
    language sql
    immutable
    parallel safe
as $$
    select case file_type
        when 'image/jpeg' then 'jpg'
        when 'image/png' then 'png'
        when 'image/gif' then 'gif'
        when 'image/webp' then 'webp'
        when 'image/tiff' then 'tif'
        when 'image/bmp' then 'bmp'
        when 'image/heic' then 'heic'
        when 'image/avif' then 'avif'
        when 'application/pdf' then 'pdf'
        when 'text/plain' then 'txt'
        else 'bin'
    end
$$;

comment on function pgfiles.file_extension(text) is
    'The ending of a key for a content type; bin for all that browsers need no ending for.';

-- sql/20_private/fill_entity_location.sql
create function pgfiles.fill_entity_location()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- Whoever keeps the entity locked must not keep the worker.
    set lock_timeout = '5s'
as $$
declare
    v_type pgfiles.entity_type;
begin
    select t.* into v_type from pgfiles.entity_type t where t.name = new.entity_type;
    if not found or new.latitude is null or new.longitude is null then
        return new;
    end if;
    -- As the worker: that the uploader may set these columns of this entity was checked in the
    -- transaction that made the file.
    begin
        if v_type.latitude_column is not null then
            execute format(
                    'update %s set %I = $1, %I = $2 '
                        'where %I = $3::%s and %2$I is null and %3$I is null',
                    v_type.table_name, v_type.latitude_column, v_type.longitude_column,
                    v_type.id_column, v_type.id_type)
                using new.latitude, new.longitude, new.entity_id;
        elsif v_type.location_column is not null then
            -- As text, since PostGIS may be in any schema, or not here at all.
            execute format(
                    'update %s set %I = $1::%s where %I = $2::%s and %2$I is null',
                    v_type.table_name, v_type.location_column, v_type.location_type,
                    v_type.id_column, v_type.id_type)
                using
                    format(
                        case v_type.location_type when 'point' then '(%s,%s)'
                            else 'SRID=4326;POINT(%s %s)' end,
                        new.longitude, new.latitude),
                    new.entity_id;
        end if;
    exception
        -- A rule of the application's table, say a check constraint, is no fault of the file.
        when others then
            new.status_detail := concat_ws('; ', new.status_detail,
                format('the location of its %s could not be set: %s', v_type.name, sqlerrm));
    end;
    return new;
end
$$;

comment on function pgfiles.fill_entity_location() is
    'Writes the place where a photo was taken to its entity, if that has none and the uploader '
    'consented.';

-- sql/20_private/fold_quota_usage.sql
create function pgfiles.fold_quota_usage(organization_id text default null)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows bigint;
begin
    -- Whoever folds at the same moment waits for these rows, and then finds them gone.
    with gone as (
        delete from pgfiles.quota_usage u
        where u.organization_id = fold_quota_usage.organization_id
            or fold_quota_usage.organization_id is null
                and exists (
                    select from pgfiles.quota_usage another
                    where another.organization_id = u.organization_id and another.id <> u.id)
        returning u.organization_id, u.bytes, u.files
    ), folded as (
        insert into pgfiles.quota_usage (organization_id, bytes, files)
        select g.organization_id, sum(g.bytes), sum(g.files)
        from gone g
        group by g.organization_id
        having sum(g.bytes) <> 0 or sum(g.files) <> 0
    )
    select count(*) into v_rows from gone;
    return v_rows;
end
$$;

comment on function pgfiles.fold_quota_usage(text) is
    'Makes one row of an organization''s rows in quota_usage, or for each organization; returns '
    'how many there were.';

-- sql/20_private/hash_chunks.sql
create function pgfiles.hash_chunks(organization_id text, hash bigint)
    returns bigint[]
    language sql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- Bits 16 and 17 tell the position of a chunk, the bits above them the organization: one index
    -- then is as good as one for each organization. An organization's id has no backslash.
    select array_agg((o.number << 18) | (n << 16) | ((hash >> (16 * n::integer)) & 65535))
    from generate_series(0::bigint, 3) n, (
        select ('x' || left(encode(sha256(organization_id::bytea), 'hex'), 8))::bit(32)::bigint
    ) o (number)
$$;

comment on function pgfiles.hash_chunks(text, bigint) is
    'Four chunks of 16 bits of a perceptual hash, each with its position and organization. Hashes '
    'that differ in at most 11 bits have a chunk that differs in at most 2.';

-- sql/20_private/is_dba.sql
create function pgfiles.is_dba()
    returns boolean
    language sql
    stable
    parallel safe
as $$
    -- is_superuser follows SET ROLE and not the owner of a security definer function, which is what
    -- is wanted here.
    select pgfiles.claims() is null and pg_catalog.current_setting('is_superuser')::pg_catalog.bool
$$;

comment on function pgfiles.is_dba() is
    'Whether the caller is a superuser outside of any request: psql, pg_cron, a migration.';

-- sql/20_private/is_in_caller_organization.sql
create function pgfiles.is_in_caller_organization(keys text[])
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_prefix text := pgfiles.current_organization_id() || '/';
begin
    return pgfiles.is_dba()
        or (select coalesce(bool_and(starts_with(k, v_prefix)), true)
            from unnest(keys) k);
end
$$;

comment on function pgfiles.is_in_caller_organization(text[]) is
    'Whether all keys belong to the caller''s organization, which is their first segment.';

-- sql/20_private/is_org_admin.sql
create function pgfiles.is_org_admin()
    returns boolean
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Contained is a text that equals it, and an array that has it (groups); not an object's key.
    return coalesce(
        pgfiles.claim_value(pgfiles.claims(), 'role') @> to_jsonb(pgfiles.setting('admin_role')),
        false);
end
$$;

comment on function pgfiles.is_org_admin() is
    'Whether the token''s application role is the setting admin_role, or its groups include it '
    '(claim role, not the database role).';

-- sql/20_private/is_type_allowed.sql
create function pgfiles.is_type_allowed(file_type text, allowed_types text[])
    returns boolean
    language sql
    immutable
    parallel safe
as $$
    select allowed_types && array[file_type, split_part(file_type, '/', 1) || '/*', '*/*']
$$;

comment on function pgfiles.is_type_allowed(text, text[]) is
    'Whether a content type matches type/subtype, type/* or */*.';

-- sql/20_private/log_action.sql
create function pgfiles.log_action(action text, file_ids uuid[])
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because the audit is nobody's to write. It says who is calling; there is nothing to
    -- pass it off as.
    if current_setting('transaction_read_only')::boolean then
        return;
    end if;
    insert into audit.logged_actions (action, file_ids)
    values (log_action.action, coalesce(log_action.file_ids, '{}'));
end
$$;

comment on function pgfiles.log_action(text, uuid[]) is
    'Writes an audit line for a call, unless the transaction is read-only (GET, standby).';

-- sql/20_private/log_change.sql
create function pgfiles.log_change()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_old jsonb := to_jsonb(old);
    v_new jsonb := to_jsonb(new);
    v_row jsonb := coalesce(v_new, v_old);
begin
    -- Definer, because the audit is nobody's to write. A trigger has no caller to check.
    -- Not a change: what a restore brings back (pg_dump sets row_security), and what the extension
    -- itself brings.
    if current_setting('row_security') = 'off'
        or tg_op = 'INSERT' and coalesce((v_new ->> 'is_shipped')::boolean, false) then
        return null;
    end if;
    select jsonb_object_agg(c.key, v_old -> c.key) filter (where tg_op <> 'INSERT'),
        jsonb_object_agg(c.key, v_new -> c.key) filter (where tg_op <> 'DELETE')
    into v_old, v_new
    from jsonb_object_keys(v_row) c (key)
    where v_old ->> c.key is distinct from v_new ->> c.key
        and (tg_nargs = 0 or c.key = any (tg_argv));
    if v_old is null and v_new is null then
        return null;
    end if;
    insert into audit.logged_actions
        (action, organization_id, file_ids, table_name, row_id, old_row, new_row, statement)
    values (
        lower(tg_op),
        coalesce(v_row ->> 'organization_id', pgfiles.current_organization_id()),
        case when tg_relid = 'pgfiles.file'::regclass then array[(v_row ->> 'id')::uuid]
            else '{}' end,
        format('%I.%I', tg_table_schema, tg_table_name),
        (select string_agg(v_row ->> a.attname::text, ' ' order by a.attnum)
         from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
         where i.indrelid = tg_relid and i.indisprimary),
        v_old, v_new, left(current_query(), 1000));
    return null;
end
$$;

comment on function pgfiles.log_change() is
    'Writes an audit line for a changed row: the columns that changed, or of those only the ones '
    'that the trigger names. No column and no statement of pgfiles holds a secret.';

-- sql/20_private/log_refusal.sql
create function pgfiles.log_refusal(code text, detail text)
    returns void
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    -- One line, even if a batch has thousands of such items: without its statement and context.
    set log_error_verbosity = terse
    set log_min_error_statement = panic
as $$
begin
    -- Definer, because not every role that can be refused may read where its claims are. It says
    -- who is calling; there is nothing to pass it off as.
    -- The transaction will be rolled back, and an audit line with it. As JSON, in which no claim or
    -- header can begin a new line.
    raise log 'pgfiles refused %', jsonb_build_object(
        'code', code,
        'detail', left(detail, 200),
        'organization_id', left(pgfiles.claim('organization_id'), 200),
        'user_id', left(pgfiles.claim('user_id'), 200),
        'role_name', current_setting('role'),
        'request_id', left(nullif(current_setting('request.headers', true), '')::json
            ->> 'x-request-id', 200));
end
$$;

comment on function pgfiles.log_refusal(text, text) is
    'Tells the server''s log who was refused what.';

-- sql/20_private/mark_aborted.sql
create function pgfiles.mark_aborted(file_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because clients must not set a status. The caller is checked in the condition: own
    -- file, still without bytes.
    update pgfiles.file f
    set status = 'rejected', status_reason = 'aborted',
        status_detail = 'given up by its uploader',
        processed_at = clock_timestamp()
    where f.id = mark_aborted.file_id
        and f.status = 'pending'
        and f.organization_id = pgfiles.current_organization_id()
        and f.owner_id = pgfiles.current_user_id();
end
$$;

comment on function pgfiles.mark_aborted(uuid) is
    'Sets a pending file of the caller to rejected (aborted).';

-- sql/20_private/mark_arrived.sql
create function pgfiles.mark_arrived(s3_buckets text[], keys text[])
    returns uuid[]
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    -- Definer, because clients must not set a status. The caller is nobody's user: only the role of
    -- the store's notifications may execute this, and it can do no more than confirm uploads that
    -- are waited for. The worker then looks at the object itself.
    with arrived as (
        update pgfiles.file f
        set status = 'uploaded', status_reason = null, status_detail = null,
            uploaded_at = clock_timestamp()
        from unnest(s3_buckets, keys) o (s3_bucket, key)
        join pgfiles.bucket b on b.s3_bucket = o.s3_bucket
        where f.bucket = b.name
            and f.s3_original_key = o.key
            and pgfiles.awaits_bytes(f.status, f.status_reason)
        returning f.id
    )
    select coalesce(array_agg(a.id), '{}') from arrived a
$$;

comment on function pgfiles.mark_arrived(text[], text[]) is
    'Sets pending files to uploaded by the S3 bucket and key of their objects; returns which.';

-- sql/20_private/mark_released.sql
create function pgfiles.mark_released(file_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_type text;
begin
    -- Definer, because clients must not set a status. The caller is checked in the condition: admin
    -- of the organization, DBA.
    update pgfiles.file f
    set status = 'ready', status_reason = null, status_detail = null
    where f.id = mark_released.file_id
        and f.status = 'rejected'
        and f.status_reason = 'quarantined'
        and (pgfiles.is_dba()
            or f.organization_id = pgfiles.current_organization_id() and pgfiles.is_org_admin())
    returning f.file_type into v_file_type;
    -- Nobody made what it lacks meanwhile.
    if v_file_type like 'image/%' then
        perform pgfiles.enqueue_job('make_variants', file_id, 100::smallint);
    end if;
end
$$;

comment on function pgfiles.mark_released(uuid) is
    'Sets a file in quarantine to ready, if the caller is an admin of its organization or a DBA.';

-- sql/20_private/mark_uploaded.sql
create function pgfiles.mark_uploaded(file_ids uuid[])
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_dba boolean := pgfiles.is_dba();
    v_is_admin boolean := pgfiles.is_org_admin();
    v_organization_id text := pgfiles.current_organization_id();
    v_user_id text := pgfiles.current_user_id();
begin
    -- Definer, because clients must not set a status. The caller is checked in the condition:
    -- owner, admin of the organization, DBA.
    update pgfiles.file f
    set status = 'uploaded', status_reason = null, status_detail = null,
        uploaded_at = clock_timestamp()
    where f.id = any (file_ids)
        and (v_is_dba
            or f.organization_id = v_organization_id
                and (v_is_admin or f.owner_id = v_user_id))
        and pgfiles.awaits_bytes(f.status, f.status_reason);
end
$$;

comment on function pgfiles.mark_uploaded(uuid[]) is
    'Sets pending files of the caller to uploaded, which queues their jobs; others are left as '
    'they are.';

-- sql/20_private/open_column_url.sql
create function pgfiles.open_column_url(bucket text, key text, file_name text)
    returns text
    language plpgsql
    stable
    strict
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_prefix text :=
        case when pgfiles.is_dba() then '' else pgfiles.current_organization_id() || '/' end;
    v_scope text := pgfiles.signing_scope(bucket);
    v_window integer := greatest(1, pgfiles.setting('download_stable_for')::integer);
    v_cdn_base_url text := (
        select b.cdn_base_url
        from pgfiles.bucket b
        where b.name = open_column_url.bucket);
    v_signer pgfiles.signer;
begin
    -- Definer, because signing keys are granted to nobody. Who may see a file was decided by
    -- row-level security as the caller; what is checked here again, and by Java for every row, is
    -- the wall between organizations.
    if not starts_with(key, v_prefix) then
        perform pgfiles.raise_error('file_not_found');
    elsif v_cdn_base_url is not null then
        return v_cdn_base_url || '/' || key;
    end if;
    v_signer := pgfiles.open_signer(
        bucket, pgfiles.setting('download_expires_in')::integer, v_window);
    -- Assigned and not performed: the plan of a query shows its arguments, and with them the key,
    -- to auto_explain.
    v_scope := pgfiles.java_open_column(
        v_scope, v_prefix, v_signer.profile, v_signer.expires_in, v_signer.valid_until);
    return pgfiles.checked_java_result(pgfiles.java_column_url(v_scope, key, file_name));
end
$$;

comment on function pgfiles.open_column_url(text, text, text) is
    'Opens a bucket for the rest of the caller''s rows in Java, and signs the first; of a bucket '
    'with a CDN, gives its unsigned URL.';

-- sql/20_private/open_signer.sql
create function pgfiles.open_signer(bucket text, expires_in integer, stable_for integer default 0)
    returns pgfiles.signer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := date_trunc('second', clock_timestamp());
    v_today timestamptz := date_trunc('day', v_now, 'UTC');
    v_window integer := greatest(stable_for, 1);
    v_signed_at timestamptz;
    v_signer pgfiles.signer;
begin
    -- A stable URL is signed at the start of its window, so that the same request gives the same
    -- URL within it, and lives that much longer. The window starts anew at midnight UTC, since the
    -- key of yesterday is no longer ours to use.
    v_signed_at := greatest(
        v_today, to_timestamp(floor(extract(epoch from v_now) / v_window) * v_window));
    v_signer.valid_until := floor(extract(epoch from v_now) / v_window) * v_window + v_window;
    v_signer.expires_at := v_signed_at
        + make_interval(secs => expires_in + greatest(stable_for, 0));

    select
        concat_ws(E'\t',
            coalesce(b.public_endpoint, b.endpoint, 'https://s3.' || b.region || '.amazonaws.com'),
            b.region,
            b.s3_bucket,
            case when b.is_path_style then 'path' else 'virtual' end,
            k.access_key_id,
            encode(k.signing_key, 'hex'),
            k.session_token,
            extract(epoch from v_signed_at)::bigint),
        -- A URL dies with the session token that it was signed with; the answer says what it got.
        least(v_signer.expires_at, k.expires_at)
    into v_signer.profile, v_signer.expires_at
    from pgfiles.bucket b
    join pgfiles.signing_key k
        on k.credential_profile = coalesce(b.credential_profile, '')
        and k.region = b.region
        and k.date = (v_signed_at at time zone 'UTC')::date
    where b.name = open_signer.bucket
        and (k.expires_at is null or k.expires_at > v_now + interval '1 second');
    if v_signer.profile is null then
        perform pgfiles.raise_error('signing_key_missing',
            format('bucket %s has no signing key for %s (UTC)',
                bucket, (v_signed_at at time zone 'UTC')::date),
            'run: select pgfiles.refresh_signing_keys(), and keep the worker '
                'scheduled, which does it every hour');
    end if;
    v_signer.expires_in := extract(epoch from v_signer.expires_at - v_signed_at);
    return v_signer;
end
$$;

comment on function pgfiles.open_signer(text, integer, integer) is
    'Finds endpoint and signing key of a bucket for URLs that live expires_in seconds, stable '
    'within windows of stable_for.';

-- sql/20_private/original_key.sql
create function pgfiles.original_key(
    organization_id text, entity_type text, entity_id text, file_id uuid, file_type text
)
    returns text
    language sql
    stable
    parallel safe
as $$
    -- Names never reach a key, so any name works. An entity's id may be any text: what S3 would
    -- have to escape is replaced, and the file's own id keeps the key unique.
    select concat_ws('/',
        organization_id,
        coalesce(entity_type, '_'),
        coalesce(left(regexp_replace(entity_id, '[^A-Za-z0-9_-]', '-', 'g'), 64), '_'),
        file_id::text,
        'original.' || pgfiles.file_extension(file_type))
$$;

comment on function pgfiles.original_key(text, text, text, uuid, text) is
    'The S3 key of an upload: organization/entity_type/entity_id/file_id/original.extension.';

-- sql/20_private/part_size_for.sql
create function pgfiles.part_size_for(file_size bigint)
    returns bigint
    language sql
    immutable
    strict
    parallel safe
as $$
    -- At most 10,000 parts: a 10,000th of the file rounded up to whole MiB, and 8 MiB at least.
    select greatest(8388608, (file_size + 10485759999) / 10485760000 * 1048576)
$$;

comment on function pgfiles.part_size_for(bigint) is
    'Bytes of a part of a multipart upload of so many bytes.';

-- sql/20_private/prepare_file.sql
create function pgfiles.prepare_file()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bucket pgfiles.bucket;
begin
    -- A row that has its key already comes out of a dump.
    if new.s3_original_key is not null then
        return new;
    end if;
    if new.owner_id is null then
        perform pgfiles.raise_error('not_signed_in',
            'the token has neither user.user_id nor sub', 'sign in');
    end if;
    new.file_name := pgfiles.checked_file_name(new.file_name);
    new.file_type := pgfiles.checked_file_type(new.file_type);

    select b.* into v_bucket
    from pgfiles.bucket b
    where b.name = coalesce(new.bucket, pgfiles.bucket_for(new.organization_id, new.entity_type));
    if not found then
        perform pgfiles.raise_error('bucket_missing', 'no bucket has is_default',
            'insert a row into pgfiles.bucket');
    end if;
    new.bucket := v_bucket.name;

    perform pgfiles.check_file_size(new.file_size, v_bucket.max_bytes, new.upload_method);
    perform pgfiles.check_type_is_allowed(new.file_type, v_bucket.allowed_types);
    if new.sha256 is not null and new.sha256 !~ '^[0-9a-f]{64}$' then
        perform pgfiles.raise_error('invalid_argument', 'sha256 must be 64 lower-case hex digits',
            'leave it out, or send the digest in hex');
    end if;
    if new.file_size is null then
        new.form_max_size := v_bucket.max_bytes;
    end if;
    new.s3_original_key := pgfiles.original_key(
        new.organization_id, new.entity_type, new.entity_id, new.id, new.file_type);
    new.uploader_id := (
        select u.id
        from identity.users u
        where u.organization_id = new.organization_id and u.user_id = new.owner_id);
    return new;
end
$$;

comment on function pgfiles.prepare_file() is
    'Checks a new file against its bucket''s limits and gives it its place: bucket and key.';

-- sql/20_private/queue_missing_variants.sql
create function pgfiles.queue_missing_variants()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- What a restore brings back is no change (pg_dump sets row_security).
    if current_setting('row_security') = 'on' then
        perform pgfiles.make_missing_variants();
    end if;
    return null;
end
$$;

comment on function pgfiles.queue_missing_variants() is
    'Queues the files that lack a copy, once a variant, a watermark or a bucket''s exif_policy was '
    'added or changed.';

-- sql/20_private/raise_error.sql
create function pgfiles.raise_error(
    code text, detail text default '', hint text default '', retry_after integer default null
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_error pgfiles.error;
begin
    select e.* into v_error from pgfiles.error e where e.code = raise_error.code;
    if not found then
        raise exception using errcode = 'XX000', message = 'Unknown error code', detail = code;
    end if;
    if v_error.is_logged then
        perform pgfiles.log_refusal(code, raise_error.detail);
    end if;
    -- PostgREST puts MESSAGE of a PTxyz error verbatim into the HTTP status line: it stays a
    -- constant of the catalogue, and everything variable goes to DETAIL and HINT.
    if retry_after is null then
        raise exception using
            errcode = v_error.sqlstate,
            message = v_error.message,
            detail = raise_error.detail,
            hint = raise_error.hint;
    end if;
    -- The only form of an error in which PostgREST takes headers; its answer is as above.
    raise exception using
        errcode = 'PGRST',
        message = jsonb_build_object('code', v_error.sqlstate, 'message', v_error.message,
            'details', raise_error.detail, 'hint', raise_error.hint),
        detail = jsonb_build_object('status', v_error.http_status,
            'headers', jsonb_build_object('Retry-After', retry_after::text));
end
$$;

comment on function pgfiles.raise_error(text, text, text, integer) is
    'Raises an error of the catalogue pgfiles.error; detail gives the limit and the value '
    'received, hint what to do, retry_after the seconds after which it may go better.';

-- sql/20_private/read_exif.sql
create function pgfiles.read_exif(image bytea)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, so that a caller needs no right to PL/Java's own tables, which it reads when it
    -- loads the class. There is nothing to check: it looks at its argument and at nothing else.
    return pgfiles.checked_java_result(pgfiles.java_parse_exif(image))::jsonb;
end
$$;

comment on function pgfiles.read_exif(bytea) is
    'The EXIF of an image as JSON, or an error if it is none.';

-- sql/20_private/refuse_change.sql
create function pgfiles.refuse_change()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.raise_error('not_allowed', tg_table_schema || '.' || tg_table_name,
        'a file is changed by functions only; a DBA may change pgfiles.file');
    return null;
end
$$;

comment on function pgfiles.refuse_change() is
    'Answers a direct change of the view files. Clients lack the privilege anyway; without the '
    'trigger they would be told that the view cannot be updated, as an error of the server.';

-- sql/20_private/register_upload.sql
create function pgfiles.register_upload()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid;
begin
    if new.s3_original_key is null then
        perform pgfiles.raise_error('invalid_argument', 's3_original_key is missing',
            'call generate_upload_url: it makes the row, and confirm_upload finishes it');
    end if;
    -- Only a key that was issued to the caller is registered: as the caller, and for a file of his
    -- own that has no bytes yet.
    select f.id into v_file_id
    from pgfiles.file f
    where f.s3_original_key = new.s3_original_key
        and f.owner_id = pgfiles.current_user_id()
        and f.entity_type is not distinct from coalesce(new.entity_type, f.entity_type)
        and f.entity_id is not distinct from coalesce(new.entity_id, f.entity_id);
    if not found then
        perform pgfiles.raise_error('file_not_found',
            'no upload with this s3_original_key was issued to you for this entity',
            'insert what request_upload_url and get_upload_url gave you');
    end if;
    perform pgfiles.declare_file_size(v_file_id, new.file_size);
    perform pgfiles.mark_uploaded(array[v_file_id]);
    perform pgfiles.log_action('register_upload', array[v_file_id]);
    select f.* into new from files.files f where f.id = v_file_id;
    return new;
end
$$;

comment on function pgfiles.register_upload() is
    'What an insert into files does: it confirms the caller''s upload of that key, as polling '
    'clients expect.';

-- sql/20_private/replace_shipped_row.sql
create function pgfiles.replace_shipped_row()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A restore creates the extension, and with it the shipped rows, before it brings back the
    -- changed ones.
    if tg_op = 'INSERT' then
        execute format('delete from %s where name = $1 and is_shipped', tg_relid::regclass)
            using new.name;
    else
        new.is_shipped := false;
    end if;
    return new;
end
$$;

comment on function pgfiles.replace_shipped_row() is
    'Lets a changed row replace the shipped one of the same name, and marks a shipped row that is '
    'changed.';

-- sql/20_private/setting.sql
create function pgfiles.setting(name text)
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        (select s.value from pgfiles.setting s where s.name = setting.name),
        (select d.value from pgfiles.default_setting d where d.name = setting.name)
    );
end
$$;

comment on function pgfiles.setting(text) is
    'The value of a setting: the installation''s own, else the default.';

-- sql/20_private/sign_downloads.sql
create function pgfiles.sign_downloads(
    bucket text,
    keys text[],
    file_names text[],
    expires_in integer,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns table (item bigint, url text, expires_at timestamptz)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_signer pgfiles.signer;
    v_requests text[];
    v_urls text[];
    v_cdn_base_url text;
begin
    -- Definer, because signing keys are granted to nobody. Who may see a file was decided by
    -- row-level security as the caller; what is checked here again is the wall between
    -- organizations.
    if not pgfiles.is_in_caller_organization(keys) then
        perform pgfiles.raise_error('file_not_found');
    end if;
    select b.cdn_base_url into v_cdn_base_url
    from pgfiles.bucket b
    where b.name = sign_downloads.bucket;
    if v_cdn_base_url is not null then
        return query
            select k.item, v_cdn_base_url || '/' || k.key, null::timestamptz
            from unnest(keys) with ordinality k (key, item);
        return;
    end if;
    v_signer := pgfiles.open_signer(bucket, expires_in, stable_for);
    v_requests := array(
        select concat_ws(E'\t', 'GET', v_signer.expires_in, k.key,
            case when is_attachment then 'download' else 'inline' end,
            pgfiles.escape_field(k.file_name))
        from unnest(keys, file_names) with ordinality k (key, file_name, item)
        order by k.item);
    v_urls := pgfiles.sign_requests(v_signer, v_requests);
    return query
        select u.item, u.url, v_signer.expires_at
        from unnest(v_urls) with ordinality u (url, item);
end
$$;

comment on function pgfiles.sign_downloads(text, text[], text[], integer, boolean, integer) is
    'Signs the GETs of keys in the caller''s organization; of a bucket with a CDN, gives its '
    'unsigned URLs instead.';

-- sql/20_private/sign_form.sql
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
as $$
declare
    v_file pgfiles.file;
    v_signer pgfiles.signer;
    v_answer text[];
begin
    -- Definer, because signing keys are granted to nobody. The caller is checked first: own file,
    -- still without bytes.
    update pgfiles.file f
    set form_max_size = sign_form.max_size
    where f.id = sign_form.file_id
        and f.status = 'pending'
        and f.upload_method = 'form'
        and f.organization_id = pgfiles.current_organization_id()
        and f.owner_id = pgfiles.current_user_id()
    returning f.* into v_file;
    if not found then
        perform pgfiles.raise_error('file_not_found', sign_form.file_id::text,
            'ask for an upload form of your own');
    end if;
    v_signer := pgfiles.open_signer(v_file.bucket, expires_in);
    v_answer := string_to_array(pgfiles.checked_java_result(pgfiles.java_sign_form(v_signer.profile,
        concat_ws(E'\t', v_signer.expires_in, v_file.s3_original_key, 'exact', min_size, max_size,
            'Content-Type', v_file.file_type))), E'\t');
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

-- sql/20_private/sign_multipart.sql
create function pgfiles.sign_multipart(
    file_id uuid,
    upload_id text,
    verb text,
    part_numbers integer[],
    expires_in integer
)
    returns table (
        part_number integer, method text, url text, headers jsonb, expires_at timestamptz)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_file pgfiles.file;
    v_upload pgfiles.multipart_upload;
    v_signer pgfiles.signer;
    v_method text :=
        case verb
            when 'part' then 'PUT'
            when 'list' then 'GET'
            when 'abort' then 'DELETE'
            else 'POST'
        end;
    v_headers jsonb[];
    v_requests text[];
    v_urls text[];
begin
    -- Definer, because signing keys are granted to nobody. The caller is checked first: own file,
    -- still under way.
    select f.* into v_file
    from pgfiles.file f
    where f.id = sign_multipart.file_id
        and pgfiles.awaits_bytes(f.status, f.status_reason)
        and f.upload_method = 'multipart'
        and f.organization_id = pgfiles.current_organization_id()
        and f.owner_id = pgfiles.current_user_id();
    if not found then
        perform pgfiles.raise_error('file_not_found',
            coalesce(sign_multipart.file_id::text, 'file_id is missing'),
            'send the file_id of create_multipart_upload, before its upload is '
                'confirmed or aborted');
    end if;
    -- Every signing is activity, and shows the upload id that S3 gave the client.
    insert into pgfiles.multipart_upload as m (file_id, part_size, part_count)
    select v_file.id, s.part_size, (v_file.file_size + s.part_size - 1) / s.part_size
    from pgfiles.part_size_for(v_file.file_size) s (part_size)
    on conflict (file_id) do update
    set last_activity_at = clock_timestamp(),
        upload_id = coalesce(sign_multipart.upload_id, m.upload_id)
    returning m.* into v_upload;
    if verb <> 'create' then
        perform pgfiles.check_multipart_arguments(
            v_upload.upload_id, v_upload.part_size, v_upload.part_count, part_numbers);
    end if;

    v_headers := array(
        select case when verb = 'part' then jsonb_build_object('content-length', (
                case when n = v_upload.part_count
                    then v_file.file_size - v_upload.part_size * (v_upload.part_count - 1)
                    else v_upload.part_size end)::text)
            when verb = 'create' then jsonb_build_object('content-type', v_file.file_type)
                || (select b.upload_headers from pgfiles.bucket b where b.name = v_file.bucket)
            -- A second upload of the same key could otherwise replace what the worker has checked.
            when verb = 'complete' and (
                select b.has_conditional_writes from pgfiles.bucket b where b.name = v_file.bucket)
                then '{"if-none-match": "*"}'
            else '{}' end
        from unnest(part_numbers) with ordinality p (n, item) order by item);
    v_signer := pgfiles.open_signer(v_file.bucket, expires_in);
    v_requests := array(
        select concat_ws(E'\t', v_method, v_signer.expires_in, v_file.s3_original_key,
            pgfiles.signed_header_fields(p.headers),
            case when verb = 'create' then E'q:uploads\t'
                else E'q:uploadId\t' || pgfiles.escape_field(v_upload.upload_id) end,
            case verb when 'part' then E'q:partNumber\t' || p.n
                when 'list' then E'q:max-parts\t1000\tq:part-number-marker\t' || p.n end)
        from unnest(part_numbers, v_headers) with ordinality p (n, headers, item) order by item);
    v_urls := pgfiles.sign_requests(v_signer, v_requests);
    return query
        select u.part_number, v_method, u.url, u.headers, v_signer.expires_at
        from unnest(part_numbers, v_urls, v_headers) u (part_number, url, headers);
end
$$;

comment on function pgfiles.sign_multipart(uuid, text, text, integer[], integer) is
    'Signs a request of a multipart upload of the caller: create, part, list, complete or abort. A '
    'part is bound to its exact size.';

-- sql/20_private/sign_requests.sql
create function pgfiles.sign_requests(signer pgfiles.signer, requests text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer text;
begin
    -- One value in and one out: crossing into Java costs more than signing.
    if cardinality(requests) = 1 then
        v_answer := pgfiles.java_presign(signer.profile, requests[1]);
    elsif cardinality(requests) > 1 then
        v_answer := convert_from(
            pgfiles.java_presign_batch(
                signer.profile, convert_to(array_to_string(requests, E'\n'), 'UTF8')),
            'UTF8');
        -- Our own requests are right or all wrong; one that is not fails the call.
        if strpos(v_answer, E'\n!') > 0 then
            v_answer := split_part(substr(v_answer, strpos(v_answer, E'\n!') + 1), E'\n', 1);
        end if;
    end if;
    return string_to_array(pgfiles.checked_java_result(v_answer), E'\n');
end
$$;

comment on function pgfiles.sign_requests(pgfiles.signer, text[]) is
    'One URL for each request, in order. Assign it and never select from it: the plan of a query '
    'shows the signer''s key to auto_explain. See java_presign for what a request looks like.';

-- sql/20_private/sign_uploads.sql
create function pgfiles.sign_uploads(file_ids uuid[], expires_in integer)
    returns table (file_id uuid, url text, headers jsonb, expires_at timestamptz)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    -- Planning anew for every value would cost as much as signing.
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_organization_id text := pgfiles.current_organization_id();
    v_user_id text := pgfiles.current_user_id();
    v_bucket text;
    v_file_ids uuid[];
    v_headers jsonb[];
    v_keys text[];
    v_signer pgfiles.signer;
    v_requests text[];
    v_urls text[];
begin
    -- Definer, because signing keys are granted to nobody. The caller is checked first: own files
    -- without bytes, no others.
    for v_bucket, v_file_ids, v_headers, v_keys in
        select f.bucket, array_agg(f.id),
            array_agg(jsonb_strip_nulls(jsonb_build_object(
                'content-type', f.file_type,
                'content-length', f.file_size::text,
                'if-none-match', case when b.has_conditional_writes then '*' end,
                'x-amz-checksum-sha256', encode(decode(f.sha256, 'hex'), 'base64')))
                || b.upload_headers),
            array_agg(f.s3_original_key)
        -- A join and not "= any": that is combined with an index of the owner's files, all of them.
        from unnest(file_ids) i (id)
        join pgfiles.file f on f.id = i.id
        join pgfiles.bucket b on b.name = f.bucket
        where f.status = 'pending'
            and f.upload_method in ('put', 'unsized_put')
            and f.organization_id = v_organization_id
            and f.owner_id = v_user_id
        group by f.bucket
    loop
        v_signer := pgfiles.open_signer(v_bucket, expires_in);
        v_requests := array(
            select concat_ws(E'\t',
                'PUT', v_signer.expires_in, k.key, pgfiles.signed_header_fields(k.headers))
            from unnest(v_keys, v_headers) with ordinality k (key, headers, item)
            order by k.item);
        v_urls := pgfiles.sign_requests(v_signer, v_requests);
        return query
            select u.file_id, u.url, u.headers, v_signer.expires_at
            from unnest(v_file_ids, v_urls, v_headers) u (file_id, url, headers);
    end loop;
end
$$;

comment on function pgfiles.sign_uploads(uuid[], integer) is
    'Signs the PUTs of pending files of the caller: exact size and type, no overwriting, SHA-256 '
    'where declared.';

-- sql/20_private/signed_header_fields.sql
create function pgfiles.signed_header_fields(headers jsonb)
    returns text
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select string_agg(
            'h:' || h.key || E'\t' || pgfiles.escape_field(h.value), E'\t' order by h.key)
        from jsonb_each_text(headers) h);
end
$$;

comment on function pgfiles.signed_header_fields(jsonb) is
    'Headers as fields of a request to java_presign.';

-- sql/20_private/signing_scope.sql
create function pgfiles.signing_scope(bucket text)
    returns text
    language sql
    stable
    parallel safe
as $$
    -- The whole claims: whoever has other claims has another scope. For a superuser, who has none,
    -- the role tells.
    select bucket || ' ' || current_setting('is_superuser') || ' '
        || coalesce(current_setting('request.jwt.claims', true), '')
$$;

comment on function pgfiles.signing_scope(text) is
    'For whom and for which bucket java_column_url signs.';

-- sql/20_private/similar_files.sql
create function pgfiles.similar_files(file_id uuid, max_distance integer)
    returns table (id uuid, distance integer)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    rows 20
as $$
    -- Definer, because row-level security would keep the index from being used: overlap of arrays
    -- is not leakproof. It looks in the file's organization only, which must be the caller's, and
    -- tells no more than ids: who may see those files is the caller's view to decide.
    with file as (
        select f.id, f.organization_id, f.perceptual_hash
        from pgfiles.file f
        where f.id = similar_files.file_id
            and (f.organization_id = pgfiles.current_organization_id() or pgfiles.is_dba())
    ), wanted as materialized (
        -- Every chunk, with each of at most max_distance / 4 bits turned.
        select array_agg(c.chunk # m.mask) as chunks
        from file f
        cross join unnest(pgfiles.hash_chunks(f.organization_id, f.perceptual_hash)) c (chunk)
        cross join (
            select 0::bigint
            union
            select (1::bigint << i) | (1::bigint << j)
            from generate_series(0, 15) i, generate_series(i, 15) j
            where max_distance / 4 >= case when i = j then 1 else 2 end
        ) m (mask)
    )
    select o.id, d.distance
    from file f
    join pgfiles.file o on o.organization_id = f.organization_id and o.id <> f.id
    cross join bit_count((o.perceptual_hash # f.perceptual_hash)::bit(64)) b (bits)
    cross join cast(b.bits as integer) d (distance)
    where o.perceptual_hash is not null
        and pgfiles.hash_chunks(o.organization_id, o.perceptual_hash)
            && (select w.chunks from wanted w)
        and o.status = 'ready'
        and d.distance <= max_distance
$$;

comment on function pgfiles.similar_files(uuid, integer) is
    'The other pictures of a file''s organization whose perceptual hash differs in at most '
    'max_distance bits, up to 11: by the index on four chunks of the hash, one of which then '
    'differs in at most a quarter.';

-- sql/20_private/stripped_key.sql
create function pgfiles.stripped_key(original_key text, file_type text, exif_policy text)
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- The types that org.pgfiles.metadata.Stripper can strip.
    select case
        when exif_policy <> 'keep'
            and file_type in ('image/jpeg', 'image/png', 'image/webp', 'image/gif')
        then pgfiles.variant_key(original_key, 'stripped.' || pgfiles.file_extension(file_type))
    end
$$;

comment on function pgfiles.stripped_key(text, text, text) is
    'The S3 key of the copy without metadata; null if the bucket''s exif_policy needs none, or of '
    'this type none can be made.';

-- sql/20_private/take_tokens.sql
create function pgfiles.take_tokens(subject text, per_minute integer, tokens integer)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- The row is locked until the transaction ends. A bucket for every ten calls a second keeps
    -- that from being felt; the same one all through a transaction keeps it from dead locks.
    v_slots integer := least(greatest(per_minute / 600, 1), 100);
    v_slot integer := abs(hashint8(pg_current_xact_id()::text::bigint) % v_slots);
    -- More than a full bucket is never there: a larger call takes all of it.
    v_cost interval := least(interval '1 minute' * tokens * v_slots / per_minute, '1 minute');
    v_retry_after integer;
begin
    insert into pgfiles.rate_limit as r (subject, slot, full_at)
    values (take_tokens.subject, v_slot, clock_timestamp() + v_cost)
    on conflict on constraint rate_limit_pkey do update
    set full_at = greatest(r.full_at, clock_timestamp()) + v_cost
    where greatest(r.full_at, clock_timestamp()) + v_cost
        <= clock_timestamp() + interval '1 minute';
    if not found then
        select ceil(extract(epoch from r.full_at + v_cost - interval '1 minute')
            - extract(epoch from clock_timestamp()))
        into v_retry_after
        from pgfiles.rate_limit r
        where r.subject = take_tokens.subject and r.slot = v_slot;
        perform pgfiles.raise_error('rate_limited',
            format('at most %s calls a minute for %s', per_minute, split_part(subject, ' ', 1)),
            'wait as Retry-After says, or ask for many files in one call',
            greatest(v_retry_after, 1));
    end if;
end
$$;

comment on function pgfiles.take_tokens(text, integer, integer) is
    'Takes tokens from a bucket that holds as many as per_minute and is filled again within a '
    'minute, or raises rate_limited. subject: its kind, a blank, its name.';

-- sql/20_private/unescape_field.sql
create function pgfiles.unescape_field(field text)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    -- A backslash stands for itself only when doubled, so the doubled ones are set aside first.
    select replace(replace(replace(replace(replace(
        field, '\\', E'\x01'), '\t', E'\t'), '\n', E'\n'), '\r', E'\r'), E'\x01', '\')
$$;

comment on function pgfiles.unescape_field(text) is
    'The reverse of escape_field, for fields that come from Java.';

-- sql/20_private/url_of_key.sql
create function pgfiles.url_of_key(key text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_url text;
begin
    -- The view tells which copy the caller may have.
    select pgfiles.column_url(v.bucket, v.download_key, v.file_name) into v_url
    from pgfiles.file f
    join files.files v on v.id = f.id
    where f.s3_original_key = url_of_key.key and f.status = 'ready';
    if not found and pgfiles.is_dba() then
        select pgfiles.column_url(
            b.name, url_of_key.key, regexp_replace(url_of_key.key, '^.*/', ''))
        into v_url
        from pgfiles.bucket b
        where b.is_default;
    end if;
    return v_url;
end
$$;

comment on function pgfiles.url_of_key(text) is
    'The download URL of a key that the caller may see; for a DBA of any key of the default '
    'bucket.';

-- sql/20_private/used_quota.sql
create function pgfiles.used_quota(organization_id text, out bytes bigint, out files bigint)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows bigint;
begin
    -- Volatile, so that it sees what others committed while the caller waited for them.
    select coalesce(sum(u.bytes), 0), coalesce(sum(u.files), 0), count(*)
    into bytes, files, v_rows
    from pgfiles.quota_usage u
    where u.organization_id = used_quota.organization_id;
    if v_rows > 500 and pg_try_advisory_xact_lock(
            'pgfiles.quota_usage'::regclass::oid::integer, hashtext(organization_id)) then
        perform pgfiles.fold_quota_usage(organization_id);
    end if;
end
$$;

comment on function pgfiles.used_quota(text) is
    'What an organization uses. Folds its rows once they are many, unless somebody else is at it.';

-- sql/20_private/uuid_v7.sql
create function pgfiles.uuid_v7()
    returns uuid
    language plpgsql
    volatile
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_us bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
    -- 48 bits of Unix milliseconds, the version, 12 bits of the fraction of the millisecond (RFC
    -- 9562, sections 5.7 and 6.2, method 3: the files of a batch keep their order), and 62 random
    -- bits behind the variant, which a random uuid has already.
    return encode(
        substring(int8send(v_us / 1000) from 3)
            || int2send((x'7000'::integer + v_us % 1000 * 4096 / 1000)::smallint)
            || substring(uuid_send(gen_random_uuid()) from 9),
        'hex')::uuid;
end
$$;

comment on function pgfiles.uuid_v7() is
    'A time-ordered uuid (RFC 9562, version 7), so that new rows land on the right edge of an '
    'index.';

-- sql/20_private/variant_key.sql
create function pgfiles.variant_key(original_key text, object_name text)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    select regexp_replace(original_key, '[^/]*$', object_name)
$$;

comment on function pgfiles.variant_key(text, text) is 'The S3 key of a copy, beside its original.';

-- sql/20_private/without_gps.sql
create function pgfiles.without_gps(exif jsonb)
    returns jsonb
    language sql
    immutable
    strict
    parallel safe
    -- It costs more, but the view files.files has to be cheap: see there.
    cost 1
    set search_path = pg_catalog, pg_temp
as $$
    -- A tag without a name may be one of the GPS block.
    select coalesce(jsonb_object_agg(t.key, t.value), '{}')
    from jsonb_each(exif) t
    where t.key not like 'GPS%' and t.key not like 'Unknown tag%'
$$;

comment on function pgfiles.without_gps(jsonb) is 'All EXIF tags but those that tell the place.';

-- sql/25_identity/check_token.sql
create function identity.check_token(claims jsonb)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_refusal text;
begin
    if starts_with(current_setting('role'), 'api_service_') then
        if not exists (
            select from identity.service_token t
            where t.jti = claims ->> 'jti'
                and t.role = current_setting('role')
                and t.organization_id = pgfiles.current_organization_id()
                and t.revoked_at is null
                and t.expires_at > now()) then
            v_refusal := 'not a registered service token of this role and organization, revoked '
                'or expired';
        end if;
    -- A request without a token has the claim role alone. Unless set, these settings are '{}'.
    elsif claims - 'role' <> '{}' then
        select 'not allowed by ' || string_agg(s.name, ', ' order by s.name) into v_refusal
        from pgfiles.setting s
        where s.name in ('token_issuers', 'token_client_ids', 'token_uses')
            and s.value <> '{}'
            and not coalesce(
                case s.name
                    when 'token_issuers' then claims -> 'iss'
                    when 'token_uses' then claims -> 'token_use'
                    else coalesce(claims -> 'client_id', claims -> 'azp', claims -> 'aud')
                end ?| s.value::text[],
                false);
    end if;
    if v_refusal is not null then
        perform pgfiles.raise_error('token_refused', v_refusal, 'sign in to this application');
    end if;
end
$$;

comment on function identity.check_token(jsonb) is
    'Refuses a token that PostgREST has found valid and that is not meant for us: a service token '
    'by the table identity.service_token, any other by the settings token_issuers, '
    'token_client_ids and token_uses.';

-- sql/25_identity/pre_request.sql
create function identity.pre_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
begin
    -- Definer, because it reads and writes what is nobody's, also for the anonymous role. It acts
    -- on the claims of the request only.
    if v_claims is null then
        return;
    end if;
    perform identity.check_token(v_claims);
    if current_setting('transaction_read_only')::boolean then
        return;
    end if;
    begin
        perform identity.save_user(v_claims);
    exception
        -- Most requests need no row of their user; so it is no reason to refuse one.
        when others then
            raise warning 'pgfiles: the user could not be saved: % %', sqlstate, sqlerrm;
    end;
end
$$;

comment on function identity.pre_request() is
    'For PostgREST''s db-pre-request: refuses tokens that are not meant for this application, and '
    'keeps identity.users. A request that only reads (GET, standby) writes nothing.';

-- sql/25_identity/save_user.sql
create function identity.save_user(claims jsonb)
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- In one go, a third cheaper than one by one: this is done for every request that may write.
    v_values text[] := array(
        select pgfiles.claim_at(claims, coalesce(s.value, d.value)) #>> '{}'
        from unnest('{organization_id,user_id,handle,display_name,email}'::text[])
            with ordinality n (name, place)
        join pgfiles.default_setting d on d.name = 'claim_' || n.name
        left join pgfiles.setting s on s.name = d.name
        order by n.place);
    v_organization_id text := pgfiles.checked_organization_id(v_values[1]);
    v_user_id text := pgfiles.checked_user_id(v_values[2]);
    v_handle text := v_values[3];
    v_display_name text := v_values[4];
    v_email text := v_values[5];
    v_id uuid;
begin
    -- Definer, because users are nobody's to write. Who may call it with claims of his own making
    -- is a service that speaks for the identity provider, in its own organization if it has one;
    -- else they are those of the request.
    if v_user_id is null then
        return null;
    end if;
    if pgfiles.current_organization_id() not in ('_', v_organization_id) then
        perform pgfiles.raise_error('not_allowed',
            format('a token of %s names no users of %s',
                pgfiles.current_organization_id(), v_organization_id),
            'call with a service token without an organization');
    end if;
    -- A claim that is absent changes nothing: access tokens say less than identity tokens.
    select u.id into v_id
    from identity.users u
    where u.organization_id = v_organization_id
        and u.user_id = v_user_id
        and coalesce(v_handle = u.handle, v_handle is null)
        and coalesce(v_display_name = u.display_name, v_display_name is null)
        and coalesce(v_email = u.email, v_email is null);
    if not found then
        insert into identity.users as u (organization_id, user_id, handle, display_name, email)
        values (v_organization_id, v_user_id, v_handle, v_display_name, v_email)
        on conflict on constraint users_are_unique do update
        set handle = coalesce(excluded.handle, u.handle),
            display_name = coalesce(excluded.display_name, u.display_name),
            email = coalesce(excluded.email, u.email),
            updated_at = now()
        returning u.id into v_id;
    end if;
    return v_id;
end
$$;

comment on function identity.save_user(jsonb) is
    'The id of the user whom the claims name, whose row is made or brought up to date if need be; '
    'null if they name none.';

-- sql/25_identity/service_token.sql
create table identity.service_token (
    jti text primary key default gen_random_uuid(),
    role name not null check (role like 'api\_service\_%'),
    organization_id text not null default '_',
    description text not null default '',
    calls_per_minute integer check (calls_per_minute >= 0),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '1 year',
    revoked_at timestamptz
);

comment on table identity.service_token is
    'The tokens that roles named api_service_* may call with: identity.pre_request refuses all '
    'others. The token itself, signed outside of the database, is not here.';
comment on column identity.service_token.jti is 'The token''s claim jti.';
comment on column identity.service_token.role is 'Its database role, named api_service_...';
comment on column identity.service_token.organization_id is
    'Its organization; "_" for a token that names none.';
comment on column identity.service_token.description is 'Who has it, for what.';
comment on column identity.service_token.calls_per_minute is
    'Calls that sign, instead of the setting user_calls_per_minute; 0: without limit; null: as for '
    'users.';
comment on column identity.service_token.created_at is 'When it was registered.';
comment on column identity.service_token.expires_at is
    'From then on it is refused, whatever its own claim exp says.';
comment on column identity.service_token.revoked_at is
    'From then on it is refused: set this to now() if it got into the wrong hands.';

create trigger log_change
    after insert or update or delete on identity.service_token
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('identity.service_token', '');

alter table identity.service_token enable row level security;

-- sql/25_identity/users.sql
create table identity.users (
    id uuid primary key default pgfiles.uuid_v7(),
    organization_id text not null,
    user_id text not null,
    handle text,
    display_name text,
    email text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint users_are_unique unique (organization_id, user_id)
);

comment on table identity.users is
    'Everybody who has called with a valid token, kept up with its claims by identity.pre_request. '
    'Tables of the application may refer to it.';
comment on column identity.users.id is 'Ours, for foreign keys: uuid version 7.';
comment on column identity.users.organization_id is
    'Tenant by the token; who belongs to two is a user of each.';
comment on column identity.users.user_id is 'By the token; owner_id of the files.';
comment on column identity.users.handle is
    'What he signs in with. This and the next two may be the user''s own to edit at the identity '
    'provider: they are for people to read, and decide about nothing.';
comment on column identity.users.display_name is 'Full name.';
comment on column identity.users.email is 'Granted to no API role.';
comment on column identity.users.created_at is 'When he was first seen.';
comment on column identity.users.updated_at is 'When a claim about him last changed.';

select pg_catalog.pg_extension_config_dump('identity.users', '');

alter table identity.users enable row level security;

create policy users_select_by_organization on identity.users
    for select
    using (organization_id = (select pgfiles.current_organization_id()));

-- sql/30_tables/bucket.sql
create table pgfiles.bucket (
    name text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    s3_bucket text not null check (s3_bucket ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$'),
    region text not null default 'us-east-1' check (region ~ '^[a-z0-9-]{1,40}$'),
    endpoint text check (endpoint ~ '^https?://[^/\s\\]+$'),
    public_endpoint text check (public_endpoint ~ '^https?://[^/\s\\]+$'),
    cdn_base_url text check (cdn_base_url ~ '^https?://[^\s\\]+[^/\s\\]$'),
    is_path_style boolean not null default false,
    has_conditional_writes boolean not null default true,
    credential_profile text check (credential_profile ~ '^[A-Za-z0-9._-]{1,64}$'),
    is_default boolean not null default false,
    max_bytes bigint not null default 52428800 check (max_bytes between 1 and 5497558138880),
    allowed_types text[] not null default '{image/*,application/pdf}',
    upload_headers jsonb not null default '{}'
        check (jsonb_typeof(upload_headers) = 'object' and not jsonb_path_exists(upload_headers,
            '$.keyvalue() ? (!(@.value.type() == "string"
                && (@.key == "cache-control" || @.key like_regex
                    "^x-amz-(server-side-encryption.*|storage-class|tagging|meta-.+)$")))')),
    cache_control text not null default 'private, max-age=31536000, immutable'
        check (cache_control ~ '^[ -~]+$'),
    exif_policy text not null default 'keep' check (exif_policy in ('keep', 'hide_gps', 'strip')),
    -- Anyone may read the originals of a bucket behind a CDN.
    constraint bucket_with_cdn_hides_nothing check (exif_policy = 'keep' or cdn_base_url is null)
);

create unique index bucket_only_one_default on pgfiles.bucket (is_default) where is_default;

comment on table pgfiles.bucket is
    'Where files go: an S3 bucket, how it is reached, and what it takes.';
comment on column pgfiles.bucket.name is 'Our name for it; several rows may share an S3 bucket.';
comment on column pgfiles.bucket.endpoint is
    'Base URL by which workers reach the store; null: AWS in that region.';
comment on column pgfiles.bucket.public_endpoint is
    'Base URL by which clients reach it, if that differs.';
comment on column pgfiles.bucket.cdn_base_url is
    'Downloads are unsigned URLs that begin with this instead: for a bucket that anyone may read '
    'through a CDN.';
comment on column pgfiles.bucket.is_path_style is
    'https://host/bucket/key (MinIO, S3Proxy) instead of https://bucket.host/key.';
comment on column pgfiles.bucket.has_conditional_writes is
    'The store honours If-None-Match: * on PUT (S3, MinIO, R2 do): an upload URL then cannot '
    'overwrite what it uploaded. The same is asked for where parts are put together.';
comment on column pgfiles.bucket.credential_profile is
    'Profile of the AWS credential files on the server; null: the AWS default chain. Never a '
    'secret.';
comment on column pgfiles.bucket.is_default is
    'Takes the files that no row of pgfiles.bucket_route sends elsewhere.';
comment on column pgfiles.bucket.max_bytes is
    'Largest upload in bytes; above 5 GiB only in parts, above 5 TiB not at all.';
comment on column pgfiles.bucket.allowed_types is
    'Content types it takes: exact, or type/*, or */*.';
comment on column pgfiles.bucket.upload_headers is
    'Further headers that every upload must send and that are signed: encryption '
    '(x-amz-server-side-encryption*), x-amz-storage-class, x-amz-tagging, x-amz-meta-*, '
    'cache-control.';
comment on column pgfiles.bucket.cache_control is
    'Cache-Control of the variants; keys are never reused, so they may be kept.';
comment on column pgfiles.bucket.exif_policy is
    'What others than the uploader and the organization''s admins learn from EXIF: keep: all; '
    'hide_gps: all but the place; strip: nothing. Unless it is keep, they download a copy without '
    'metadata instead of the original; of the files that are there, workers make it then.';
comment on column pgfiles.bucket.s3_bucket is 'Its name in the object store.';
comment on column pgfiles.bucket.region is
    'Part of every signature: us-east-1 for MinIO, auto for Cloudflare R2.';

create trigger make_missing_variants
    after update of exif_policy on pgfiles.bucket
    for each statement execute function pgfiles.queue_missing_variants();

create trigger log_change
    after insert or update or delete on pgfiles.bucket
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.bucket', '');

-- sql/30_tables/bucket_route.sql
create table pgfiles.bucket_route (
    id bigint generated always as identity primary key,
    organization_id text,
    entity_type text,
    bucket text not null references pgfiles.bucket (name),
    constraint bucket_route_is_unique unique nulls not distinct (organization_id, entity_type),
    constraint bucket_route_has_a_condition
        check (organization_id is not null or entity_type is not null)
);

comment on table pgfiles.bucket_route is
    'Sends new files of an organization, an entity type, or both, to another bucket than the '
    'default one.';
comment on column pgfiles.bucket_route.organization_id is 'Null: any organization.';
comment on column pgfiles.bucket_route.entity_type is
    'Null: any entity type, and files without one.';
comment on column pgfiles.bucket_route.id is 'Of the row; means nothing.';
comment on column pgfiles.bucket_route.bucket is 'Where the files go.';

create trigger log_change
    after insert or update or delete on pgfiles.bucket_route
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.bucket_route', '');
select pg_catalog.pg_extension_config_dump('pgfiles.bucket_route_id_seq', '');

-- sql/30_tables/default_setting.sql
create table pgfiles.default_setting (
    name text primary key,
    value text not null,
    description text not null
);

comment on table pgfiles.default_setting is
    'Every setting with the value it has unless pgfiles.setting says otherwise. Replaced at an '
    'upgrade.';
comment on column pgfiles.default_setting.name is 'As pgfiles.setting names it.';
comment on column pgfiles.default_setting.value is 'In the unit that the description gives.';
comment on column pgfiles.default_setting.description is 'What it is, and in which unit.';

insert into pgfiles.default_setting (name, value, description) values
    ('claim_organization_id', '{user,organization_id}',
        'path of the claim that names the caller''s organization; of several paths with blanks '
        'between them the first that is there counts, here and below'),
    ('claim_user_id', '{user,user_id} {sub}', 'path of the claim that names the caller'),
    ('claim_role', '{user,role}',
        'path of the claim with the application role: a text, or an array such as groups'),
    ('admin_role', 'org_admin',
        'what the claim role is, or contains, for the admins of an organization'),
    ('claim_handle', '{user,handle} {preferred_username} {cognito:username} {username}',
        'path of the claim with the name that the caller signs in with'),
    ('claim_display_name', '{user,name} {name}', 'path of the claim with the caller''s name'),
    ('claim_email', '{user,email} {email}', 'path of the claim with the caller''s e-mail address'),
    ('token_issuers', '{}',
        'issuers (claim iss) whose tokens are taken, such as {https://id.example.org/}; none: any'),
    ('token_client_ids', '{}',
        'clients whose tokens are taken (claim client_id, else azp, else aud); none: any'),
    ('token_uses', '{}',
        'uses (claim token_use) for which tokens are taken, such as {access}; none: any'),
    ('upload_expires_in', '900', 'seconds that an upload URL lives unless asked otherwise'),
    ('upload_expires_in_max', '3600', 'seconds that an upload URL may live'),
    ('download_expires_in', '300', 'seconds that a download URL lives unless asked otherwise'),
    ('download_expires_in_max', '86400',
        'seconds that a download URL may live; S3 itself takes up to 604800'),
    ('download_stable_for', '60',
        'seconds of the window in which a computed column gives the same URL, '
        'which lives that much longer'),
    ('part_expires_in', '3600',
        'seconds that a URL of a multipart upload lives unless asked otherwise'),
    ('part_expires_in_max', '86400', 'seconds that a URL of a multipart upload may live'),
    ('batch_max', '10000', 'items of one batch call'),
    ('image_max_pixels', '50000000',
        'pixels above which an image is rejected before it is decoded'),
    ('image_max_bytes', '52428800',
        'bytes above which an image is kept without variants, and parse_exif refuses it'),
    ('image_backend', 'jdk',
        'what reads and writes images: jdk, turbojpeg, vips, or several with commas between, the '
        'preferred first; the JDK does what is left'),
    ('job_max_attempts', '25', 'attempts before a job becomes a dead letter and its file failed'),
    ('job_lease', '15 minutes',
        'time after which the job of a crashed worker is taken up by another; at least a minute '
        'longer than the deadline of a job'),
    ('job_deadline_ms', '120000',
        'milliseconds that one job may take; a large file gets one for each 10,000 bytes, '
        'up to an hour'),
    ('dead_letter_retention', '30 days',
        'time for which a job that used up its attempts is kept'),
    ('file_name_max_length', '255', 'characters of a file name'),
    ('user_calls_per_minute', '60',
        'calls that sign, for each user; a batch counts as one for each 1,000 items begun; '
        '0: without limit'),
    ('organization_calls_per_minute', '0', 'the same for all users of an organization together'),
    ('quota_max_bytes', '0',
        'bytes that the files of an organization may have together; 0: without limit'),
    ('quota_max_files', '0', 'files that an organization may have; 0: without limit'),
    ('audit_retention', '400 days', 'how long lines of the audit are kept');

-- sql/30_tables/entity_type.sql
create table pgfiles.entity_type (
    name text primary key check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
    table_name regclass not null,
    id_column name not null default 'id',
    id_type text not null,
    -- Names and not regprocedure: pg_upgrade refuses databases with a column of that type.
    see_function text,
    edit_function text,
    location_column name,
    location_type text,
    latitude_column name,
    longitude_column name,
    constraint entity_type_location_is_whole
        check ((latitude_column is null) = (longitude_column is null)),
    constraint entity_type_has_one_location
        check (location_column is null or latitude_column is null)
);

comment on table pgfiles.entity_type is
    'Which tables of the application own files. Who may see a row of such a table may see its '
    'files; who may update the row may add files to it.';
comment on column pgfiles.entity_type.name is 'What clients call it, also a segment of the S3 key.';
comment on column pgfiles.entity_type.table_name is
    'The table or view whose row-level security decides.';
comment on column pgfiles.entity_type.id_column is 'The column that identifies its rows.';
comment on column pgfiles.entity_type.id_type is 'The type of that column; filled in by a trigger.';
comment on column pgfiles.entity_type.see_function is
    'Decides instead of the row who sees the files: a function (entity_id text) returns boolean, '
    'called as the caller.';
comment on column pgfiles.entity_type.edit_function is
    'Decides instead of the right to update the row who adds files; the same kind of function.';
comment on column pgfiles.entity_type.location_column is
    'Where the place of a photo goes if it is null and the uploader consents: a column of type '
    'point (longitude, latitude), or of PostGIS''s geometry or geography; null: nowhere.';
comment on column pgfiles.entity_type.location_type is
    'The type of that column; filled in by a trigger.';
comment on column pgfiles.entity_type.latitude_column is
    'Instead of location_column, with longitude_column: a column of a numeric type, in degrees.';
comment on column pgfiles.entity_type.longitude_column is 'See latitude_column.';

create function pgfiles.fill_entity_type()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_missing name;
begin
    select c into v_missing
    from unnest(array[
        new.id_column, new.location_column, new.latitude_column, new.longitude_column]) c
    where c is not null and not exists (
        select
        from pg_attribute a
        where a.attrelid = new.table_name and a.attname = c and not a.attisdropped);
    if found then
        perform pgfiles.raise_error('invalid_argument',
            format('%s has no column %s', new.table_name, v_missing),
            'name its primary key in id_column, and columns of the table in the others');
    end if;
    new.id_type := (
        select format_type(a.atttypid, null)
        from pg_attribute a
        where a.attrelid = new.table_name and a.attname = new.id_column);
    new.location_type := (
        select format_type(a.atttypid, a.atttypmod)
        from pg_attribute a
        where a.attrelid = new.table_name and a.attname = new.location_column);
    if new.location_type !~ '^(point|(.+[.])?(geometry|geography)([(].*)?)$' then
        perform pgfiles.raise_error('invalid_argument',
            format('%s of %s is of type %s', new.location_column, new.table_name,
                new.location_type),
            'use point, geometry or geography, or name a pair of columns in latitude_column and '
                'longitude_column');
    end if;
    new.see_function := pgfiles.checked_entity_rule(new.see_function);
    new.edit_function := pgfiles.checked_entity_rule(new.edit_function);
    return new;
end
$$;

comment on function pgfiles.fill_entity_type() is
    'Looks up the types of the identifying column and of the location''s, and the functions that '
    'decide.';

create trigger fill_entity_type
    before insert or update on pgfiles.entity_type
    for each row execute function pgfiles.fill_entity_type();

create trigger log_change
    after insert or update or delete on pgfiles.entity_type
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.entity_type', '');

-- sql/30_tables/error.sql
create table pgfiles.error (
    code text primary key,
    sqlstate text not null check (sqlstate ~ '^[0-9A-Z]{5}$'),
    http_status integer not null,
    message text not null check (message ~ '^[ -~]+$'),
    occurs_when text not null,
    raised_by text not null default 'request' check (raised_by in ('request', 'worker', 'fault')),
    is_logged boolean not null default false
);

comment on table pgfiles.error is
    'The catalogue of all errors that the API raises. MESSAGE is constant; what varies is in '
    'DETAIL and HINT.';
comment on column pgfiles.error.code is 'Our name for it, the same in SQL and Java.';
comment on column pgfiles.error.sqlstate is 'The code in PostgREST''s answer.';
comment on column pgfiles.error.http_status is 'The status of PostgREST''s answer.';
comment on column pgfiles.error.message is
    'Constant: for PTxyz it becomes the reason phrase of the HTTP status line.';
comment on column pgfiles.error.occurs_when is 'For the reference.';
comment on column pgfiles.error.raised_by is
    'request: a client can meet it; worker: only a worker can, and it shows as status_reason or in '
    'the job; fault: a mistake of ours.';
comment on column pgfiles.error.is_logged is
    'Whether the server''s log tells who was refused, since the audit cannot.';

insert into pgfiles.error (code, sqlstate, http_status, message, occurs_when) values
    ('invalid_argument', '22023', 400, 'Invalid argument',
        'an argument is missing, malformed or out of range'),
    ('entity_type_unknown', '22023', 400, 'Unknown entity type',
        'no row of pgfiles.entity_type has this name'),
    ('claim_invalid', '22023', 400, 'Invalid claim',
        'a claim of the token has a form that cannot be used'),
    ('not_allowed', '42501', 403, 'Not allowed',
        'the caller sees the entity but may not change it'),
    ('not_signed_in', '42501', 403, 'Not signed in',
        'the request has no user: no token, or one without user_id and sub'),
    ('token_refused', 'PT401', 401, 'Token refused',
        'the token is valid, but of another issuer or client, or a service token that is unknown, '
        'revoked or expired'),
    ('entity_not_found', 'PT404', 404, 'Entity not found',
        'the entity does not exist or the caller may not see it'),
    ('file_not_found', 'PT404', 404, 'File not found',
        'the file does not exist or the caller may not see it'),
    ('variant_not_found', 'PT404', 404, 'Variant not found', 'the file has no such variant (yet)'),
    ('object_missing', 'PT404', 404, 'Object not found', 'the object store has no such object'),
    ('file_attached', 'PT409', 409, 'File already attached',
        'the file belongs to another entity'),
    ('too_large', 'PT413', 413, 'File too large', 'the declared size is above the bucket''s limit'),
    ('quota_exceeded', 'PT413', 413, 'Quota exceeded',
        'the organization would have more bytes or files than its quota'),
    ('type_not_allowed', 'PT415', 415, 'File type not allowed',
        'the bucket does not take this content type'),
    ('unsupported_media', 'PT415', 415, 'Unsupported media',
        'the bytes are not of a type that can be read'),
    ('damaged_media', 'PT422', 422, 'Damaged media',
        'the bytes are of a readable type and damaged'),
    ('file_not_ready', 'PT422', 422, 'File not ready',
        'the file is not ready: not uploaded, not yet checked, or refused'),
    ('rate_limited', 'PT429', 429, 'Too many requests',
        'the user or the organization calls too often; Retry-After says when to come again'),
    ('store_denied', 'PT502', 502, 'Object store refused',
        'the object store refused our credentials'),
    ('store_unavailable', 'PT503', 503, 'Object store unavailable',
        'the object store gave an error or no answer'),
    ('credentials_missing', 'PT503', 503, 'Storage credentials missing',
        'no AWS credentials are found for a profile'),
    ('signing_key_missing', 'PT503', 503, 'Signing key missing',
        'no signing key for today is stored'),
    ('bucket_missing', 'PT503', 503, 'No bucket configured',
        'pgfiles.bucket has no default bucket'),
    ('internal_error', 'PT500', 500, 'Internal error', 'a mistake in pgfiles');

update pgfiles.error set raised_by = 'worker'
where code in ('object_missing', 'unsupported_media', 'damaged_media', 'store_denied',
    'store_unavailable', 'credentials_missing');
update pgfiles.error set raised_by = 'fault' where code = 'internal_error';
update pgfiles.error set is_logged = true
where code in ('not_allowed', 'not_signed_in', 'token_refused', 'file_not_found', 'rate_limited',
    'quota_exceeded');

-- sql/30_tables/file.sql
create table pgfiles.file (
    id uuid primary key default pgfiles.uuid_v7(),
    organization_id text not null default pgfiles.current_organization_id(),
    owner_id text not null default pgfiles.current_user_id(),
    uploader_id uuid references identity.users (id) on delete set null,
    entity_type text references pgfiles.entity_type (name),
    entity_id text,
    file_name text not null,
    file_type text not null,
    file_size bigint check (file_size >= 0),
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    bucket text not null references pgfiles.bucket (name),
    s3_original_key text not null,
    upload_method text not null default 'put'
        check (upload_method in ('put', 'unsized_put', 'form', 'multipart')),
    form_max_size bigint,
    use_location boolean not null default false,
    status text not null default 'pending'
        check (status in ('pending', 'uploaded', 'processing', 'ready', 'rejected', 'failed')),
    status_reason text,
    status_detail text,
    width integer,
    height integer,
    latitude double precision,
    longitude double precision,
    altitude double precision,
    captured_at timestamptz,
    captured_at_local timestamp,
    camera_make text,
    camera_model text,
    lens_model text,
    exposure_time double precision,
    f_number double precision,
    iso integer,
    focal_length double precision,
    orientation smallint,
    exif jsonb,
    perceptual_hash bigint,
    labels text[],
    variants jsonb,
    created_at timestamptz not null default now(),
    uploaded_at timestamptz,
    processed_at timestamptz,
    constraint file_entity_is_whole check ((entity_type is null) = (entity_id is null)),
    -- Otherwise the size is known once a worker has looked.
    constraint file_size_is_declared
        check (file_size is not null or upload_method in ('form', 'unsized_put')),
    -- The key first: a key is also looked up alone (aws_lambda, polling clients).
    constraint file_key_is_unique unique (s3_original_key, bucket)
);

create index file_by_organization on pgfiles.file (organization_id, created_at desc, id);
create index file_by_entity on pgfiles.file (entity_type, entity_id, created_at desc)
    where entity_type is not null;
create index file_by_owner on pgfiles.file (organization_id, owner_id, created_at desc);
create index file_by_sha256 on pgfiles.file (organization_id, sha256) where sha256 is not null;
create index file_by_perceptual_hash on pgfiles.file
    using gin (pgfiles.hash_chunks(organization_id, perceptual_hash))
    with (fastupdate = off)
    where perceptual_hash is not null;
create index file_by_uploader on pgfiles.file (uploader_id) where uploader_id is not null;
create index file_not_final on pgfiles.file (status, created_at)
    where status in ('pending', 'uploaded', 'processing');

comment on table pgfiles.file is
    'One row per upload from the first moment: an upload request is a file in status pending.';
comment on column pgfiles.file.id is 'uuid version 7: ordered by time of creation.';
comment on column pgfiles.file.organization_id is
    'Tenant by the uploader''s token; first segment of the key.';
comment on column pgfiles.file.owner_id is 'The uploader by the token.';
comment on column pgfiles.file.uploader_id is
    'The same as a row, if there was one when the upload began; a file outlives it.';
comment on column pgfiles.file.entity_type is
    'With entity_id: the row of the application that the file belongs to; null: its owner''s.';
comment on column pgfiles.file.file_name is 'As the client named it; never part of a key.';
comment on column pgfiles.file.file_type is
    'Content type as declared, confirmed against the bytes before ready.';
comment on column pgfiles.file.file_size is 'Bytes, as declared and signed into the upload.';
comment on column pgfiles.file.upload_method is
    'How the bytes come: one PUT of a declared size, one of any size (request_upload_url), a '
    'browser''s POST form, or in parts.';
comment on column pgfiles.file.form_max_size is
    'Bytes that an upload without a declared size may have: what its POST form or else its bucket '
    'allows. Not every store keeps to it, so the worker checks it again.';
comment on column pgfiles.file.use_location is
    'The uploader consented to the photo''s place being written to the entity, if that has none.';
comment on column pgfiles.file.sha256 is
    'Hex digest of the bytes: declared by the client or computed by the worker.';
comment on column pgfiles.file.status is
    'pending (no bytes yet), uploaded (waits for a worker), processing, ready, rejected (the bytes '
    'are wrong), failed (we are).';
comment on column pgfiles.file.status_reason is
    'Why rejected or failed, one word; also why a ready file has no thumbnails.';
comment on column pgfiles.file.status_detail is
    'The same for a person: the limit and the value received.';
comment on column pgfiles.file.width is 'Pixels, upright.';
comment on column pgfiles.file.height is 'Pixels, upright.';
comment on column pgfiles.file.latitude is 'Degrees, WGS 84 (EXIF GPSLatitude).';
comment on column pgfiles.file.longitude is 'Degrees, WGS 84 (EXIF GPSLongitude).';
comment on column pgfiles.file.altitude is 'Metres above sea level (EXIF GPSAltitude).';
comment on column pgfiles.file.captured_at is
    'Moment of capture, known if EXIF has an offset or GPS time.';
comment on column pgfiles.file.captured_at_local is
    'Capture time on the camera''s clock (EXIF DateTimeOriginal).';
comment on column pgfiles.file.orientation is
    'EXIF Orientation 1..8 of the original; thumbnails are upright.';
-- In the row and not in a table of their own: a list of files with three signed thumbnails each
-- then is one scan, and its computed columns are inlined, which halves their cost.
comment on column pgfiles.file.variants is
    'Smaller copies by name: s3_key, file_type, file_size in bytes, width and height in pixels; '
    'null if there are none.';
comment on column pgfiles.file.exif is 'All EXIF tags as text, bounded, binary left out.';
comment on column pgfiles.file.perceptual_hash is
    '64 bits of what the picture looks like: the fewer differ, the more alike two are.';
comment on column pgfiles.file.labels is 'What the functions of pgfiles.hook said about it.';
comment on column pgfiles.file.camera_make is 'Maker of the camera (EXIF Make).';
comment on column pgfiles.file.camera_model is 'Model of the camera (EXIF Model).';
comment on column pgfiles.file.lens_model is 'Lens (EXIF LensModel).';
comment on column pgfiles.file.exposure_time is 'Seconds (EXIF ExposureTime).';
comment on column pgfiles.file.f_number is 'Aperture (EXIF FNumber).';
comment on column pgfiles.file.iso is 'Sensitivity (EXIF PhotographicSensitivity).';
comment on column pgfiles.file.focal_length is 'Millimetres (EXIF FocalLength).';
comment on column pgfiles.file.entity_id is 'See entity_type.';
comment on column pgfiles.file.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column pgfiles.file.s3_original_key is 'S3 key of the original.';
comment on column pgfiles.file.created_at is 'When its upload was asked for.';
comment on column pgfiles.file.uploaded_at is 'When its upload was confirmed.';
comment on column pgfiles.file.processed_at is 'When it became ready, rejected or failed.';

create trigger prepare_file
    before insert on pgfiles.file
    for each row execute function pgfiles.prepare_file();

create trigger announce_status
    after update of status on pgfiles.file
    for each row
    when (old.status is distinct from new.status)
    execute function pgfiles.announce_status();

create trigger fill_entity_location
    before update of status on pgfiles.file
    for each row
    when (new.status = 'ready' and old.status <> 'ready' and new.use_location)
    execute function pgfiles.fill_entity_location();

create trigger count_usage
    after insert or delete on pgfiles.file
    for each row execute function pgfiles.count_usage();

create trigger count_changed_usage
    after update on pgfiles.file
    for each row
    when (
        old.organization_id <> new.organization_id
        or pgfiles.charged_bytes(old.status, old.file_size, old.form_max_size)
            is distinct from pgfiles.charged_bytes(new.status, new.file_size, new.form_max_size))
    execute function pgfiles.count_usage();

-- Also where replication or a parallel restore brings the rows, which bring no counts.
alter table pgfiles.file enable always trigger count_usage;
alter table pgfiles.file enable always trigger count_changed_usage;

create trigger log_change
    after delete or update of organization_id, owner_id, entity_type, entity_id on pgfiles.file
    for each row execute function pgfiles.log_change('organization_id', 'owner_id', 'entity_type',
        'entity_id', 'file_name', 'file_type', 'file_size', 'bucket', 's3_original_key');

select pg_catalog.pg_extension_config_dump('pgfiles.file', '');

alter table pgfiles.file enable row level security;

create policy file_select_by_entity_access on pgfiles.file
    for select
    using (
        organization_id = (select pgfiles.current_organization_id())
        and (
            owner_id = (select pgfiles.current_user_id())
            or (select pgfiles.is_org_admin())
            -- What is not there yet, or was refused, concerns the uploader only.
            or (status not in ('pending', 'rejected')
                and pgfiles.can_see_entity(entity_type, entity_id))
        )
    );

create policy file_insert_by_entity_access on pgfiles.file
    for insert
    with check (
        organization_id = (select pgfiles.current_organization_id())
        and owner_id = (select pgfiles.current_user_id())
        and status = 'pending'
        and (entity_type is null or pgfiles.can_edit_entity(entity_type, entity_id))
    );

-- Whose privilege it is to update, the API role has for entity_type and entity_id only.
create policy file_update_to_attach on pgfiles.file
    for update
    using (
        organization_id = (select pgfiles.current_organization_id())
        and owner_id = (select pgfiles.current_user_id())
        and entity_type is null
    )
    with check (pgfiles.can_edit_entity(entity_type, entity_id));

-- sql/30_tables/hook.sql
create table pgfiles.hook (
    name text primary key check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
    -- Not of a type for functions, which pg_upgrade refuses in tables.
    sql_function text not null,
    bucket text references pgfiles.bucket (name) on delete cascade,
    file_types text[] not null default '{*/*}',
    head_bytes integer not null default 65536 check (head_bytes between 0 and 33554432),
    priority smallint not null default 0,
    is_enabled boolean not null default true
);

comment on table pgfiles.hook is
    'Functions that look at every file after its bytes were read and before it becomes ready: '
    'virus scanners, classifiers. They run in the worker''s transaction and with its rights.';
comment on column pgfiles.hook.name is 'Named in the status_detail of what it refused.';
comment on column pgfiles.hook.sql_function is
    'Name of a function (file pgfiles.file, head bytea) returns pgfiles.verdict, kept with its '
    'schema. The file is as it will be once ready; if the function fails, it is asked again later.';
comment on column pgfiles.hook.bucket is 'Only files of this bucket; null: of all.';
comment on column pgfiles.hook.file_types is
    'Only files of these content types: exact, or type/*, or */*.';
comment on column pgfiles.hook.head_bytes is
    'How many of the file''s first bytes it wants, at most; it may get more.';
comment on column pgfiles.hook.priority is 'Smaller goes first.';
comment on column pgfiles.hook.is_enabled is 'Whether it is asked.';

create function pgfiles.fill_hook()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function regprocedure := to_regprocedure(new.sql_function || '(pgfiles.file, bytea)');
begin
    if not exists (
        select
        from pg_proc p
        where p.oid = v_function and p.prorettype = 'pgfiles.verdict'::regtype) then
        perform pgfiles.raise_error('invalid_argument',
            format('there is no function %s(pgfiles.file, bytea) returns pgfiles.verdict',
                new.sql_function),
            'create it first, and write its name with its schema');
    end if;
    new.sql_function := v_function::regproc;
    return new;
end
$$;

comment on function pgfiles.fill_hook() is 'Makes sure that the function exists.';

create trigger fill_hook
    before insert or update on pgfiles.hook
    for each row execute function pgfiles.fill_hook();

create trigger log_change
    after insert or update or delete on pgfiles.hook
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.hook', '');

alter table pgfiles.hook enable row level security;

-- sql/30_tables/job.sql
create table pgfiles.job (
    id bigint generated always as identity primary key,
    kind text not null,
    file_id uuid references pgfiles.file (id) on delete cascade,
    priority smallint not null default 0,
    run_at timestamptz not null default now(),
    leased_until timestamptz,
    attempts integer not null default 0,
    died_at timestamptz,
    last_error text,
    created_at timestamptz not null default now(),
    constraint job_kind_is_known
        check (kind in ('process_file', 'make_variants', 'read_exif', 'no_op')),
    constraint job_has_its_file check ((file_id is null) = (kind = 'no_op')),
    constraint job_once_per_file unique (file_id, kind)
);

create index job_waiting on pgfiles.job (priority, run_at, id) where died_at is null;
create index job_dead on pgfiles.job (died_at) where died_at is not null;

comment on table pgfiles.job is
    'What workers have to do. A claim is a lease: the job of a worker that died is due again by '
    'itself, and a finished job is deleted.';
comment on column pgfiles.job.id is 'Given out in order.';
comment on column pgfiles.job.kind is 'What is to be done; no_op does nothing, for measuring.';
comment on column pgfiles.job.file_id is 'With which file; jobs of one file are done in order.';
comment on column pgfiles.job.priority is 'Smaller goes first.';
comment on column pgfiles.job.run_at is
    'Not before this moment: time of creation, or of the next attempt.';
comment on column pgfiles.job.leased_until is
    'A worker has it until then. Also says whose it is: a result is taken only with the lease that '
    'the worker was given.';
comment on column pgfiles.job.attempts is
    'How often a worker took it; 0 in a leased job: it was asked for again meanwhile.';
comment on column pgfiles.job.died_at is
    'Dead letter since: all attempts used up; kept for dead_letter_retention.';
comment on column pgfiles.job.last_error is 'Why the last attempt did not succeed.';
comment on column pgfiles.job.created_at is 'When it was queued.';

-- A claim changes no indexed column and finds room in its page, so it leaves the indexes alone.
-- Rows are short-lived: vacuum often, or the dead ones pile up where the next claim starts to look.
alter table pgfiles.job set (
    fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_cost_delay = 0);

select pg_catalog.pg_extension_config_dump('pgfiles.job', '');
select pg_catalog.pg_extension_config_dump('pgfiles.job_id_seq', '');

alter table pgfiles.job enable row level security;

-- sql/30_tables/lambda_function.sql
create table pgfiles.lambda_function (
    name text primary key check (name ~ '^[A-Za-z0-9_-]{1,64}$'),
    -- As text: pg_upgrade refuses a table that holds a regproc.
    sql_function text not null check (sql_function ~ '^[^.]+[.][^.]+$'),
    is_shipped boolean not null default false
);

comment on table pgfiles.lambda_function is 'What aws_lambda.invoke calls for a function name.';
comment on column pgfiles.lambda_function.name is 'The name of the Lambda.';
comment on column pgfiles.lambda_function.sql_function is
    'A function (payload jsonb) returns jsonb, with its schema; it runs as the caller, who needs '
    'EXECUTE.';
comment on column pgfiles.lambda_function.is_shipped is
    'Came with pgfiles and was not changed; such rows are not dumped.';

create trigger replace_shipped_row
    before insert or update on pgfiles.lambda_function
    for each row execute function pgfiles.replace_shipped_row();
-- Also in a parallel restore, which needs session_replication_role = replica.
alter table pgfiles.lambda_function enable always trigger replace_shipped_row;

create trigger log_change
    after insert or update or delete on pgfiles.lambda_function
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.lambda_function', 'where not is_shipped');

-- sql/30_tables/logged_actions.sql
create table audit.logged_actions (
    id bigint generated always as identity primary key,
    logged_at timestamptz not null default clock_timestamp(),
    action text not null,
    organization_id text not null default pgfiles.current_organization_id(),
    user_id text default pgfiles.current_user_id(),
    role_name name not null default coalesce(nullif(current_setting('role'), 'none'), session_user),
    file_ids uuid[] not null default '{}',
    -- Of the headers no more than these two: another one is the caller's token.
    request_id text default left(coalesce(
        nullif(current_setting('request.headers', true), '')::json ->> 'x-request-id',
        nullif(current_setting('request.headers', true), '')::json ->> 'traceparent'), 200),
    method text default left(nullif(current_setting('request.method', true), ''), 10),
    path text default left(nullif(current_setting('request.path', true), ''), 200),
    table_name text,
    row_id text,
    old_row jsonb,
    new_row jsonb,
    statement text
);

create index logged_actions_by_file on audit.logged_actions using gin (file_ids);
create index logged_actions_by_organization on audit.logged_actions (organization_id, id);

comment on table audit.logged_actions is
    'Who did what: one line per call that signed or confirmed, and one per changed row of '
    'configuration and of deleted, moved or handed over files. Written in the transaction of its '
    'cause. Reads by GET, the computed columns and a standby leave none: their transactions are '
    'read-only. Kept for the setting audit_retention.';
comment on column audit.logged_actions.id is 'Given out in order.';
comment on column audit.logged_actions.logged_at is 'When.';
comment on column audit.logged_actions.action is
    'The API function; or insert, update, delete of a row of table_name.';
comment on column audit.logged_actions.organization_id is
    'That of the row if it has one, else the caller''s.';
comment on column audit.logged_actions.user_id is 'The caller by the token, or role:<name>.';
comment on column audit.logged_actions.role_name is 'The database role of the request.';
comment on column audit.logged_actions.file_ids is 'The files that it was about.';
comment on column audit.logged_actions.request_id is
    'Header X-Request-Id, else traceparent, if the client or a proxy sent one.';
comment on column audit.logged_actions.method is 'HTTP method; null outside a request.';
comment on column audit.logged_actions.path is 'Path of the request, without its query.';
comment on column audit.logged_actions.table_name is 'Whose row was changed; null for a call.';
comment on column audit.logged_actions.row_id is 'Key of that row.';
comment on column audit.logged_actions.old_row is 'What was changed, before.';
comment on column audit.logged_actions.new_row is 'What was changed, after.';
comment on column audit.logged_actions.statement is
    'The first 1,000 characters of the statement that changed the row.';

select pg_catalog.pg_extension_config_dump('audit.logged_actions', '');
select pg_catalog.pg_extension_config_dump('audit.logged_actions_id_seq', '');

alter table audit.logged_actions enable row level security;

create policy logged_actions_select_by_admin on audit.logged_actions
    for select
    using (
        organization_id = (select pgfiles.current_organization_id())
        and (select pgfiles.is_org_admin()));

-- sql/30_tables/multipart_upload.sql
create table pgfiles.multipart_upload (
    file_id uuid primary key references pgfiles.file (id) on delete cascade,
    upload_id text,
    part_size bigint not null check (part_size between 5242880 and 5368709120),
    part_count integer not null check (part_count between 1 and 10000),
    created_at timestamptz not null default now(),
    last_activity_at timestamptz not null default now()
);

create index multipart_upload_by_activity on pgfiles.multipart_upload (last_activity_at);

comment on table pgfiles.multipart_upload is
    'Uploads in parts that are under way. Kept here because an object store''s own list cannot be '
    'relied on (MinIO forgets it).';
comment on column pgfiles.multipart_upload.upload_id is
    'As S3 gave it to the client; null until the client shows it.';
comment on column pgfiles.multipart_upload.part_size is
    'Bytes of every part but the last; S3 takes 5 MiB to 5 GiB.';
comment on column pgfiles.multipart_upload.last_activity_at is
    'When something was last signed; what is abandoned is told by this.';
comment on column pgfiles.multipart_upload.file_id is 'The file that is uploaded.';
comment on column pgfiles.multipart_upload.part_count is 'Number of parts, 1 to 10,000.';
comment on column pgfiles.multipart_upload.created_at is 'When it was begun.';

select pg_catalog.pg_extension_config_dump('pgfiles.multipart_upload', '');

alter table pgfiles.multipart_upload enable row level security;

-- sql/30_tables/quota.sql
create table pgfiles.quota (
    organization_id text primary key,
    max_bytes bigint check (max_bytes >= 0),
    max_files bigint check (max_files >= 0),
    user_calls_per_minute integer check (user_calls_per_minute >= 0),
    organization_calls_per_minute integer check (organization_calls_per_minute >= 0)
);

comment on table pgfiles.quota is
    'What an organization may do where that differs from the settings. Null: as the setting of '
    'that name (quota_max_bytes, quota_max_files); 0: without limit.';
comment on column pgfiles.quota.organization_id is 'As the token names it; "_": without tenants.';
comment on column pgfiles.quota.max_bytes is 'Bytes that its files may have together.';
comment on column pgfiles.quota.max_files is 'Files that it may have.';
comment on column pgfiles.quota.user_calls_per_minute is
    'Calls that sign, for each of its users; a batch counts as one for each 1,000 items begun.';
comment on column pgfiles.quota.organization_calls_per_minute is 'The same for all together.';

create trigger log_change
    after insert or update or delete on pgfiles.quota
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.quota', '');

alter table pgfiles.quota enable row level security;

create policy quota_select_by_organization on pgfiles.quota
    for select
    using (organization_id = (select pgfiles.current_organization_id()));

-- sql/30_tables/quota_usage.sql
create table pgfiles.quota_usage (
    organization_id text,
    id bigint generated always as identity,
    bytes bigint not null,
    files bigint not null,
    primary key (organization_id, id)
);

comment on table pgfiles.quota_usage is
    'What organizations use, as a list of changes: the sum of an organization''s rows counts. '
    'Nobody waits for a row, since every change is a new one; fold_quota_usage makes one of many. '
    'Not dumped: restored files count themselves.';
comment on column pgfiles.quota_usage.organization_id is 'Whose files.';
comment on column pgfiles.quota_usage.id is 'Of the row; means nothing.';
comment on column pgfiles.quota_usage.bytes is 'Bytes more, or less if negative.';
comment on column pgfiles.quota_usage.files is 'Files more, or less if negative.';

alter table pgfiles.quota_usage enable row level security;

create policy quota_usage_select_by_organization on pgfiles.quota_usage
    for select
    using (organization_id = (select pgfiles.current_organization_id()));

-- sql/30_tables/rate_limit.sql
create unlogged table pgfiles.rate_limit (
    subject text,
    slot integer,
    full_at timestamptz not null,
    primary key (subject, slot)
)
    with (fillfactor = 50, autovacuum_vacuum_threshold = 1000);

comment on table pgfiles.rate_limit is
    'Token buckets. Unlogged and not dumped: after a crash all buckets are full.';
comment on column pgfiles.rate_limit.subject is
    'Whose calls: the user or the organization that take_tokens was told.';
comment on column pgfiles.rate_limit.slot is
    'A high limit is split over several buckets, so that no row is hot.';
comment on column pgfiles.rate_limit.full_at is
    'When the bucket will be full again; each token that is missing takes its part of a minute. '
    'Empty is what is full in a minute.';

alter table pgfiles.rate_limit enable row level security;

-- sql/30_tables/setting.sql
create table pgfiles.setting (
    name text primary key references pgfiles.default_setting (name),
    value text not null
);

comment on table pgfiles.setting is
    'What this installation sets differently from pgfiles.default_setting.';
comment on column pgfiles.setting.name is 'One of pgfiles.default_setting.';
comment on column pgfiles.setting.value is 'In the unit that the default''s description gives.';

create trigger log_change
    after insert or update or delete on pgfiles.setting
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.setting', '');

-- sql/30_tables/signing_key.sql
create table pgfiles.signing_key (
    credential_profile text not null default '',
    region text not null,
    date date not null,
    access_key_id text not null,
    signing_key bytea not null check (length(signing_key) = 32),
    session_token text not null default '',
    expires_at timestamptz,
    refreshed_at timestamptz not null default now(),
    primary key (credential_profile, region, date)
);

comment on table pgfiles.signing_key is
    'SigV4 signing keys, derived from the secret key for one date, region and service; useless '
    'after that day, granted to nobody and left out of dumps. The secret key itself never comes '
    'here.';
comment on column pgfiles.signing_key.credential_profile is
    'AWS profile; empty: the default chain.';
comment on column pgfiles.signing_key.date is 'The UTC date that the key signs for.';
comment on column pgfiles.signing_key.expires_at is
    'End of the session token; null for credentials without one.';
comment on column pgfiles.signing_key.region is 'The region that the key signs for.';
comment on column pgfiles.signing_key.access_key_id is 'The public half of the credentials.';
comment on column pgfiles.signing_key.signing_key is
    '32 bytes: HMAC-SHA256 of secret key, date, region, s3 and aws4_request.';
comment on column pgfiles.signing_key.session_token is
    'Goes into every URL of temporary credentials; empty for others.';
comment on column pgfiles.signing_key.refreshed_at is 'When it was derived.';

alter table pgfiles.signing_key enable row level security;

-- sql/30_tables/variant_spec.sql
create table pgfiles.variant_spec (
    name text primary key
        check (name ~ '^[a-z][a-z0-9_]{0,62}$' and name not in ('original', 'stripped')),
    width integer not null check (width between 1 and 8192),
    height integer not null check (height between 1 and 8192),
    fit text not null default 'cover' check (fit in ('cover', 'contain', 'inside')),
    format text not null default 'jpeg' check (format in ('jpeg', 'png', 'webp', 'avif')),
    quality integer not null default 80 check (quality between 1 and 100),
    watermark text,
    is_enabled boolean not null default true,
    is_shipped boolean not null default false
);

comment on table pgfiles.variant_spec is 'Which smaller copies are made of every image.';
comment on column pgfiles.variant_spec.fit is
    'cover: fill the box and crop; contain: fit into the box and pad; inside: fit into the box, '
    'never enlarge.';
comment on column pgfiles.variant_spec.quality is 'Of a lossy format, 1..100.';
comment on column pgfiles.variant_spec.watermark is
    'Name of the row of pgfiles.watermark that is drawn over it; null: none.';
comment on column pgfiles.variant_spec.is_enabled is
    'Set to false instead of deleting a shipped row, which would come back.';
comment on column pgfiles.variant_spec.is_shipped is
    'Came with pgfiles and was not changed; such rows are not dumped.';
comment on column pgfiles.variant_spec.name is 'Of the variant, and of its key''s last segment.';
comment on column pgfiles.variant_spec.width is 'Of the box, in pixels.';
comment on column pgfiles.variant_spec.height is 'Of the box, in pixels.';
comment on column pgfiles.variant_spec.format is
    'jpeg (progressive), png, webp or avif, without metadata. Where no back end of image_backend '
    'can write it, jpeg is written instead.';

insert into pgfiles.variant_spec (name, width, height, quality, is_shipped) values
    ('thumbnail_small', 150, 150, 75, true),
    ('thumbnail_medium', 400, 400, 80, true),
    ('thumbnail_large', 800, 800, 85, true);

create trigger replace_shipped_row
    before insert or update on pgfiles.variant_spec
    for each row execute function pgfiles.replace_shipped_row();
-- Also in a parallel restore, which needs session_replication_role = replica.
alter table pgfiles.variant_spec enable always trigger replace_shipped_row;

create trigger make_missing_variants
    after insert or update on pgfiles.variant_spec
    for each statement execute function pgfiles.queue_missing_variants();

create trigger log_change
    after insert or update or delete on pgfiles.variant_spec
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.variant_spec', 'where not is_shipped');

-- sql/30_tables/watermark.sql
create table pgfiles.watermark (
    name text primary key check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
    image bytea not null check (
        length(image) <= 1048576
        and substring(image for 8) = '\x89504e470d0a1a0a'),
    image_sha256 text not null generated always as (encode(sha256(image), 'hex')) stored,
    position text not null default 'bottom_right' check (position in (
        'top_left', 'top_center', 'top_right', 'center_left', 'center', 'center_right',
        'bottom_left', 'bottom_center', 'bottom_right', 'tile')),
    opacity double precision not null default 0.5 check (opacity between 0 and 1),
    scale double precision not null default 0.25 check (scale between 0.01 and 1)
);

comment on table pgfiles.watermark is 'Pictures that are drawn over variants.';
comment on column pgfiles.watermark.name is 'What pgfiles.variant_spec.watermark calls it.';
comment on column pgfiles.watermark.image is
    'A PNG of at most 1 MiB and 4096 x 4096 pixels, with transparency where the picture is to '
    'show.';
comment on column pgfiles.watermark.image_sha256 is
    'Hex digest of the image: tells one that was changed.';
comment on column pgfiles.watermark.position is
    'Where on the variant: a corner, a side, the center, or tile for all over it.';
comment on column pgfiles.watermark.opacity is '0 (invisible) to 1 (as opaque as the image).';
comment on column pgfiles.watermark.scale is 'Its width as a part of the variant''s: 0.01 to 1.';

-- Here, because the parts of a folder are built in the order of their names.
alter table pgfiles.variant_spec
    add constraint variant_spec_watermark_exists
    foreign key (watermark) references pgfiles.watermark (name);

create trigger make_missing_variants
    after update on pgfiles.watermark
    for each statement execute function pgfiles.queue_missing_variants();

create trigger log_change
    after insert or update or delete on pgfiles.watermark
    for each row execute function
        pgfiles.log_change('position', 'opacity', 'scale', 'image_sha256');

select pg_catalog.pg_extension_config_dump('pgfiles.watermark', '');

alter table pgfiles.watermark enable row level security;

-- sql/30_tables/worker_state.sql
create table pgfiles.worker_state (
    is_only_row boolean primary key default true check (is_only_row),
    stop_requests bigint not null default 0,
    seen_at timestamptz
);

comment on table pgfiles.worker_state is
    'One row: what workers and those who look after them tell each other.';
comment on column pgfiles.worker_state.is_only_row is 'Keeps it to one row.';
comment on column pgfiles.worker_state.stop_requests is
    'How often files.stop_workers was called; a worker that sees it change ends after its batch.';
comment on column pgfiles.worker_state.seen_at is
    'When a worker was last there, to the minute; if that is later than now, the clock was set '
    'back.';

insert into pgfiles.worker_state default values;

alter table pgfiles.worker_state enable row level security;

-- sql/40_java/java_column_url.sql
-- Definer, so that a caller needs no right to PL/Java's own tables, which it reads when it loads
-- the class. Java signs nothing here that open_column_url has not opened for this scope.
create function pgfiles.java_column_url(scope text, key text, file_name text)
    returns text
    language java
    stable
    strict
    parallel restricted
    security definer
as 'java.lang.String=org.pgfiles.sql.ColumnSigning.url('
    'java.lang.String,java.lang.String,java.lang.String)';

comment on function pgfiles.java_column_url(text, text, text) is
    'Signs the GET of a key in a computed column; null if java_open_column has not opened the '
    'scope for it, or some time ago.';

-- sql/40_java/java_image_backends.sql
create function pgfiles.java_image_backends(names text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Images.backends(java.lang.String)';

comment on function pgfiles.java_image_backends(text) is
    'Loads image back ends by their names, with commas between; returns a JSON array of what '
    'became of each: whether it is there, its version or why not, the types it reads and writes.';

-- sql/40_java/java_open_column.sql
create function pgfiles.java_open_column(
    scope text,
    key_prefix text,
    profile text,
    expires_in integer,
    valid_until bigint
)
    returns text
    language java
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.ColumnSigning.open('
    'java.lang.String,java.lang.String,java.lang.String,int,long)';

comment on function pgfiles.java_open_column(text, text, text, integer, bigint) is
    'Opens a scope for java_column_url: keys that begin with key_prefix, URLs of expires_in '
    'seconds, until the Unix time valid_until.';

-- sql/40_java/java_parse_exif.sql
create function pgfiles.java_parse_exif(image bytea)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Exif.parseExif(byte[])';

comment on function pgfiles.java_parse_exif(bytea) is
    'Reads EXIF from an image or its head; returns a JSON object, or the error unsupported_media '
    'for what is no image.';

-- sql/40_java/java_pause.sql
create function pgfiles.java_pause(milliseconds text)
    returns text
    language java
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Worker.pause(java.lang.String)';

comment on function pgfiles.java_pause(text) is
    'Waits, also while the clock is set back: pg_sleep waits for a time of the clock.';

-- sql/40_java/java_presign.sql
create function pgfiles.java_presign(profile text, requests text)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Signing.presign(java.lang.String,java.lang.String)';

comment on function pgfiles.java_presign(text, text) is
$$Signs S3 requests, one a line, and returns one URL a line in the same order.

profile: tab-separated endpoint, region, bucket, path|virtual, access key id, signing key in hex,
session token, Unix time. A request: method, seconds, key, then pairs of name and value (h:header,
q:query parameter, download or inline: file name). Fields are escaped as in COPY's text format. A
bad line gives "!code", detail and hint parted by tabs. Source: AWS, Authenticating Requests: Using
Query Parameters (AWS Signature Version 4).$$;

-- sql/40_java/java_presign_batch.sql
create function pgfiles.java_presign_batch(profile text, requests bytea)
    returns bytea
    language java
    immutable
    strict
    parallel safe
as 'byte[]=org.pgfiles.sql.Signing.presignBatch(java.lang.String,byte[])';

comment on function pgfiles.java_presign_batch(text, bytea) is
    'The same as java_presign for thousands of requests: UTF-8 in and out costs one copy instead '
    'of a conversion.';

-- sql/40_java/java_run_batch.sql
create function pgfiles.java_run_batch(batch text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Worker.runBatch(java.lang.String)';

comment on function pgfiles.java_run_batch(text) is
    'Does a batch of jobs against S3 on a thread pool; a JSON object with the jobs in, one with a '
    'result for each out.';

-- sql/40_java/java_sign_form.sql
create function pgfiles.java_sign_form(profile text, request text)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Signing.signPostPolicy(java.lang.String,java.lang.String)';

comment on function pgfiles.java_sign_form(text, text) is
$$Signs a form with which a browser uploads one file.

request: seconds, key, exact|prefix, least and most bytes, then pairs of name and value of further
fields; parted by tabs. The answer: URL, then pairs of name and value of all fields. Source: AWS,
Browser-Based Uploads Using POST (AWS Signature Version 4).$$;

-- sql/40_java/java_signing_keys.sql
create function pgfiles.java_signing_keys(request text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Credentials.signingKeys(java.lang.String)';

comment on function pgfiles.java_signing_keys(text) is
    'Resolves AWS credentials and derives signing keys from them; JSON in, JSON out, and the '
    'secret key in neither.';

-- sql/45_views/dead_letters.sql
create view files.dead_letters
    with (security_invoker = true)
as
select j.id, j.kind, j.file_id, j.attempts, j.last_error, j.created_at, j.died_at
from pgfiles.job j
where j.died_at is not null;

comment on view files.dead_letters is
$$Jobs that used up their attempts

files.retry_jobs gives them another round; otherwise they are kept for the setting
dead_letter_retention. For DBAs.$$;
comment on column files.dead_letters.id is 'Of the job.';
comment on column files.dead_letters.kind is 'What was to be done.';
comment on column files.dead_letters.file_id is 'With which file.';
comment on column files.dead_letters.attempts is 'How often it was tried.';
comment on column files.dead_letters.last_error is 'Why the last attempt did not succeed.';
comment on column files.dead_letters.created_at is 'When it was queued.';
comment on column files.dead_letters.died_at is 'When it was given up.';

-- sql/45_views/file_upload_requests.sql
create view files.file_upload_requests
    with (security_invoker = true)
as
select
    f.id,
    f.entity_type,
    f.entity_id,
    f.file_name,
    f.file_type,
    case
        when f.status in ('rejected', 'failed') then 'failed'
        else 'completed'
    end as status,
    case when f.status = 'pending' then (
        select u.url
        from pgfiles.sign_uploads(
            array[f.id], pgfiles.setting('upload_expires_in')::integer
        ) u
    ) end as presigned_url,
    concat_ws(': ', f.status_reason, f.status_detail) as error_message,
    f.s3_original_key as s3_key,
    f.id as file_id,
    f.created_at
from pgfiles.file f
where f.owner_id = (select pgfiles.current_user_id())
    and f.upload_method in ('put', 'unsized_put');

comment on view files.file_upload_requests is
$$The caller's own upload requests, for clients that poll

Every request is completed at once, with a URL that is signed anew at each reading while nothing was
uploaded.$$;
comment on column files.file_upload_requests.id is 'Of the request, and of the file.';
comment on column files.file_upload_requests.entity_type is
    'Kind of the row that the file belongs to.';
comment on column files.file_upload_requests.entity_id is 'Id of the row that the file belongs to.';
comment on column files.file_upload_requests.file_name is 'As the client named it.';
comment on column files.file_upload_requests.file_type is 'Content type; send it with the PUT.';
comment on column files.file_upload_requests.status is
    'completed, or failed once the file was rejected or has failed.';
comment on column files.file_upload_requests.presigned_url is
    'The PUT''s URL for 900 seconds; null once the upload was confirmed.';
comment on column files.file_upload_requests.error_message is 'Why it failed; empty otherwise.';
comment on column files.file_upload_requests.s3_key is
    'The key to insert into files as s3_original_key.';
comment on column files.file_upload_requests.file_id is 'The same as id.';
comment on column files.file_upload_requests.created_at is 'When it was asked for.';

-- sql/45_views/files.sql
create view files.files
    with (security_invoker = true)
as
select
    f.id,
    f.entity_type,
    f.entity_id,
    f.file_name,
    f.file_type,
    f.file_size,
    f.sha256,
    f.status,
    f.status_reason,
    f.status_detail,
    f.width,
    f.height,
    case when guarded.name is null then f.latitude end as latitude,
    case when guarded.name is null then f.longitude end as longitude,
    case when guarded.name is null then f.altitude end as altitude,
    case when stripped.name is null then f.captured_at end as captured_at,
    case when stripped.name is null then f.captured_at_local end as captured_at_local,
    case when stripped.name is null then f.camera_make end as camera_make,
    case when stripped.name is null then f.camera_model end as camera_model,
    case when stripped.name is null then f.lens_model end as lens_model,
    case when stripped.name is null then f.exposure_time end as exposure_time,
    case when stripped.name is null then f.f_number end as f_number,
    case when stripped.name is null then f.iso end as iso,
    case when stripped.name is null then f.focal_length end as focal_length,
    case when stripped.name is null then f.orientation end as orientation,
    case
        when guarded.name is null then f.exif
        when stripped.name is null then pgfiles.without_gps(f.exif)
    end as exif,
    f.organization_id,
    f.owner_id,
    f.uploader_id,
    f.bucket,
    f.s3_original_key,
    f.created_at,
    f.uploaded_at,
    f.processed_at,
    -- Of a file in quarantine they are kept, and shown when it is released.
    case when f.status = 'ready' then f.variants end as variants,
    f.labels,
    case when guarded.name is null then f.s3_original_key
        else f.variants #>> '{stripped,s3_key}'
    end as download_key
from pgfiles.file f
-- The bucket if its policy holds for this reader, and again if the policy is strip; otherwise, and
-- for most buckets, nothing. Here and not in every column: the caller is looked at once for a
-- query, and a query without these columns does without the joins. The columns only test for null,
-- which costs nothing: the planner inlines the computed columns as long as all expressions of a row
-- together cost less than ten operators.
left join pgfiles.bucket guarded
    on guarded.name = f.bucket
    and guarded.exif_policy <> 'keep'
    and f.owner_id is distinct from (select pgfiles.current_user_id())
    and not (select pgfiles.is_org_admin() or pgfiles.is_dba())
left join pgfiles.bucket stripped
    on stripped.name = guarded.name
    and stripped.exif_policy = 'strip';

comment on view files.files is
$$Files that the caller may see

A file of an entity is seen by whoever sees the entity's row, within the caller's organization; a
file without an entity by its owner; both by an admin of the organization. Signed URLs are computed
columns: select=id,file_name,download_url.

A bucket may hide EXIF, or only the place, from others than the uploader and the admins.$$;

comment on column files.files.id is 'uuid version 7: ordered by time of creation.';
comment on column files.files.entity_type is
    'With entity_id: the row of the application that the file belongs to; null: its owner''s.';
comment on column files.files.entity_id is 'See entity_type.';
comment on column files.files.file_name is 'As the client named it; never part of a key.';
comment on column files.files.file_type is
    'Content type as declared, confirmed against the bytes before ready.';
comment on column files.files.file_size is 'Bytes, as declared and signed into the upload.';
comment on column files.files.sha256 is
    'Hex digest of the bytes: declared by the client or computed by the worker.';
comment on column files.files.status is
    'pending (no bytes yet), uploaded (waits for a worker), processing, ready, rejected (the bytes '
    'are wrong), failed (we are).';
comment on column files.files.status_reason is
    'Why rejected or failed, one word; also why a ready file has no thumbnails.';
comment on column files.files.status_detail is
    'The same for a person: the limit and the value received.';
comment on column files.files.width is 'Pixels, upright.';
comment on column files.files.height is 'Pixels, upright.';
comment on column files.files.latitude is 'Degrees, WGS 84 (EXIF GPSLatitude).';
comment on column files.files.longitude is 'Degrees, WGS 84 (EXIF GPSLongitude).';
comment on column files.files.altitude is 'Metres above sea level (EXIF GPSAltitude).';
comment on column files.files.captured_at is
    'Moment of capture, known if EXIF has an offset or GPS time.';
comment on column files.files.captured_at_local is
    'Capture time on the camera''s clock (EXIF DateTimeOriginal).';
comment on column files.files.camera_make is 'Maker of the camera (EXIF Make).';
comment on column files.files.camera_model is 'Model of the camera (EXIF Model).';
comment on column files.files.lens_model is 'Lens (EXIF LensModel).';
comment on column files.files.exposure_time is 'Seconds (EXIF ExposureTime).';
comment on column files.files.f_number is 'Aperture (EXIF FNumber).';
comment on column files.files.iso is 'Sensitivity (EXIF PhotographicSensitivity).';
comment on column files.files.focal_length is 'Millimetres (EXIF FocalLength).';
comment on column files.files.orientation is
    'EXIF Orientation 1..8 of the original; thumbnails are upright.';
comment on column files.files.exif is 'All EXIF tags as text, bounded, binary left out.';
comment on column files.files.labels is 'What classifiers said about it; null: nothing.';
comment on column files.files.download_key is
    'S3 key of what the caller downloads as the original: of the original, or of its copy without '
    'metadata; null if there is none.';
comment on column files.files.organization_id is
    'Tenant by the uploader''s token; first segment of the key.';
comment on column files.files.owner_id is 'The uploader by the token.';
comment on column files.files.uploader_id is
    'The uploader''s row in users: select=*,users(display_name); null if not known there.';
comment on column files.files.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column files.files.s3_original_key is 'S3 key of the original.';
comment on column files.files.created_at is 'When its upload was asked for.';
comment on column files.files.uploaded_at is 'When its upload was confirmed.';
comment on column files.files.processed_at is 'When it became ready, rejected or failed.';
comment on column files.files.variants is
    'Smaller copies by name: s3_key, file_type, file_size in bytes, width and height in pixels; '
    'null if there are none.';

create trigger register_upload
    instead of insert on files.files
    for each row execute function pgfiles.register_upload();

create trigger refuse_change
    instead of update or delete on files.files
    for each row execute function pgfiles.refuse_change();

-- sql/45_views/logged_actions.sql
create view files.logged_actions
    with (security_invoker = true)
as
select
    a.id,
    a.logged_at,
    a.action,
    a.organization_id,
    a.user_id,
    a.role_name,
    a.file_ids,
    a.request_id,
    a.method,
    a.path,
    a.table_name,
    a.row_id,
    a.old_row,
    a.new_row
from audit.logged_actions a;

comment on view files.logged_actions is
$$Who did what in the caller's organization

For admins of the organization; others see nothing. Files: file_ids=cs.{...}.$$;
comment on column files.logged_actions.id is 'Given out in order.';
comment on column files.logged_actions.logged_at is 'When.';
comment on column files.logged_actions.action is
    'The API function; or insert, update, delete of a row of table_name.';
comment on column files.logged_actions.organization_id is
    'That of the row if it has one, else the caller''s.';
comment on column files.logged_actions.user_id is 'The caller by the token, or role:<name>.';
comment on column files.logged_actions.role_name is 'The database role of the request.';
comment on column files.logged_actions.file_ids is 'The files that it was about.';
comment on column files.logged_actions.request_id is
    'Header X-Request-Id, else traceparent, if the client or a proxy sent one.';
comment on column files.logged_actions.method is 'HTTP method; null outside a request.';
comment on column files.logged_actions.path is 'Path of the request, without its query.';
comment on column files.logged_actions.table_name is 'Whose row was changed; null for a call.';
comment on column files.logged_actions.row_id is 'Key of that row.';
comment on column files.logged_actions.old_row is 'What was changed, before.';
comment on column files.logged_actions.new_row is 'What was changed, after.';

-- sql/45_views/organization_usage.sql
create view files.organization_usage
    with (security_invoker = true)
as
select
    organization_id,
    coalesce(u.bytes, 0) as used_bytes,
    coalesce(u.files, 0) as used_files,
    nullif(coalesce(q.max_bytes, pgfiles.setting('quota_max_bytes')::bigint), 0) as max_bytes,
    nullif(coalesce(q.max_files, pgfiles.setting('quota_max_files')::bigint), 0) as max_files
from (
    select u.organization_id, sum(u.bytes)::bigint as bytes, sum(u.files)::bigint as files
    from pgfiles.quota_usage u
    group by u.organization_id
) u
full join pgfiles.quota q using (organization_id);

comment on view files.organization_usage is
$$What the caller's organization uses, and may use

One row, none before its first file. Uploads count from the moment they are asked for, with the size
that they may have at most, until they are rejected, have failed, or are deleted; variants do not
count.$$;
comment on column files.organization_usage.organization_id is 'As the token names it.';
comment on column files.organization_usage.used_bytes is 'Bytes of its files together.';
comment on column files.organization_usage.used_files is 'Number of its files.';
comment on column files.organization_usage.max_bytes is 'Its quota in bytes; null: without limit.';
comment on column files.organization_usage.max_files is 'Its quota in files; null: without limit.';

-- sql/45_views/users.sql
create view files.users
    with (security_invoker = true)
as
select
    u.id,
    u.user_id,
    u.handle,
    u.display_name
from identity.users u;

comment on view files.users is
$$The users of the caller's organization

Who has called with a token of that organization: to show who uploaded a file, for example
/files?select=file_name,users(display_name).$$;
comment on column files.users.id is 'uploader_id of the files.';
comment on column files.users.user_id is 'By the token; owner_id of the files.';
comment on column files.users.handle is 'What he signs in with.';
comment on column files.users.display_name is 'Full name.';

-- sql/50_api/abort_multipart_upload.sql
create function files.abort_multipart_upload(
    file_id uuid default null,
    upload_id text default null,
    expires_in integer default null
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_request files.signed_request;
begin
    select abort_multipart_upload.file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at
    into v_request
    from pgfiles.sign_multipart(
        file_id, upload_id, 'abort', '{0}',
        pgfiles.checked_expires_in(expires_in, 'part')) m;
    perform pgfiles.mark_aborted(file_id);
    perform pgfiles.log_action('abort_multipart_upload', array[file_id]);
    return v_request;
end
$$;

comment on function files.abort_multipart_upload(uuid, text, integer) is
$$Gives up an upload in parts

Sets the file to rejected (aborted) and signs S3's AbortMultipartUpload; send it, so that S3 forgets
the parts.

Errors: 22023 upload_id cannot be, PT404 no such upload of yours, PT503 no signing key.$$;

-- sql/50_api/attach_file.sql
create function files.attach_file(
    file_id uuid default null,
    entity_type text default null,
    entity_id text default null
)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
    v_bucket pgfiles.bucket;
begin
    select f.* into v_file
    from files.files f
    where f.id = attach_file.file_id and f.owner_id = pgfiles.current_user_id();
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'send the file_id of an upload of yours');
    elsif entity_type is null then
        perform pgfiles.raise_error('invalid_argument', 'entity_type is missing',
            'send entity_type and entity_id');
    elsif (v_file.entity_type, v_file.entity_id) = (attach_file.entity_type, attach_file.entity_id)
    then
        return v_file;
    elsif v_file.entity_type is not null then
        perform pgfiles.raise_error('file_attached',
            format('the file belongs to %s %s', v_file.entity_type, v_file.entity_id),
            'upload the file again for the other entity');
    end if;
    perform pgfiles.check_entity_for_upload(entity_type, entity_id);
    -- The limits of where an upload for the entity would have gone.
    select b.* into v_bucket
    from pgfiles.bucket b
    where b.name = pgfiles.bucket_for(v_file.organization_id, attach_file.entity_type);
    perform pgfiles.check_type_is_allowed(v_file.file_type, v_bucket.allowed_types);
    if v_file.file_size > v_bucket.max_bytes then
        perform pgfiles.raise_error('too_large',
            format('at most %s bytes, got %s', v_bucket.max_bytes, v_file.file_size),
            'send a smaller file');
    end if;
    if exists (
        select
        from pgfiles.bucket b
        where b.name = v_file.bucket
            and (b.exif_policy = 'keep' and v_bucket.exif_policy <> 'keep'
                or b.exif_policy = 'hide_gps' and v_bucket.exif_policy = 'strip')) then
        perform pgfiles.raise_error('not_allowed',
            format('the EXIF of files of %s is hidden, this one''s would not be', entity_type),
            'upload the file for the entity');
    end if;
    -- As the caller: the policy file_update_to_attach decides again.
    update pgfiles.file f
    set entity_type = attach_file.entity_type, entity_id = attach_file.entity_id
    where f.id = attach_file.file_id;
    if not found then
        perform pgfiles.raise_error('file_attached', 'it was given to another entity just now',
            'upload the file again for the other entity');
    end if;
    perform pgfiles.log_action('attach_file', array[file_id]);
    select f.* into v_file from files.files f where f.id = attach_file.file_id;
    return v_file;
end
$$;

comment on function files.attach_file(uuid, text, text) is
$$Gives a file of yours to an entity

For files that were uploaded before the entity's row was there: from now on whoever sees the entity
sees the file. You must have uploaded it and be allowed to update the entity's row. Bucket and S3
key stay as they are. Once attached, a file stays with its entity; the same call again is
harmless.

Errors: 22023 malformed argument or unknown entity type, PT404 no such file of yours, entity not
found or not visible, 42501 entity may not be changed, or its files' EXIF is hidden and this one's
is not, PT409 the file belongs to another entity,
PT413 too large or PT415 type not allowed for this entity type.$$;

-- sql/50_api/complete_multipart_upload.sql
create function files.complete_multipart_upload(
    file_id uuid default null,
    upload_id text default null,
    expires_in integer default null
)
    returns files.signed_request
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at
    from pgfiles.sign_multipart(
        file_id, upload_id, 'complete', '{0}',
        pgfiles.checked_expires_in(expires_in, 'part')) m
$$;

comment on function files.complete_multipart_upload(uuid, text, integer) is
$$A signed request that puts the parts together

Signs S3's CompleteMultipartUpload. Send it with the XML body that S3 wants, PartNumber and ETag of
every part in order; wait for the whole answer, which may take minutes and may be an error under
status 200; then call confirm_upload.

Errors: 22023 upload_id cannot be, PT404 no such upload of yours, PT503 no signing key.$$;

-- sql/50_api/confirm_upload.sql
create function files.confirm_upload(file_id uuid default null)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
begin
    perform pgfiles.mark_uploaded(array[file_id]);
    select f.* into v_file
    from files.files f
    where f.id = confirm_upload.file_id
        and (f.owner_id = pgfiles.current_user_id() or pgfiles.is_org_admin() or pgfiles.is_dba());
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'send the file_id of generate_upload_url; only its uploader can confirm a file');
    end if;
    perform pgfiles.log_action('confirm_upload', array[file_id]);
    return v_file;
end
$$;

comment on function files.confirm_upload(uuid) is
$$Says that the upload is done

Sets the file to uploaded and queues its processing; a worker then checks the object against what
was declared, reads EXIF and makes the thumbnails. Follow the file's status: ready, or rejected or
failed with status_reason and status_detail. Calling it again is harmless, and needed if the first
call came before the upload (rejected, object_missing).

Errors: PT404 no such file of yours.$$;

-- sql/50_api/confirm_uploads.sql
create function files.confirm_uploads(file_ids uuid[] default null)
    returns table (item bigint, file_id uuid, status text, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_own uuid[];
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    perform pgfiles.mark_uploaded(file_ids);
    v_own := array(
        select f.id
        from files.files f
        where f.id = any (file_ids)
            and (
                f.owner_id = pgfiles.current_user_id()
                or pgfiles.is_org_admin()
                or pgfiles.is_dba()));
    perform pgfiles.log_action('confirm_uploads', v_own);
    return query
        select a.item, a.file_id, f.status,
            case when f.id is null then
                (select pgfiles.error_as_json(e.sqlstate, e.message, a.file_id::text,
                     'only its uploader can confirm a file')
                 from pgfiles.error e where e.code = 'file_not_found')
            end
        from unnest(file_ids) with ordinality a (file_id, item)
        left join files.files f on f.id = a.file_id and f.id = any (v_own)
        order by a.item;
end
$$;

comment on function files.confirm_uploads(uuid[]) is
$$Says that many uploads are done

confirm_upload for up to 10,000 files. One row each, in the same order; item counts from 1. A file
that is not yours has its error in the row and does not fail the others.

Errors: 22023 too many items.$$;

-- sql/50_api/create_multipart_upload.sql
create function files.create_multipart_upload(
    entity_type text default null,
    entity_id text default null,
    file_name text default null,
    file_type text default null,
    file_size bigint default null,
    expires_in integer default null,
    use_location boolean default false
)
    returns files.signed_multipart_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'part');
    v_file_id uuid := pgfiles.create_file(
        entity_type, entity_id, file_name, file_type, file_size, null, 'multipart',
        use_location);
    v_part_size bigint := pgfiles.part_size_for(file_size);
    v_request files.signed_multipart_request;
begin
    select v_file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at, v_part_size,
        ((file_size + v_part_size - 1) / v_part_size)::integer
    into v_request
    from pgfiles.sign_multipart(v_file_id, null, 'create', '{0}', v_expires_in) m;
    perform pgfiles.admit_call('create_multipart_upload', array[v_file_id], true);
    return v_request;
end
$$;

comment on function
    files.create_multipart_upload(text, text, text, text, bigint, integer, boolean) is
$$Begins an upload in parts

For files of any size up to 5 TiB, best from 100 MiB. Creates the file in status pending and signs
S3's CreateMultipartUpload. Send it with exactly the returned headers and read UploadId from S3's
answer; cut the file into part_count parts of part_size bytes (the last one has what remains); have
each signed by sign_part or sign_parts and PUT it; then complete_multipart_upload and
confirm_upload. expires_in: seconds, 3600 by default, 86400 at most.

Errors: as generate_upload_url.$$;

-- sql/50_api/download_url.sql
-- The argument has no name on purpose: PostgREST serves functions of named arguments as RPCs, and
-- there a client could make up the row and have the key of its choice signed. As a column it gets
-- rows that row-level security let through. There is no set clause, so that it is inlined.
create function files.download_url(files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select case when $1.status = 'ready'
        then pgfiles.column_url($1.bucket, $1.download_key, $1.file_name)
    end
$$;

comment on function files.download_url(files.files) is
    'A signed URL of the original, for 300 seconds at least; the same for a minute; null until the '
    'file is ready. A computed column of files.';

-- sql/50_api/find_similar.sql
create function files.find_similar(file_id uuid default null, max_distance integer default 8)
    returns table (
        distance integer, id uuid, file_name text, entity_type text, entity_id text,
        created_at timestamptz, is_same_content boolean, thumbnail_small_url text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_file files.files;
begin
    select f.* into v_file from files.files f where f.id = find_similar.file_id;
    if not found then
        perform pgfiles.raise_error('file_not_found',
            coalesce(find_similar.file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    elsif v_file.status <> 'ready' then
        perform pgfiles.raise_error('file_not_ready', 'the file is ' || v_file.status,
            'upload it and wait until it is ready');
    elsif max_distance is null or max_distance not between 0 and 11 then
        perform pgfiles.raise_error('invalid_argument',
            format('max_distance must be between 0 and 11, got %s',
                coalesce(max_distance::text, 'null')),
            'leave it out for 8');
    end if;
    return query
        select s.distance, f.id, f.file_name, f.entity_type, f.entity_id, f.created_at,
            f.sha256 = v_file.sha256, files.thumbnail_small_url(f)
        from pgfiles.similar_files(find_similar.file_id, max_distance) s
        join files.files f on f.id = s.id
        order by s.distance, f.created_at, f.id;
end
$$;

comment on function files.find_similar(uuid, integer) is
$$Pictures that look like this one

The other images among the files that you may see, in the same organization, the most alike first.
distance: how many of 64 bits of the perceptual hashes differ; 0 to about 4 is the same photo saved
again, up to about 8 one that was scaled or retouched. max_distance: 0 to 11. is_same_content: the
same bytes. A file without decoded pixels resembles none.

Errors: 22023 max_distance out of range, PT404 file not found or not visible, PT422 file not
ready.$$;

-- sql/50_api/generate_download_url.sql
create function files.generate_download_url(
    file_id uuid default null,
    variant text default 'original',
    expires_in integer default null,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'download');
    v_stable_for integer := pgfiles.checked_stable_for(stable_for);
    v_file files.files;
    v_key text;
    v_request files.signed_request;
begin
    select f.* into v_file from files.files f where f.id = generate_download_url.file_id;
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    elsif v_file.status <> 'ready' then
        perform pgfiles.raise_error('file_not_ready', 'the file is ' || v_file.status,
            'upload it and wait until it is ready');
    end if;
    v_key := case when variant = 'original' then v_file.download_key
        else v_file.variants #>> array[variant, 's3_key'] end;
    if v_key is null then
        perform pgfiles.raise_error('variant_not_found', left(variant, 100),
            concat(
                case when variant = 'original' then
                    'the bucket keeps originals private, and this file has no copy without '
                    'metadata; ' end,
                'it has: ', array_to_string(array(
                select 'original' where v_file.download_key is not null
                union all
                (select v.key
                from jsonb_each(v_file.variants) v
                order by (v.value -> 'width')::integer)), ', ')));
    end if;
    select v_file.id, 'GET', d.url, '{}'::jsonb, null::jsonb, d.expires_at
    into v_request
    from pgfiles.sign_downloads(
        v_file.bucket, array[v_key], array[v_file.file_name], v_expires_in,
        is_attachment, v_stable_for) d;
    perform pgfiles.admit_call('generate_download_url', array[file_id]);
    return v_request;
end
$$;

comment on function files.generate_download_url(uuid, text, integer, boolean, integer) is
$$A signed URL for one download

variant: original, or the name of a variant such as thumbnail_small. expires_in: seconds, 300 by
default, 86400 at most. is_attachment: the browser saves the file under its name instead of showing
it. stable_for: seconds, 0 to 86400; within a window of that length the same call gives the same
URL, so that browsers and CDNs can cache it; it lives expires_in at least.

Errors: 22023 argument out of range, PT404 file not found or not visible, or no such variant, PT422
file not ready, PT429 too many calls a minute, PT503 no signing key.$$;

-- sql/50_api/generate_download_urls.sql
create function files.generate_download_urls(
    file_ids uuid[] default null,
    variant text default 'original',
    expires_in integer default null,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns table (
        item bigint, file_id uuid, method text, url text,
        headers jsonb, fields jsonb, expires_at timestamptz, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'download');
    v_stable_for integer := pgfiles.checked_stable_for(stable_for);
    v_count integer := coalesce(pgfiles.checked_batch_size(cardinality(file_ids)), 0);
    v_urls text[] := array_fill(null::text, array[v_count]);
    v_expires_at timestamptz[] := array_fill(null::timestamptz, array[v_count]);
    v_bucket text;
    v_items bigint[];
    v_keys text[];
    v_file_names text[];
    v_url record;
begin
    -- As the caller: what row-level security hides gets no URL.
    for v_bucket, v_items, v_keys, v_file_names in
        select f.bucket, array_agg(a.item), array_agg(k.key), array_agg(f.file_name)
        from unnest(file_ids) with ordinality a (file_id, item)
        join files.files f on f.id = a.file_id and f.status = 'ready'
        cross join lateral (
            select case when generate_download_urls.variant = 'original' then f.download_key
                else f.variants #>> array[generate_download_urls.variant, 's3_key'] end) k (key)
        where k.key is not null
        group by f.bucket
    loop
        for v_url in
            select d.item, d.url, d.expires_at
            from pgfiles.sign_downloads(
                v_bucket, v_keys, v_file_names, v_expires_in, is_attachment, v_stable_for) d
        loop
            v_urls[v_items[v_url.item]] := v_url.url;
            v_expires_at[v_items[v_url.item]] := v_url.expires_at;
        end loop;
    end loop;
    return query
        select a.item, a.file_id, case when a.url is not null then 'GET' end, a.url,
            case when a.url is not null then '{}'::jsonb end, null::jsonb, a.expires_at,
            case when a.url is null then pgfiles.download_error(a.file_id) end
        from unnest(file_ids, v_urls, v_expires_at)
            with ordinality a (file_id, url, expires_at, item);
    -- The audit has the files that got a URL; all items cost.
    perform pgfiles.admit_call(
        'generate_download_urls',
        array(
            select a.file_id
            from unnest(file_ids, v_urls) a (file_id, url)
            where a.url is not null),
        items => v_count);
end
$$;

comment on function files.generate_download_urls(uuid[], text, integer, boolean, integer) is
$$Signed URLs for many downloads

One row for each of up to 10,000 file_ids, in the same order; item counts from 1. A file that is not
visible, not ready or without that variant has its error in the row and does not fail the others.
The other arguments are those of generate_download_url.

Errors: 22023 argument out of range, PT429 too many calls a minute, PT503 no signing key.$$;

-- sql/50_api/generate_upload_form.sql
create function files.generate_upload_form(
    entity_type text default null,
    entity_id text default null,
    file_name text default null,
    file_type text default null,
    max_size bigint default null,
    min_size bigint default 1,
    expires_in integer default null,
    use_location boolean default false
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'upload');
    v_file_id uuid := pgfiles.create_file(
        entity_type, entity_id, file_name, file_type, null, null, 'form', use_location);
    v_bucket_max bigint := (
        select b.max_bytes
        from pgfiles.bucket b join pgfiles.file f on f.bucket = b.name
        where f.id = v_file_id);
    v_request files.signed_request;
begin
    perform pgfiles.check_file_size(coalesce(max_size, v_bucket_max), v_bucket_max, 'put');
    if min_size is null or min_size < 0 or min_size > coalesce(max_size, v_bucket_max) then
        perform pgfiles.raise_error('invalid_argument',
            format('min_size must be between 0 and max_size, got %s',
                coalesce(min_size::text, 'null')),
            'leave it out for 1 byte');
    end if;
    v_request := pgfiles.sign_form(
        v_file_id, min_size, coalesce(max_size, v_bucket_max), v_expires_in);
    perform pgfiles.admit_call('generate_upload_form', array[v_file_id], true);
    return v_request;
end
$$;

comment on function
    files.generate_upload_form(text, text, text, text, bigint, bigint, integer, boolean) is
$$A signed form for one upload from a browser

Creates the file in status pending and signs a POST form (multipart/form-data) for min_size to
max_size bytes of content type file_type; max_size is the bucket's limit unless given. Send all
returned fields, then the file as the last field, named file; then call confirm_upload. Use it where
the size is not known beforehand; generate_upload_url binds the exact size.

Errors: as generate_upload_url.$$;

-- sql/50_api/generate_upload_url.sql
create function files.generate_upload_url(
    entity_type text default null,
    entity_id text default null,
    file_name text default null,
    file_type text default null,
    file_size bigint default null,
    sha256 text default null,
    expires_in integer default null,
    use_location boolean default false
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'upload');
    v_file_id uuid := pgfiles.create_file(
        entity_type, entity_id, file_name, file_type, file_size, sha256,
        use_location => use_location);
    v_request files.signed_request;
begin
    select u.file_id, 'PUT', u.url, u.headers, null::jsonb, u.expires_at
    into v_request
    from pgfiles.sign_uploads(array[v_file_id], v_expires_in) u;
    perform pgfiles.admit_call('generate_upload_url', array[v_file_id], true);
    return v_request;
end
$$;

comment on function
    files.generate_upload_url(text, text, text, text, bigint, text, integer, boolean) is
$$A signed URL for one upload

Creates the file in status pending and signs a PUT of exactly file_size bytes (1 to the bucket's
max_bytes, 50 MiB by default) of content type file_type. Send the PUT with exactly the returned
headers, then call confirm_upload.

entity_type, entity_id: the row that the file will belong to; you must be allowed to update it. Both
null: it is yours alone. file_name: any bare name. sha256: 64 hex digits, optional, then checked by
S3. expires_in: seconds, 900 by default, 3600 at most. use_location: the place where the photo was
taken may be written to the entity, if that has none; you must be allowed to update these columns.

Errors: 22023 malformed argument or unknown entity type, PT404 entity not found or not visible,
42501 entity may not be changed, PT413 too large or above the organization's quota, PT415 type not
allowed, PT429 too many calls a minute, PT503 no signing key or bucket.$$;

-- sql/50_api/generate_upload_urls.sql
create function files.generate_upload_urls(
    items jsonb default null,
    expires_in integer default null
)
    returns table (
        item integer, file_id uuid, method text, url text,
        headers jsonb, fields jsonb, expires_at timestamptz, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'upload');
    v_count integer;
    v_file_ids uuid[];
    v_errors jsonb[];
    v_code text;
    v_message text;
    v_detail text;
    v_hint text;
begin
    if items is null or jsonb_typeof(items) <> 'array' then
        perform pgfiles.raise_error('invalid_argument', 'items must be a JSON array',
            'send [{"file_name": ..., "file_type": ..., "file_size": ...}, ...]');
    end if;
    v_count := pgfiles.checked_batch_size(jsonb_array_length(items));
    v_file_ids := array_fill(null::uuid, array[v_count]);
    v_errors := array_fill(null::jsonb, array[v_count]);

    for i in 1 .. v_count loop
        begin
            v_file_ids[i] := pgfiles.create_file(
                items -> (i - 1) ->> 'entity_type',
                items -> (i - 1) ->> 'entity_id',
                items -> (i - 1) ->> 'file_name',
                items -> (i - 1) ->> 'file_type',
                (items -> (i - 1) ->> 'file_size')::bigint,
                items -> (i - 1) ->> 'sha256',
                use_location => (items -> (i - 1) ->> 'use_location')::boolean);
        exception
            -- One bad item must not fail the others. What is no error of the item fails the call.
            when data_exception or insufficient_privilege
                or sqlstate 'PT404' or sqlstate 'PT413' or sqlstate 'PT415' then
                get stacked diagnostics
                    v_code = returned_sqlstate, v_message = message_text,
                    v_detail = pg_exception_detail, v_hint = pg_exception_hint;
                v_errors[i] := pgfiles.error_as_json(v_code, v_message, v_detail, v_hint);
        end;
    end loop;

    return query
        select i.item::integer, i.file_id, case when u.url is not null then 'PUT' end,
            u.url, u.headers, null::jsonb, u.expires_at, i.error
        from unnest(v_file_ids, v_errors) with ordinality i (file_id, error, item)
        left join pgfiles.sign_uploads(array_remove(v_file_ids, null), v_expires_in) u
            on u.file_id = i.file_id
        order by i.item;
    perform pgfiles.admit_call(
        'generate_upload_urls', array_remove(v_file_ids, null), true, items => v_count);
end
$$;

comment on function files.generate_upload_urls(jsonb, integer) is
$$Signed URLs for many uploads

items: an array of up to 10,000 objects with the arguments of generate_upload_url. One row each, in
the same order; item counts from 1. An item that is refused has its error in the row (code, message,
details, hint) and does not fail the others.

Errors: 22023 items is no array or too long, expires_in out of range, PT413 all together are above
the organization's quota, PT429 too many calls a minute, PT503 no signing key or bucket.$$;

-- sql/50_api/get_upload_url.sql
create function files.get_upload_url(p_request_id uuid)
    returns table (status text, url text, error text, file_id uuid)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        case when u.url is null then 'failed' else 'completed' end,
        u.url,
        case when u.url is null then 'no pending request of yours has this id' end,
        u.file_id
    from (select) one_row
    left join pgfiles.sign_uploads(
        array[p_request_id], pgfiles.setting('upload_expires_in')::integer) u
        on true
$$;

comment on function files.get_upload_url(uuid) is
$$The upload URL of a request, for clients that poll

Always one row: completed with a URL signed anew for 900 seconds, or failed with an error. PUT the
file there with the content type that was asked for; then insert it into files with its
s3_original_key, or call confirm_upload.

Errors: none of the request, which would be in its row; PT503 no signing key.$$;

-- sql/50_api/get_upload_url_sync.sql
create function files.get_upload_url_sync(
    p_entity_type text,
    p_entity_id text,
    p_file_name text,
    p_file_type text
)
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid := files.request_upload_url(
        p_entity_type, p_entity_id, p_file_name, p_file_type);
begin
    return (select u.url from files.get_upload_url(v_file_id) u);
end
$$;

comment on function files.get_upload_url_sync(text, text, text, text) is
$$An upload URL in one call, for clients of request_upload_url that have stopped polling

request_upload_url and get_upload_url together; the answer is the URL alone.

Errors: as generate_upload_url.$$;

-- sql/50_api/list_parts.sql
create function files.list_parts(
    file_id uuid default null,
    upload_id text default null,
    after_part_number integer default 0,
    expires_in integer default null
)
    returns files.signed_request
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at
    from pgfiles.sign_multipart(file_id, upload_id, 'list', array[after_part_number],
        pgfiles.checked_expires_in(expires_in, 'part')) m
$$;

comment on function files.list_parts(uuid, text, integer, integer) is
$$A signed request that lists the parts S3 has

For resuming an upload: signs S3's ListParts for up to 1,000 parts after after_part_number. The
answer is XML with PartNumber, Size and ETag of each.

Errors: 22023 upload_id cannot be, PT404 no such upload of yours, PT503 no signing key.$$;

-- sql/50_api/parse_exif.sql
-- The argument has no name, so that PostgREST takes the body of the request for it.
create function files.parse_exif(bytea)
    returns files.exif
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := octet_length($1);
    v_max bigint := pgfiles.setting('image_max_bytes')::bigint;
begin
    if coalesce(v_size, 0) = 0 then
        perform pgfiles.raise_error('invalid_argument', 'the body is empty',
            'send the bytes of the image, with content type application/octet-stream');
    elsif v_size > v_max then
        perform pgfiles.raise_error('too_large',
            format('at most %s bytes, got %s', v_max, v_size),
            'send the beginning of the file: EXIF is in its first 64 KiB, as a rule');
    end if;
    perform pgfiles.admit_call('parse_exif', '{}');
    return jsonb_populate_record(null::files.exif, pgfiles.read_exif($1));
end
$$;

comment on function files.parse_exif(bytea) is
$$Reads the EXIF of an image that is sent along

The body of the request is the image, with content type application/octet-stream: JPEG, PNG, WebP,
TIFF, HEIC or AVIF, at most 50 MiB, or only its beginning. Nothing is stored. Everything is null
where the image has no EXIF.

Errors: 22023 no body, PT413 too large, PT415 no image, PT429 too many calls.$$;

-- sql/50_api/release_file.sql
create function files.release_file(file_id uuid default null)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
begin
    perform pgfiles.mark_released(file_id);
    select f.* into v_file from files.files f where f.id = release_file.file_id;
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    elsif v_file.status <> 'ready' then
        perform pgfiles.raise_error('not_allowed',
            format('the file is %s', concat_ws(' ', v_file.status, v_file.status_reason)),
            'only an admin of the organization can release a file, and only from quarantine');
    end if;
    perform pgfiles.log_action('release_file', array[file_id]);
    return v_file;
end
$$;

comment on function files.release_file(uuid) is
$$Takes a file out of quarantine

For admins of the organization and DBAs: sets a file that a hook put into quarantine to ready, with
its thumbnails. Calling it again is harmless.

Errors: 42501 you are no admin, or the file is not in quarantine; PT404 file not found or not
visible.$$;

-- sql/50_api/request_upload_url.sql
create function files.request_upload_url(
    p_entity_type text,
    p_entity_id text,
    p_file_name text,
    p_file_type text
)
    returns uuid
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid := pgfiles.create_file(
        p_entity_type, p_entity_id, p_file_name, p_file_type, null, null, 'unsized_put');
begin
    perform pgfiles.admit_call('request_upload_url', array[v_file_id], true);
    return v_file_id;
end
$$;

comment on function files.request_upload_url(text, text, text, text) is
$$Asks for an upload URL, for clients that poll

The answer is the id of the request, and of the file; get_upload_url has the URL at the first poll.
The names of the arguments are those that polling clients send. New clients use generate_upload_url,
which needs one call and binds the size too.

Errors: as generate_upload_url.$$;

-- sql/50_api/s3_event.sql
-- The argument has no name, so that PostgREST takes the body of the request for it.
create function files.s3_event(jsonb)
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_ids uuid[];
begin
    if ($1 ? 'Records' or $1 ? 'detail-type' or $1 ->> 'Event' = 's3:TestEvent') is not true then
        perform pgfiles.raise_error('invalid_argument',
            'the body is no notification of S3, EventBridge or MinIO',
            'send it as it is; through SNS with raw message delivery');
    end if;
    select pgfiles.mark_arrived(array_agg(a.s3_bucket), array_agg(a.key)) into v_file_ids
    from pgfiles.arrivals($1) a;
    if cardinality(v_file_ids) > 0 then
        perform pgfiles.log_action('s3_event', v_file_ids);
    end if;
    return cardinality(v_file_ids);
end
$$;

comment on function files.s3_event(jsonb) is
$$Takes the store's notification that objects were created, instead of the client's confirm

The body is a notification as S3, EventBridge or MinIO sends it. Confirms the uploads that wait for
these objects, and answers how many. What is known already or not ours is passed over, as are
removals and tests. For roles with access service (files.grant_api_to).

Errors: 22023 no notification.$$;

-- sql/50_api/sign_part.sql
create function files.sign_part(
    file_id uuid default null,
    upload_id text default null,
    part_number integer default null,
    expires_in integer default null
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_request files.signed_request;
begin
    select p.file_id, p.method, p.url, p.headers, p.fields, p.expires_at
    into v_request
    from files.sign_parts(file_id, upload_id, array[part_number], expires_in) p;
    return v_request;
end
$$;

comment on function files.sign_part(uuid, text, integer, integer) is
$$A signed URL for one part of a multipart upload

Signs the PUT of part part_number (1 to part_count), bound to the exact size of that part. A part
that failed can be signed and sent again at any time. Keep the ETag header of S3's answer:
completing needs it.

Errors: 22023 upload_id or part_number cannot be, PT404 no such upload of yours, PT503 no signing
key.$$;

-- sql/50_api/sign_parts.sql
create function files.sign_parts(
    file_id uuid default null,
    upload_id text default null,
    part_numbers integer[] default null,
    expires_in integer default null
)
    returns setof files.signed_part_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.checked_batch_size(cardinality(part_numbers));
    if 0 = any (part_numbers) or part_numbers is null then
        perform pgfiles.raise_error('invalid_argument', 'parts are counted from 1',
            'send the numbers of the parts to sign');
    end if;
    perform pgfiles.log_action('sign_parts', array[file_id]);
    return query
        select file_id, p.part_number, p.method, p.url, p.headers, null::jsonb, p.expires_at
        from pgfiles.sign_multipart(
            file_id, upload_id, 'part', part_numbers,
            pgfiles.checked_expires_in(expires_in, 'part')) p;
end
$$;

comment on function files.sign_parts(uuid, text, integer[], integer) is
$$Signed URLs for many parts of a multipart upload

sign_part for up to 10,000 part_numbers; one row each, in the same order.

Errors: 22023 upload_id or a part number cannot be, PT404 no such upload of yours, PT503 no signing
key.$$;

-- sql/50_api/sync_user.sql
-- The argument has no name: PostgREST then takes the request's whole body for it, so that an
-- identity provider's event can be sent as it is.
create function files.sync_user(jsonb)
    returns uuid
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid := identity.save_user(coalesce($1 #> '{request,userAttributes}', $1));
begin
    if v_id is null then
        perform pgfiles.raise_error('invalid_argument', 'the event names no user',
            'send a Cognito trigger event, or the user''s claims as an object');
    end if;
    return v_id;
end
$$;

comment on function files.sync_user(jsonb) is
$$Makes a user known before the first call

For the identity provider, through a service role. The body is a Cognito trigger event (post
confirmation), whose user attributes are read, or an object with the claims that the user's token
will have, such as {"sub": ..., "name": ..., "email": ...}. The user's row is made or brought up to
date; the answer is its id.

Errors: 22023 no user in it, or an id that cannot be used; 42501 a user of another organization than
the service's, if that has one.$$;

-- sql/50_api/thumbnail_large_url.sql
-- The argument has no name on purpose: PostgREST serves functions of named arguments as RPCs, and
-- there a client could make up the row and have the key of its choice signed. As a column it gets
-- rows that row-level security let through. There is no set clause, so that it is inlined.
create function files.thumbnail_large_url(files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select pgfiles.column_url($1.bucket, $1.variants #>> '{thumbnail_large,s3_key}', $1.file_name)
$$;

comment on function files.thumbnail_large_url(files.files) is
    'A signed URL of the variant thumbnail_large, for 300 seconds at least; the same for a minute; '
    'null if there is none. A computed column of files.';

-- sql/50_api/thumbnail_medium_url.sql
-- The argument has no name on purpose: PostgREST serves functions of named arguments as RPCs, and
-- there a client could make up the row and have the key of its choice signed. As a column it gets
-- rows that row-level security let through. There is no set clause, so that it is inlined.
create function files.thumbnail_medium_url(files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select pgfiles.column_url($1.bucket, $1.variants #>> '{thumbnail_medium,s3_key}', $1.file_name)
$$;

comment on function files.thumbnail_medium_url(files.files) is
    'A signed URL of the variant thumbnail_medium, for 300 seconds at least; the same for a '
    'minute; null if there is none. A computed column of files.';

-- sql/50_api/thumbnail_small_url.sql
-- The argument has no name on purpose: PostgREST serves functions of named arguments as RPCs, and
-- there a client could make up the row and have the key of its choice signed. As a column it gets
-- rows that row-level security let through. There is no set clause, so that it is inlined.
create function files.thumbnail_small_url(files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select pgfiles.column_url($1.bucket, $1.variants #>> '{thumbnail_small,s3_key}', $1.file_name)
$$;

comment on function files.thumbnail_small_url(files.files) is
    'A signed URL of the variant thumbnail_small, for 300 seconds at least; the same for a minute; '
    'null if there is none. A computed column of files.';

-- sql/55_aws_lambda/get_presigned_url.sql
create function aws_lambda.get_presigned_url(payload jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys text[] :=
        coalesce(array(select jsonb_array_elements_text(payload -> 'keys')), '{}')
        || array_remove(array[payload ->> 'key'], null);
    v_urls jsonb;
begin
    if cardinality(v_keys) = 0 then
        perform pgfiles.raise_error('invalid_argument', 'the payload has neither key nor keys',
            'send {"key": "..."} or {"keys": [...]}');
    end if;
    perform pgfiles.checked_batch_size(cardinality(v_keys));
    select jsonb_agg(pgfiles.url_of_key(k) order by item)
    into v_urls
    from unnest(v_keys) with ordinality u (k, item);
    return
        case when payload ? 'keys' then jsonb_build_object('urls', v_urls)
            else jsonb_build_object('url', v_urls -> 0)
        end;
end
$$;

comment on function aws_lambda.get_presigned_url(jsonb) is
$$Download URLs for S3 keys, as the Lambda get-presigned-url gives them

{"key": "..."} is answered by {"url": "..."}, {"keys": [...]} by {"urls": [...]} in the same order;
null for a key that is no file the caller may see. A DBA gets a URL for any key of the default
bucket.$$;

-- sql/55_aws_lambda/invoke_json.sql
create function aws_lambda.invoke(
    function_name text,
    payload json,
    region text default null,
    invocation_type text default 'RequestResponse',
    log_type text default 'None',
    context json default null,
    qualifier varchar(128) default null,
    out status_code integer,
    out payload json,
    out executed_version text,
    out log_result text
)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select i.status_code, i.answer, '$LATEST', null::text
    from aws_lambda.invoke_registered($1, $2::jsonb, $4) i
$$;

comment on function aws_lambda.invoke(text, json, text, text, text, json, varchar) is
$$Calls a function of this database under the name of a Lambda

Arguments and result are those of aws_lambda.invoke in Amazon Aurora and RDS; region, log_type,
context and qualifier are taken and not used. status_code: 200, 202 for invocation_type Event (which
runs at once too), 204 for DryRun, 404 for a name that pgfiles.lambda_function does not have. An
error in the function is a payload with errorType and errorMessage.$$;

-- sql/55_aws_lambda/invoke_jsonb.sql
create function aws_lambda.invoke(
    function_name text,
    payload jsonb,
    region text default null,
    invocation_type text default 'RequestResponse',
    log_type text default 'None',
    context json default null,
    qualifier varchar(128) default null,
    out status_code integer,
    out payload json,
    out executed_version text,
    out log_result text
)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select i.status_code, i.answer, '$LATEST', null::text
    from aws_lambda.invoke_registered($1, $2::jsonb, $4) i
$$;

comment on function aws_lambda.invoke(text, jsonb, text, text, text, json, varchar) is
$$Calls a function of this database under the name of a Lambda

Arguments and result are those of aws_lambda.invoke in Amazon Aurora and RDS; region, log_type,
context and qualifier are taken and not used. status_code: 200, 202 for invocation_type Event (which
runs at once too), 204 for DryRun, 404 for a name that pgfiles.lambda_function does not have. An
error in the function is a payload with errorType and errorMessage.$$;

-- sql/55_aws_lambda/invoke_registered.sql
create function aws_lambda.invoke_registered(
    function_name text,
    payload jsonb,
    invocation_type text
)
    returns table (status_code integer, answer json)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_function regproc;
    v_message text;
    v_detail text;
begin
    -- A name may come as an ARN, with a version behind it.
    select to_regproc(f.sql_function) into v_function
    from pgfiles.lambda_function f
    where f.name = regexp_replace(function_name, '^arn:aws[^:]*:lambda:[^:]*:[^:]*:function:', '')
        or f.name = split_part(
            regexp_replace(function_name, '^arn:aws[^:]*:lambda:[^:]*:[^:]*:function:', ''),
            ':', 1);
    if v_function is null then
        status_code := 404;
        answer := json_build_object(
            'Type', 'User', 'errorType', 'ResourceNotFoundException',
            'errorMessage', 'Function not found: ' || left(function_name, 200));
        return next;
        return;
    elsif invocation_type = 'DryRun' then
        status_code := 204;
        return next;
        return;
    elsif invocation_type not in ('RequestResponse', 'Event') then
        perform pgfiles.raise_error('invalid_argument',
            'invocation_type must be RequestResponse, Event or DryRun, got '
            || left(invocation_type, 40),
            'leave it out for RequestResponse');
    end if;
    begin
        execute format('select %s($1)::json', v_function) into answer using payload;
        status_code := 200;
    exception
        -- As Lambda does: the call worked, and the answer says that the function did not.
        when others then
            get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail;
            status_code := 200;
            answer := json_build_object(
                'errorType', sqlstate,
                'errorMessage', concat_ws(': ', v_message, nullif(v_detail, '')));
    end;
    if invocation_type = 'Event' then
        status_code := 202;
        answer := null;
    end if;
    return next;
end
$$;

comment on function aws_lambda.invoke_registered(text, jsonb, text) is
    'Calls the SQL function that pgfiles.lambda_function names, and answers as the Lambda service '
    'would.';

-- sql/55_aws_lambda/process_data.sql
create function aws_lambda.process_data(payload jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'count', count(*), 'sum', sum(n), 'avg', round(avg(n), 6),
        'min', min(n), 'max', max(n))
    from (
        select d::text::numeric
        from jsonb_array_elements(payload -> 'data') d
        where jsonb_typeof(d) = 'number'
    ) x (n)
$$;

comment on function aws_lambda.process_data(jsonb) is
    'An example for aws_lambda.invoke: {"data": [1, 2, 3]} is answered by count, sum, avg, min and '
    'max of its numbers.';

-- sql/55_aws_lambda/transform_data.sql
create function aws_lambda.transform_data(payload jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('data', jsonb_object_agg(
        coalesce(payload -> 'rename' ->> d.key, d.key),
        case when payload -> 'uppercase' ? d.key and jsonb_typeof(d.value) = 'string'
            then to_jsonb(upper(d.value #>> '{}')) else d.value end))
    from jsonb_each(payload -> 'data') d
    where not coalesce(payload -> 'remove' ? d.key, false)
$$;

comment on function aws_lambda.transform_data(jsonb) is
    'An example for aws_lambda.invoke: {"data": {...}, "rename": {"a": "b"}, "remove": ["c"], '
    '"uppercase": ["d"]} is answered by the changed data.';

-- sql/55_aws_lambda/validate_data.sql
create function aws_lambda.validate_data(payload jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'valid', count(problem) = 0,
        'errors', coalesce(jsonb_agg(problem order by problem), '[]'))
    from (
        select r || ' is missing' as problem
        from jsonb_array_elements_text(coalesce(payload -> 'required', '[]')) r
        where coalesce(payload -> 'data' -> r, 'null') = 'null'
        union all
        select t.key || ' must be of type ' || (t.value #>> '{}')
        from jsonb_each(coalesce(payload -> 'types', '{}')) t
        where payload -> 'data' ? t.key
            and jsonb_typeof(payload -> 'data' -> t.key) <> t.value #>> '{}'
    ) p
$$;

comment on function aws_lambda.validate_data(jsonb) is
    'An example for aws_lambda.invoke: {"data": {...}, "required": ["a"], "types": {"a": '
    '"number"}} is answered by {"valid": ..., "errors": [...]}.';

-- sql/60_worker/ask_hooks.sql
create function pgfiles.ask_hooks(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
    v_function text;
    v_head_bytes integer;
    v_action text;
    v_labels text[];
    v_reason text;
    v_all_labels text[];
begin
    for v_name, v_function, v_head_bytes in
        select h.name, h.sql_function, h.head_bytes
        from pgfiles.hooks_of(file) h
        order by h.priority, h.name
    loop
        begin
            if head is null and v_head_bytes > 0 then
                raise exception 'it was added while the file was read';
            end if;
            execute format('select v.action, v.labels, v.reason from %s($1, $2) v', v_function)
                into v_action, v_labels, v_reason
                using file, head;
            if v_action is null or v_action not in ('accept', 'label', 'quarantine', 'reject') then
                raise exception 'the verdict has no known action';
            end if;
        exception
            -- Neither accepted nor refused: the job comes back.
            when others then
                raise exception using
                    errcode = 'PGF01', message = format('%s: %s', v_name, sqlerrm);
        end;
        v_all_labels := v_all_labels || v_labels;
        if v_action in ('quarantine', 'reject') then
            return row(v_action, v_all_labels, concat_ws(': ', v_name, v_reason))::pgfiles.verdict;
        end if;
    end loop;
    return row('accept', v_all_labels, null)::pgfiles.verdict;
end
$$;

comment on function pgfiles.ask_hooks(pgfiles.file, bytea) is
    'Asks the functions of pgfiles.hook about a file, one after the other until one refuses it, '
    'and returns one verdict with the labels of all. PGF01 if one fails.';

-- sql/60_worker/bury_job.sql
create function pgfiles.bury_job(job_id bigint, reason text, detail text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A file that was ready before stays so.
    update pgfiles.file f
    set status = 'failed', status_reason = reason, status_detail = detail,
        processed_at = clock_timestamp()
    from pgfiles.job j
    where j.id = bury_job.job_id and j.kind = 'process_file'
        and f.id = j.file_id and f.status in ('uploaded', 'processing');

    update pgfiles.job j
    set died_at = now(),
        leased_until = null,
        last_error = concat_ws(': ', reason, nullif(detail, ''))
    where j.id = bury_job.job_id;
end
$$;

comment on function pgfiles.bury_job(bigint, text, text) is
    'Makes a job a dead letter, and its file failed if it was to be processed.';

-- sql/60_worker/claim_jobs.sql
create function pgfiles.claim_jobs(
    batch integer,
    kinds text[] default null,
    after jsonb default null
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the indexes always: the plan is made while the queue is empty, and kept when a million
    -- jobs come.
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_sort = off
    set jit = off
as $$
declare
    -- To claim, to give up an overdue job, to write.
    c_spare constant interval := interval '30 seconds';
    v_job_ids bigint[];
    v_batch jsonb;
    v_deadline interval;
    v_lease interval;
    v_leased_until timestamptz;
begin
    v_job_ids := array(
        select j.id
        from pgfiles.job j
        where j.died_at is null
            and j.run_at <= now()
            and (j.priority, j.run_at, j.id) > (
                coalesce((after ->> 'priority')::smallint, -32768),
                coalesce((after ->> 'run_at')::timestamptz, '-infinity'),
                coalesce((after ->> 'id')::bigint, 0))
            and (j.leased_until is null or j.leased_until <= now())
            and (kinds is null or j.kind = any (kinds))
            -- A file's jobs one after the other: they write the same variants.
            and (j.file_id is null or not exists (
                select
                from pgfiles.job o
                where o.file_id = j.file_id and o.id < j.id and o.died_at is null))
        order by j.priority, j.run_at, j.id
        limit batch
        for update skip locked);
    if v_job_ids = '{}' then
        return null;
    end if;
    -- A job that used up its attempts without a word has killed its worker each time.
    perform pgfiles.bury_job(j.id, 'worker_lost', 'the worker died or hung on every attempt')
    from pgfiles.job j
    where j.id = any (v_job_ids) and j.attempts >= pgfiles.setting('job_max_attempts')::integer;

    v_batch := pgfiles.describe_jobs(v_job_ids);
    if v_batch is null then
        return null;
    end if;

    -- The lease outlives the batch: Java starts no job after batch_ms, and each ends by its
    -- deadline.
    v_deadline := make_interval(secs => (v_batch ->> 'deadline_ms')::numeric / 1000);
    v_lease := greatest(pgfiles.setting('job_lease')::interval, v_deadline + 2 * c_spare);
    v_leased_until := clock_timestamp() + v_lease;
    update pgfiles.job j
    set leased_until = v_leased_until, attempts = j.attempts + 1
    where j.id = any (v_job_ids) and j.died_at is null;

    -- Only for people to see. Whoever has locked a file, perhaps to delete it with its job, is not
    -- waited for.
    update pgfiles.file f
    set status = 'processing'
    where f.id = any (array(
        select p.id
        from pgfiles.job j
        join pgfiles.file p on p.id = j.file_id
        where j.id = any (v_job_ids) and j.kind = 'process_file' and p.status = 'uploaded'
        for no key update of p skip locked));

    return v_batch || jsonb_build_object(
        'leased_until', v_leased_until,
        'last', (
            select jsonb_build_object('priority', j.priority, 'run_at', j.run_at, 'id', j.id)
            from pgfiles.job j
            where j.id = v_job_ids[cardinality(v_job_ids)]),
        'batch_ms', least(3600000, extract(epoch from v_lease - v_deadline - c_spare) * 1000)
            ::bigint);
end
$$;

comment on function pgfiles.claim_jobs(integer, text[], jsonb) is
    'Leases up to batch due jobs to the caller and describes them for Java; null if there are '
    'none. after: looks only behind this job, "last" of an earlier batch.';

-- sql/60_worker/describe_file.sql
create function pgfiles.describe_file(kind text, file pgfiles.file)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'bucket', b.name,
        'key', file.s3_original_key,
        'declared_type', file.file_type,
        'declared_size', file.file_size,
        'max_bytes', least(b.max_bytes, file.form_max_size),
        'max_pixels', pgfiles.setting('image_max_pixels')::bigint,
        'max_image_bytes', pgfiles.setting('image_max_bytes')::integer,
        'sha256', file.sha256,
        'cache_control', b.cache_control,
        'head_bytes', (select coalesce(max(h.head_bytes), 0) from pgfiles.hooks_of(file) h),
        'stripped_key', case
            when kind <> 'make_variants' or file.variants -> 'stripped' is null
            then pgfiles.stripped_key(file.s3_original_key, file.file_type, b.exif_policy) end,
        'variants', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'name', v.name,
                'key', k.key,
                'width', v.width,
                'height', v.height,
                'fit', v.fit,
                'format', v.format,
                'quality', v.quality,
                'watermark', v.watermark) order by v.width * v.height desc), '[]')
            from pgfiles.enabled_variants() v
            cross join pgfiles.variant_key(file.s3_original_key, v.object_name) k (key)
            where kind <> 'make_variants'
                or file.variants #>> array[v.name, 's3_key'] is distinct from k.key))
    from pgfiles.bucket b
    where b.name = file.bucket
$$;

comment on function pgfiles.describe_file(text, pgfiles.file) is
    'A file as a job of java_run_batch has it: where it is, what was declared, what to make. For '
    'make_variants only the copies that it lacks.';

-- sql/60_worker/describe_jobs.sql
create function pgfiles.describe_jobs(job_ids bigint[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with work as (
        select j.id as job_id, j.kind, f as file
        from pgfiles.job j
        left join pgfiles.file f on f.id = j.file_id
        where j.id = any (job_ids) and j.died_at is null
    )
    select jsonb_build_object(
        -- A large file is read whole for its digest: at least 10 MB a second, an hour at most.
        'deadline_ms', least(3600000, greatest(
            pgfiles.setting('job_deadline_ms')::bigint,
            (select max((w.file).file_size) / 10000 from work w))),
        'image_backend', pgfiles.setting('image_backend'),
        'stores', coalesce(
            pgfiles.describe_stores(array(select distinct (w.file).bucket from work w)), '{}'),
        'watermarks', pgfiles.describe_watermarks(),
        'jobs', jsonb_agg(
            jsonb_build_object('job_id', w.job_id, 'kind', w.kind)
                || coalesce(pgfiles.describe_file(w.kind, w.file), '{}') order by w.job_id))
    from work w
    having count(*) > 0
$$;

comment on function pgfiles.describe_jobs(bigint[]) is
    'A batch of jobs as the JSON that java_run_batch takes: where the objects are, what was '
    'declared, what to make; null if there are none.';

-- sql/60_worker/describe_stores.sql
create function pgfiles.describe_stores(buckets text[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(b.name, jsonb_build_object(
        'bucket', b.s3_bucket,
        'endpoint', b.endpoint,
        'region', b.region,
        'is_path_style', b.is_path_style,
        'credential_profile', b.credential_profile))
    from pgfiles.bucket b
    where b.name = any (buckets)
$$;

comment on function pgfiles.describe_stores(text[]) is
    'How java_run_batch reaches these buckets, as JSON by name.';

-- sql/60_worker/describe_warm_up.sql
create function pgfiles.describe_warm_up()
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'threads', 1,
        'deadline_ms', 10000,
        'image_backend', pgfiles.setting('image_backend'),
        'stores', pgfiles.describe_stores(array[b.name]),
        'jobs', jsonb_build_array(jsonb_build_object(
            'job_id', 0, 'kind', 'warm_up', 'bucket', b.name)))
    from pgfiles.bucket b
    where b.is_default
$$;

comment on function pgfiles.describe_warm_up() is
    'A batch that has Java walk the way of a photo once, so that the first real one does not wait '
    'for a cold JVM.';

-- sql/60_worker/describe_watermarks.sql
create function pgfiles.describe_watermarks()
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(w.name, jsonb_build_object(
        'image', encode(w.image, 'base64'),
        'position', w.position,
        'opacity', w.opacity,
        'scale', w.scale)), '{}')
    from pgfiles.watermark w
    where exists (select from pgfiles.variant_spec s where s.is_enabled and s.watermark = w.name)
$$;

comment on function pgfiles.describe_watermarks() is
    'The watermarks of enabled variants as java_run_batch takes them, by name.';

-- sql/60_worker/eicar_hook.sql
create function pgfiles.eicar_hook(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- In two pieces, so that no scanner takes this source for a virus.
    select case when position(c.signature in head) = 0
            then row('accept', null, null)::pgfiles.verdict
            else row('quarantine', '{virus}', 'the EICAR test file')::pgfiles.verdict
        end
    from convert_to(
        $eicar$X5O!P%@AP[4\PZX54(P^)7CC)7}$eicar$ || '$' || 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE',
        'UTF8') c (signature)
$$;

comment on function pgfiles.eicar_hook(pgfiles.file, bytea) is
    'An example for pgfiles.hook: quarantines the test file that every virus scanner knows '
    '(EICAR), and so shows that hooks work.';

-- sql/60_worker/enabled_variants.sql
create function pgfiles.enabled_variants()
    returns table (
        name text, width integer, height integer, fit text, format text, quality integer,
        watermark text, object_name text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- The name of the object tells all that it depends on: a variant that is changed has another
    -- key, so that caches may keep the bytes of a key for ever, and whoever has an old variant
    -- lacks the new one.
    select s.name, s.width, s.height, s.fit, s.format, s.quality, s.watermark,
        s.name || '-' || left(encode(sha256(convert_to(
            jsonb_build_array(s.width, s.height, s.fit, s.format, s.quality,
                w.image_sha256, w.position, w.opacity, w.scale)::text, 'UTF8')), 'hex'), 8)
            || '.' || pgfiles.file_extension('image/' || s.format)
    from pgfiles.variant_spec s
    left join pgfiles.watermark w on w.name = s.watermark
    where s.is_enabled
$$;

comment on function pgfiles.enabled_variants() is
    'The variants that every image should have, and the last segment of their keys.';

-- sql/60_worker/enqueue_job.sql
create function pgfiles.enqueue_job(kind text, file_id uuid, priority smallint default 0)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- One that runs just now keeps its lease, and by its attempts its worker sees that it has to be
    -- done again.
    insert into pgfiles.job as j (kind, file_id, priority)
    values (enqueue_job.kind, enqueue_job.file_id, enqueue_job.priority)
    on conflict on constraint job_once_per_file do update
    set priority = least(j.priority, excluded.priority), run_at = excluded.run_at,
        attempts = 0, died_at = null, last_error = null
$$;

comment on function pgfiles.enqueue_job(text, uuid, smallint) is
    'Queues a job in the transaction of its cause. A file has one job of a kind: asked for again, '
    'it is due at once, with all its attempts.';

-- sql/60_worker/finish_exif.sql
create function pgfiles.finish_exif(file_id uuid, result jsonb)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    update pgfiles.file f
    set latitude = e.latitude,
        longitude = e.longitude,
        altitude = e.altitude,
        captured_at = e.captured_at,
        captured_at_local = e.captured_at_local,
        camera_make = e.camera_make,
        camera_model = e.camera_model,
        lens_model = e.lens_model,
        exposure_time = e.exposure_time,
        f_number = e.f_number,
        iso = e.iso,
        focal_length = e.focal_length,
        orientation = e.orientation,
        exif = e.exif
    from pgfiles.file old, pgfiles.with_exif(old, result -> 'exif') e
    where f.id = finish_exif.file_id and old.id = f.id
$$;

comment on function pgfiles.finish_exif(uuid, jsonb) is
    'Writes the EXIF that was read again into a file''s row: the outcome of read_exif.';

-- sql/60_worker/finish_file.sql
create function pgfiles.finish_file(file_id uuid, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file pgfiles.file;
    v_verdict pgfiles.verdict;
begin
    select f.* into v_file
    from pgfiles.file f
    where f.id = finish_file.file_id and f.status in ('uploaded', 'processing')
    for no key update;
    if not found then
        return;
    end if;

    v_file := pgfiles.with_exif(v_file, result -> 'exif');
    v_file.status := result ->> 'outcome';
    v_file.status_reason := result ->> 'reason';
    v_file.status_detail := nullif(result ->> 'detail', '');
    v_file.file_size := coalesce(v_file.file_size, (result ->> 'file_size')::bigint);
    v_file.sha256 := coalesce(v_file.sha256, result ->> 'sha256');
    v_file.width := (result ->> 'width')::integer;
    v_file.height := (result ->> 'height')::integer;
    v_file.perceptual_hash := (result ->> 'perceptual_hash')::bigint;
    v_file.variants := pgfiles.variants_found(result);
    v_file.processed_at := clock_timestamp();

    if v_file.status = 'ready' then
        v_verdict := pgfiles.ask_hooks(v_file, decode(result ->> 'head', 'base64'));
        v_file.labels := v_verdict.labels;
        if v_verdict.action <> 'accept' then
            v_file.status := 'rejected';
            v_file.status_reason :=
                case v_verdict.action when 'reject' then 'refused_by_hook' else 'quarantined' end;
            v_file.status_detail := v_verdict.reason;
        end if;
    end if;

    update pgfiles.file f
    set status = v_file.status,
        status_reason = v_file.status_reason,
        status_detail = v_file.status_detail,
        file_size = v_file.file_size,
        sha256 = v_file.sha256,
        width = v_file.width,
        height = v_file.height,
        latitude = v_file.latitude,
        longitude = v_file.longitude,
        altitude = v_file.altitude,
        captured_at = v_file.captured_at,
        captured_at_local = v_file.captured_at_local,
        camera_make = v_file.camera_make,
        camera_model = v_file.camera_model,
        lens_model = v_file.lens_model,
        exposure_time = v_file.exposure_time,
        f_number = v_file.f_number,
        iso = v_file.iso,
        focal_length = v_file.focal_length,
        orientation = v_file.orientation,
        exif = v_file.exif,
        perceptual_hash = v_file.perceptual_hash,
        labels = v_file.labels,
        variants = v_file.variants,
        processed_at = v_file.processed_at
    where f.id = v_file.id;
end
$$;

comment on function pgfiles.finish_file(uuid, jsonb) is
    'Writes what java_run_batch found out about a file, and what the hooks say about it, into its '
    'row: the outcome of process_file.';

-- sql/60_worker/finish_job.sql
create function pgfiles.finish_job(result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome text := result ->> 'outcome';
    v_job pgfiles.job;
begin
    select j.* into v_job from pgfiles.job j where j.id = (result ->> 'job_id')::bigint;
    if not found then
        return; -- Its file was deleted meanwhile.
    end if;

    if v_outcome = 'released' or v_job.attempts = 0 and v_job.leased_until is not null then
        perform pgfiles.release_job(v_job.id, greatest(v_job.attempts - 1, 0), v_job.run_at);
    elsif v_outcome = 'retry' then
        perform pgfiles.retry_job_later(v_job.id, result ->> 'reason', result ->> 'detail');
    elsif v_outcome = 'failed' and v_job.kind <> 'process_file' then
        -- Its file is as good as before and does not tell; so the job does.
        perform pgfiles.bury_job(v_job.id, result ->> 'reason', result ->> 'detail');
    else
        delete from pgfiles.job j where j.id = v_job.id;
        perform pgfiles.finish_work(v_job, result);
    end if;
exception
    when sqlstate 'PGF01' then
        perform pgfiles.retry_job_later(v_job.id, 'hook_failed', sqlerrm);
    -- A result that cannot be written, for example EXIF text that the database refuses, must not
    -- stop the worker or the rest of the batch: the job comes back, and is buried after its last
    -- attempt.
    when others then
        perform pgfiles.retry_job_later(v_job.id, 'result_not_written', sqlstate);
end
$$;

comment on function pgfiles.finish_job(jsonb) is
    'Takes one result of java_run_batch: the job is done, dead, or comes back.';

-- sql/60_worker/finish_jobs.sql
create function pgfiles.finish_jobs(results jsonb, leased_until timestamptz)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the indexes always: the plan is made while the queue is empty, and kept when a million
    -- jobs come.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
    set jit = off
as $$
declare
    v_results jsonb[];
begin
    -- Files before jobs, in the order in which a deletion locks them: nobody waits in a circle.
    perform
    from pgfiles.file f
    where f.id = any (array(
        select j.file_id
        from jsonb_array_elements(results) r
        join pgfiles.job j on j.id = (r ->> 'job_id')::bigint
        where j.file_id is not null))
    order by f.id
    for no key update;

    -- Whose lease ended meanwhile, and whose job another worker took, comes too late.
    v_results := array(
        select r
        from jsonb_array_elements(results) r
        join pgfiles.job j on j.id = (r ->> 'job_id')::bigint
        where j.leased_until = finish_jobs.leased_until
        for update of j);

    -- What went well, together; the rest, and all of it if one cannot be written, by itself.
    begin
        perform pgfiles.finish_work(j, r)
        from unnest(v_results) r
        join pgfiles.job j on j.id = (r ->> 'job_id')::bigint
        where r ->> 'outcome' = 'ready' and j.attempts > 0 and j.file_id is not null;
        delete from pgfiles.job j
        using unnest(v_results) r
        where j.id = (r ->> 'job_id')::bigint and r ->> 'outcome' = 'ready' and j.attempts > 0;
    exception
        when others then null;
    end;
    perform pgfiles.finish_job(r)
    from unnest(v_results) r
    join pgfiles.job j on j.id = (r ->> 'job_id')::bigint;
end
$$;

comment on function pgfiles.finish_jobs(jsonb, timestamptz) is
    'Takes the results of java_run_batch for the jobs that the caller still has the lease of; a '
    'bad one harms only itself.';

-- sql/60_worker/finish_variants.sql
create function pgfiles.finish_variants(file_id uuid, result jsonb)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    update pgfiles.file f
    set variants = coalesce(f.variants || m.variants, m.variants, f.variants),
        perceptual_hash = coalesce((result ->> 'perceptual_hash')::bigint, f.perceptual_hash),
        -- It may be the first time that a worker can decode it.
        width = coalesce((result ->> 'width')::integer, f.width),
        height = coalesce((result ->> 'height')::integer, f.height),
        status_reason = case
            when f.status <> 'ready' or result ->> 'reason' is not null then f.status_reason end
    from pgfiles.variants_found(result) m (variants)
    where f.id = finish_variants.file_id
$$;

comment on function pgfiles.finish_variants(uuid, jsonb) is
    'Adds the copies that were made to those that a file has: the outcome of make_variants.';

-- sql/60_worker/finish_work.sql
create function pgfiles.finish_work(job pgfiles.job, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    case job.kind
        when 'process_file' then perform pgfiles.finish_file(job.file_id, result);
        when 'make_variants' then perform pgfiles.finish_variants(job.file_id, result);
        when 'read_exif' then perform pgfiles.finish_exif(job.file_id, result);
        else null; -- There is nothing to write down.
    end case;
end
$$;

comment on function pgfiles.finish_work(pgfiles.job, jsonb) is
    'Writes the outcome of a job that was done.';

-- sql/60_worker/follow_clock.sql
create function pgfiles.follow_clock()
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_behind interval;
begin
    -- The lock makes workers do this one after the other.
    select greatest(
            s.seen_at, (select j.created_at from pgfiles.job j order by j.id desc limit 1))
        - clock_timestamp()
    into v_behind
    from pgfiles.worker_state s
    for update;
    update pgfiles.worker_state set seen_at = clock_timestamp();
    if v_behind > interval '1 second' then
        update pgfiles.job j
        set run_at = j.run_at - v_behind, leased_until = j.leased_until - v_behind,
            created_at = least(j.created_at, now())
        where j.died_at is null
            and (j.run_at > now() or j.leased_until > now() or j.created_at > now());
        return true;
    end if;
    return false;
end
$$;

comment on function pgfiles.follow_clock() is
    'Notes that a worker was there. True if the server''s clock was set back since: then what was '
    'to be done at a time is moved with it, or it would wait for the clock.';

-- sql/60_worker/hooks_of.sql
create function pgfiles.hooks_of(file pgfiles.file)
    returns setof pgfiles.hook
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select h.*
    from pgfiles.hook h
    where h.is_enabled
        and coalesce(h.bucket = file.bucket, true)
        and pgfiles.is_type_allowed(file.file_type, h.file_types)
$$;

comment on function pgfiles.hooks_of(pgfiles.file) is 'The hooks that are asked about a file.';

-- sql/60_worker/keep_house.sql
create function pgfiles.keep_house()
    returns interval
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem text;
begin
    delete from pgfiles.job j
    where j.died_at < now() - pgfiles.setting('dead_letter_retention')::interval;
    perform pgfiles.prune_audit(100000);
    perform pgfiles.prune_rate_limits();
    perform pgfiles.fold_quota_usage();

    begin
        select min(k.problem) into v_problem from pgfiles.refresh_signing_keys() k;
    exception
        when others then v_problem := sqlerrm;
    end;
    if v_problem is not null then
        raise warning 'pgfiles: no signing key: %', v_problem;
        return interval '1 minute';
    end if;
    -- In time before a session token ends.
    return greatest(interval '1 minute', least(interval '1 hour', (
        select min(k.expires_at) - clock_timestamp() - interval '5 minutes'
        from pgfiles.signing_key k)));
end
$$;

comment on function pgfiles.keep_house() is
    'What a worker does beside jobs: removes old dead letters and audit lines, folds the counts of '
    'quotas, refreshes the signing keys. Returns after how long it is due again.';

-- sql/60_worker/make_missing_variants.sql
create function pgfiles.make_missing_variants()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    -- What died gets another round, and what runs just now is done again, as enqueue_job does it:
    -- new files, too. A job that waits looks up what is missing when it is claimed.
    update pgfiles.job j
    set run_at = now(), attempts = 0, died_at = null, last_error = null
    where j.kind = 'make_variants' and j.died_at is not null
        or j.kind in ('make_variants', 'process_file') and j.leased_until is not null;

    -- In one statement, and so all or nothing: a million files take some seconds.
    insert into pgfiles.job (kind, file_id, priority)
    select 'make_variants', f.id, 100
    from pgfiles.file f
    join pgfiles.bucket b on b.name = f.bucket
    where f.status = 'ready' and f.file_type like 'image/%'
        and (
            exists (
                select
                from pgfiles.enabled_variants() v
                where f.variants #>> array[v.name, 's3_key']
                    is distinct from pgfiles.variant_key(f.s3_original_key, v.object_name))
            or f.variants -> 'stripped' is null
                and pgfiles.stripped_key(f.s3_original_key, f.file_type, b.exif_policy) is not null)
    on conflict do nothing;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.make_missing_variants() is
$$Queues every image that lacks an enabled variant, has one made by an older specification, or lacks
the copy without metadata that its bucket's exif_policy asks for

Triggers on pgfiles.variant_spec, pgfiles.watermark and pgfiles.bucket call it. Call it again for
files whose variants could not be made, for example after a decoder was installed; the answer is how
many were queued. The view files.variant_progress shows how far they are.$$;

-- sql/60_worker/refresh_signing_keys.sql
create function pgfiles.refresh_signing_keys()
    returns table (credential_profile text, region text, date date, problem text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_today date := (now() at time zone 'UTC')::date;
    v_request text;
begin
    if not exists (select from pgfiles.bucket) then
        return;
    end if;
    v_request := jsonb_build_object(
        'profiles', (
            select jsonb_agg(distinct jsonb_build_object(
                'credential_profile', b.credential_profile, 'region', b.region))
            from pgfiles.bucket b),
        'dates', jsonb_build_array(to_char(v_today, 'YYYYMMDD'), to_char(v_today + 1, 'YYYYMMDD')));

    -- Yesterday's key may still sign a URL whose signing time was rounded down.
    delete from pgfiles.signing_key k where k.date < v_today - 1;

    -- One statement, and the answer in no variable: the plan of a query shows the values of
    -- variables to auto_explain.
    return query
        with answer as materialized (
            select pgfiles.checked_java_result(pgfiles.java_signing_keys(v_request))::jsonb
                as answer
        ), stored as (
            insert into pgfiles.signing_key as k
                (credential_profile, region, date, access_key_id, signing_key,
                session_token, expires_at)
            select coalesce(r.credential_profile, ''), r.region, to_date(r.date, 'YYYYMMDD'),
                r.access_key_id,
                decode(r.signing_key, 'hex'), coalesce(r.session_token, ''), r.expires_at
            from answer, jsonb_to_recordset(answer.answer -> 'keys') as r (
                credential_profile text, region text, date text, access_key_id text,
                signing_key text, session_token text,
                expires_at timestamptz)
            on conflict (credential_profile, region, date) do update
            set access_key_id = excluded.access_key_id, signing_key = excluded.signing_key,
                session_token = excluded.session_token, expires_at = excluded.expires_at,
                refreshed_at = now()
            returning k.credential_profile, k.region, k.date
        )
        select nullif(s.credential_profile, ''), s.region, s.date, null::text
        from stored s
        union all
        select r.credential_profile, r.region, null::date, concat_ws(': ', r.code, r.detail, r.hint)
        from answer, jsonb_to_recordset(answer.answer -> 'errors') as r (
            credential_profile text, region text, code text, detail text, hint text);
end
$$;

comment on function pgfiles.refresh_signing_keys() is
$$Derives today's and tomorrow's signing keys for every bucket from the AWS default credential chain

The worker does it at its start and every hour. One row per key that was stored, and one with a
problem per profile without.$$;

-- sql/60_worker/release_job.sql
create function pgfiles.release_job(job_id bigint, attempts integer, run_at timestamptz)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    update pgfiles.file f
    set status = 'uploaded'
    from pgfiles.job j
    where j.id = release_job.job_id and j.kind = 'process_file'
        and f.id = j.file_id and f.status = 'processing';

    update pgfiles.job j
    set leased_until = null, attempts = release_job.attempts, run_at = release_job.run_at
    where j.id = release_job.job_id;
end
$$;

comment on function pgfiles.release_job(bigint, integer, timestamptz) is
    'Puts a leased job back, to be done from run_at on.';

-- sql/60_worker/retry_job_later.sql
create function pgfiles.retry_job_later(job_id bigint, reason text, detail text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job pgfiles.job;
begin
    select j.* into v_job from pgfiles.job j where j.id = retry_job_later.job_id;
    if v_job.attempts >= pgfiles.setting('job_max_attempts')::integer then
        perform pgfiles.bury_job(job_id, reason, detail);
        return;
    end if;
    update pgfiles.job j
    set last_error = concat_ws(': ', reason, nullif(detail, ''))
    where j.id = retry_job_later.job_id;
    -- exp(attempts) seconds up to six hours, with jitter so that what failed together does not
    -- return together.
    perform pgfiles.release_job(job_id, v_job.attempts,
        now() + make_interval(secs => exp(least(v_job.attempts, 10)) * (0.5 + random())));
end
$$;

comment on function pgfiles.retry_job_later(bigint, text, text) is
    'Puts a job back with exponential back-off and jitter, or buries it after its last attempt.';

-- sql/60_worker/run_worker.sql
create procedure pgfiles.run_worker(
    max_seconds integer default 55,
    batch integer default 500,
    threads integer default 2,
    kinds text[] default null
)
    language plpgsql
as $$
declare
    v_until timestamptz := clock_timestamp() + make_interval(secs => max_seconds);
    v_stop_requests bigint := (select s.stop_requests from pgfiles.worker_state s);
    v_seen_at timestamptz := timestamptz '-infinity';
    v_keep_house_at timestamptz := timestamptz '-infinity';
    v_worked_at timestamptz;
    v_took interval;
    v_size integer := 2 * threads;
    v_looked_at timestamptz := timestamptz '-infinity';
    v_last jsonb;
    v_batch jsonb;
    v_results jsonb;
begin
    -- A procedure that commits cannot carry a set clause; the session is the worker's own. Nor can
    -- it commit where an error is caught: so each step is caught by itself, and then committed.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false);
    perform pg_catalog.set_config('application_name', 'pgfiles worker', false);
    -- Otherwise each step would fail by itself, again and again.
    if pg_is_in_recovery() then
        perform pgfiles.raise_error('invalid_argument', 'this server is a standby',
            'run workers on the primary');
    end if;
    loop
        if clock_timestamp() not between v_seen_at and v_seen_at + interval '1 minute' then
            v_seen_at := clock_timestamp();
            begin
                if pgfiles.follow_clock() then
                    v_keep_house_at := timestamptz '-infinity';
                end if;
            exception
                when others then raise warning 'pgfiles: %', sqlerrm;
            end;
            commit;
        end if;
        if clock_timestamp() >= v_keep_house_at then
            begin
                v_keep_house_at := clock_timestamp() + pgfiles.keep_house();
            exception
                when others then
                    raise warning 'pgfiles: %', sqlerrm;
                    v_keep_house_at := clock_timestamp() + interval '1 minute';
            end;
            commit;
        end if;
        if v_worked_at is null then
            v_worked_at := clock_timestamp();
            v_batch := pgfiles.describe_warm_up();
            commit;
            -- It goes to the store, too: all is committed, and nothing is held. Null without a
            -- bucket.
            perform pgfiles.java_run_batch(v_batch::text);
            commit;
        end if;

        exit when v_stop_requests
            is distinct from (select s.stop_requests from pgfiles.worker_state s);
        -- Once a second from the beginning, otherwise from where the last claim ended: before it
        -- lie the remains of done jobs, more and more of them while a long transaction somewhere
        -- keeps vacuum away.
        if clock_timestamp() not between v_looked_at and v_looked_at + interval '1 second' then
            v_looked_at := clock_timestamp();
            v_last := null;
        end if;
        begin
            v_batch := pgfiles.claim_jobs(v_size, kinds, v_last);
            v_last := coalesce(v_batch -> 'last', v_last);
        exception
            when others then
                raise warning 'pgfiles: no jobs could be claimed: %', sqlerrm;
                v_batch := null;
        end;
        commit;

        if v_batch is null then
            -- An idle poll is one look at an empty index, and after a minute a rarer one.
            perform pgfiles.java_pause(case
                when clock_timestamp() < v_worked_at + interval '1 minute' then '25'
                else '100'
            end);
        else
            v_worked_at := clock_timestamp();
            -- While bytes move no lock and no transaction id is held: the claim is committed, and
            -- nothing is written yet. PL/pgSQL does hold a snapshot, so that vacuum waits for a
            -- batch; its deadline bounds that.
            begin
                v_results := pgfiles.checked_java_result(pgfiles.java_run_batch(
                    (v_batch || jsonb_build_object('threads', threads))::text))::jsonb -> 'results';
            exception
                when others then
                    v_results := (
                        select jsonb_agg(jsonb_build_object(
                            'job_id', j -> 'job_id', 'outcome', 'retry',
                            'reason', 'batch_failed', 'detail', sqlerrm))
                        from jsonb_array_elements(v_batch -> 'jobs') j);
            end;
            commit;
            -- A deadlock or a lock timeout passes. Otherwise the jobs come back after their lease.
            for v_try in 1 .. 3 loop
                begin
                    perform pgfiles.finish_jobs(
                        v_results, (v_batch ->> 'leased_until')::timestamptz);
                    exit;
                exception
                    when others then
                        raise warning 'pgfiles: no results could be written: %', sqlerrm;
                        perform pg_sleep(random());
                end;
            end loop;
            -- As many as last a quarter of a second: quick jobs share the costs of a turn, slow
            -- ones are not kept from other workers, and a request to stop is soon seen.
            v_took := clock_timestamp() - v_worked_at;
            v_size := least(batch, greatest(2 * threads, least(2 * v_size,
                v_size * 0.25 / greatest(0.001, extract(epoch from v_took)))));
        end if;
        commit;
        exit when clock_timestamp() >= v_until;
    end loop;
end
$$;

comment on procedure pgfiles.run_worker(integer, integer, integer, text[]) is
$$Does queued jobs until max_seconds have passed or files.stop_workers is called

Then it finishes what it has begun. Claims jobs, commits, has Java do them on so many threads,
writes the results, commits. It takes as many at a time as last a quarter of a second, and at most
batch. Refreshes the signing keys at the start and every hour. Run as many at once as you like.
kinds: only these kinds of job; null: all.$$;

-- sql/60_worker/stuck.sql
create view pgfiles.stuck
    with (security_invoker = true)
as
select 'file ' || f.id as what, f.status || ' without a job' as why
from pgfiles.file f
where f.status in ('uploaded', 'processing')
    and not exists (
        select
        from pgfiles.job j
        where j.file_id = f.id and j.kind = 'process_file' and j.died_at is null)
union all
-- Longer than any back-off or lease lasts.
select 'job ' || j.id, 'not due before ' || greatest(j.run_at, j.leased_until)
from pgfiles.job j
where j.died_at is null and greatest(j.run_at, j.leased_until) > now() + interval '10 hours';

comment on view pgfiles.stuck is
    'What waits for a worker, and no worker will ever take up; there should be nothing.';
comment on column pgfiles.stuck.what is 'The file or job.';
comment on column pgfiles.stuck.why is 'What is wrong with it.';

-- sql/60_worker/variants_found.sql
create function pgfiles.variants_found(result jsonb)
    returns jsonb
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(v.name, jsonb_strip_nulls(jsonb_build_object(
        's3_key', v.found -> 'key',
        'file_type', v.found -> 'file_type',
        'file_size', v.found -> 'file_size',
        'width', v.found -> 'width',
        'height', v.found -> 'height')))
    from (
        select m ->> 'name', m from jsonb_array_elements(result -> 'variants') m
        union all
        select 'stripped', result -> 'stripped' where result ->> 'stripped' is not null
    ) v (name, found)
$$;

comment on function pgfiles.variants_found(jsonb) is
    'The copies that java_run_batch made of a file, as its column variants has them; null if none.';

-- sql/60_worker/with_exif.sql
create function pgfiles.with_exif(file pgfiles.file, exif jsonb)
    returns pgfiles.file
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    file.latitude := (exif ->> 'latitude')::double precision;
    file.longitude := (exif ->> 'longitude')::double precision;
    file.altitude := (exif ->> 'altitude')::double precision;
    file.captured_at := (exif ->> 'captured_at')::timestamptz;
    file.captured_at_local := (exif ->> 'captured_at_local')::timestamp;
    file.camera_make := exif ->> 'camera_make';
    file.camera_model := exif ->> 'camera_model';
    file.lens_model := exif ->> 'lens_model';
    file.exposure_time := (exif ->> 'exposure_time')::double precision;
    file.f_number := (exif ->> 'f_number')::double precision;
    file.iso := (exif ->> 'iso')::integer;
    file.focal_length := (exif ->> 'focal_length')::double precision;
    file.orientation := (exif ->> 'orientation')::smallint;
    file.exif := exif -> 'raw';
    return file;
end
$$;

comment on function pgfiles.with_exif(pgfiles.file, jsonb) is
    'The row of a file with the EXIF that Java read.';

-- sql/70_operations/archive_classes.sql
create function pgfiles.archive_classes()
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_options text := current_setting('pljava.vmoptions', true);
    v_archive text := substring(v_options from '-XX:SharedArchiveFile=(\S+)');
begin
    if v_archive is null then
        perform pgfiles.raise_error('invalid_argument',
            'pljava.vmoptions has no -XX:SharedArchiveFile',
            'only PL/Java can archive classes: include pgfiles.conf in postgresql.conf');
    end if;
    -- Takes effect if this session has no JVM yet. The archive is written when the JVM ends, which
    -- is when the session does.
    perform set_config('pljava.vmoptions',
        replace(v_options, '-XX:SharedArchiveFile=', '-XX:ArchiveClassesAtExit='), false);
    -- What API backends load, and no more: the classes of a worker would cost each of them 16 MB.
    perform pgfiles.java_presign(
        concat_ws(E'\t',
            'http://localhost', 'us-east-1', 'bucket', 'path', 'AKIA', repeat('0', 64), '', '0'),
        E'GET\t1\tkey');
    perform pgfiles.java_column_url('', '', '');
    return v_archive;
end
$$;

comment on function pgfiles.archive_classes() is
$$Archives the classes that backends load

Each then starts its JVM a third faster and with less memory. Call it in a session of its own, as
its first Java call: psql -c "select pgfiles.archive_classes()". The archive is a file in the data
directory, written at the session's end and used from then on; call it again after each upgrade. An
old archive is not used.$$;

-- sql/70_operations/doctor.sql
create function files.doctor()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- AWS documents this signature (Authenticating Requests: Using Query Parameters).
    c_profile constant text := concat_ws(
        E'\t', 'https://s3.amazonaws.com', 'us-east-1', 'examplebucket', 'virtual',
        'AKIAIOSFODNN7EXAMPLE',
        'dbb893acc010964918f1fd433add87c70e8b0db6be30c1fbeafefa5ec6ba8378',
        '', '1369353600');
    c_signature constant text := 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
begin
    return query select 'java', right(u, 64) = c_signature,
        case when right(u, 64) = c_signature then 'signs as AWS documents' else 'signs wrongly' end,
        'install the pgfiles.jar of this version, and set pljava.vmoptions as pgfiles.conf does'
    from pgfiles.java_presign(c_profile, E'GET\t86400\ttest.txt') u;

    -- Java guards the end of its stack. Who runs into the guard takes the server down.
    return query select 'stack of Java', o.size >= m.depth + 1048576,
        format('-Xss is %s, max_stack_depth %s', pg_size_pretty(o.size), pg_size_pretty(m.depth)),
        'set -Xss in pgfiles.conf to twice max_stack_depth'
    from pg_size_bytes(coalesce(substring(
            concat(current_setting('pljava.vmoptions', true),
                current_setting('pgfiles.vmoptions', true)) from '-Xss(\d+[kKmM])') || 'B', '1MB'))
            as o (size),
        pg_size_bytes(current_setting('max_stack_depth')) as m (depth);

    return query select 'default bucket', count(*) = 1, coalesce(min(b.name), 'none'),
        'insert into pgfiles.bucket (name, s3_bucket, region, is_default) values (...)'
    from pgfiles.bucket b where b.is_default;

    return query select 'signing key of bucket ' || b.name, k.date is not null,
        case when k.date is null then 'none for today (UTC)'
            else 'derived ' || date_trunc('second', k.refreshed_at) end,
        'select * from pgfiles.refresh_signing_keys() says why there is none'
    from pgfiles.bucket b
    left join pgfiles.signing_key k
        on k.credential_profile = coalesce(b.credential_profile, '') and k.region = b.region
        and k.date = (now() at time zone 'UTC')::date and coalesce(k.expires_at > now(), true);

    return query select 'workers',
        count(a.pid) > 0 or coalesce(s.seen_at > now() - interval '2 minutes', false),
        count(a.pid) || ' running, '
            || coalesce('last seen ' || date_trunc('second', s.seen_at), 'none was ever seen'),
        'select pgfiles.schedule_worker(), or "call pgfiles.run_worker()" by a timer'
    from pgfiles.worker_state s
    left join pg_stat_activity a
        on a.application_name = 'pgfiles worker' and a.datname = current_database()
    group by s.seen_at;

    -- In the worker's JVM, which is another; but of the same server, with the same libraries.
    return query with backend as (
        select b.name, b.is_available, b.detail, b.reads, b.writes
        from jsonb_to_recordset(pgfiles.checked_java_result(
            pgfiles.java_image_backends(pgfiles.setting('image_backend')))::jsonb)
            as b (name text, is_available boolean, detail text, reads text[], writes text[]))
    select 'image back end ' || b.name, b.is_available,
        concat_ws('; ', b.detail,
            'reads ' || nullif(replace(array_to_string(b.reads, ', '), 'image/', ''), ''),
            'writes ' || nullif(replace(array_to_string(b.writes, ', '), 'image/', ''), '')),
        'install its library, or choose another in the setting image_backend'
    from backend b
    union all
    select 'format of variant ' || s.name, false, s.format || ' cannot be written: jpeg is instead',
        'choose a back end that can, in the setting image_backend'
    from pgfiles.variant_spec s
    where s.is_enabled and 'image/' || s.format <> all (
        select unnest(b.writes) from backend b);

    return query select 'jobs', coalesce(min(j.run_at) > now() - interval '1 minute', true),
        count(*) || ' waiting'
            || coalesce(', the oldest since ' || date_trunc('second', min(j.run_at)), ''),
        'run more workers'
    from pgfiles.job j
    where j.died_at is null and j.run_at <= now()
        and (j.leased_until is null or j.leased_until <= now());

    return query select 'dead letters', count(*) = 0,
        count(*) || coalesce(', for example ' || min(d.last_error), ''),
        'look at files.dead_letters, mend the cause, then select files.retry_jobs()'
    from files.dead_letters d;

    return query select 'copies without metadata of bucket ' || b.name, count(f.id) = 0,
        count(f.id) || ' missing: only the uploader and admins may download these originals',
        'let workers run; what failed is tried again by select pgfiles.make_missing_variants()'
    from pgfiles.bucket b
    left join pgfiles.file f
        on f.bucket = b.name and f.status = 'ready' and f.variants -> 'stripped' is null
        and pgfiles.stripped_key(f.s3_original_key, f.file_type, b.exif_policy) is not null
    where b.exif_policy <> 'keep'
    group by b.name;

    return query select 'stuck', count(*) = 0,
        count(*) || coalesce(', for example ' || min(s.what || ': ' || s.why), ''),
        'table pgfiles.stuck; for each file: update pgfiles.file set status = ''pending'' where '
            'id = ...; then files.confirm_upload(id)'
    from pgfiles.stuck s;

    return query select 'row-level security of ' || t.table_name,
        c.relrowsecurity or c.relkind <> 'r',
        case when c.relrowsecurity or c.relkind <> 'r' then 'decides who sees files of ' || t.name
            else 'off: whoever may read the table sees all files of ' || t.name
                || ' in the organization' end,
        format('alter table %s enable row level security, with policies', t.table_name)
    from pgfiles.entity_type t join pg_class c on c.oid = t.table_name;
end
$$;

comment on function files.doctor() is
$$Every precondition as a row, with its fix

is_ok is false where something needs to be done. For DBAs.$$;

-- sql/70_operations/prune_audit.sql
create function pgfiles.prune_audit(slice integer default 10000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until timestamptz := now() - pgfiles.setting('audit_retention')::interval;
    v_count bigint;
begin
    -- Numbers go up with time, so that the oldest lines are found without an index on it.
    delete from audit.logged_actions a
    using (
        select o.id, o.logged_at from audit.logged_actions o order by o.id limit slice
    ) oldest
    where a.id = oldest.id and oldest.logged_at < v_until;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.prune_audit(integer) is
    'Deletes up to slice lines of the audit that are older than the setting audit_retention; '
    'returns how many. Call it again while it returns slice.';

-- sql/70_operations/prune_rate_limits.sql
create function pgfiles.prune_rate_limits()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    -- A full bucket is what no bucket is.
    delete from pgfiles.rate_limit r where r.full_at < clock_timestamp();
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.prune_rate_limits() is
    'Deletes buckets that are full again; returns how many.';

-- sql/70_operations/recount_quota.sql
create function pgfiles.recount_quota()
    returns table (organization_id text, bytes bigint, files bigint)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Files stand still meanwhile; they can be read.
    lock table pgfiles.file in share row exclusive mode;
    perform pgfiles.fold_quota_usage();
    return query
        with counted as (
            select f.organization_id, sum(c.bytes)::bigint as bytes, count(*) as files
            from pgfiles.file f
            cross join lateral pgfiles.charged_bytes(
                f.status, f.file_size, f.form_max_size) c (bytes)
            where c.bytes is not null
            group by f.organization_id
        )
        insert into pgfiles.quota_usage as u (organization_id, bytes, files)
        select organization_id,
            coalesce(c.bytes, 0) - coalesce(u.bytes, 0), coalesce(c.files, 0) - coalesce(u.files, 0)
        from counted c
        full join pgfiles.quota_usage u using (organization_id)
        where (coalesce(c.bytes, 0), coalesce(c.files, 0))
            <> (coalesce(u.bytes, 0), coalesce(u.files, 0))
        returning u.organization_id, u.bytes, u.files;
end
$$;

comment on function pgfiles.recount_quota() is
$$Counts anew what every organization uses, and mends the difference

One row for each organization whose count was wrong: by how many bytes and files it was too low, or
too high if negative. Only files that were written past the triggers (alter table ... disable
trigger, pg_restore --disable-triggers) make it so.$$;

-- sql/70_operations/reread_exif.sql
create function files.reread_exif(file_ids uuid[] default null)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    insert into pgfiles.job as j (kind, file_id, priority)
    select 'read_exif', f.id, 100
    from pgfiles.file f
    where f.status = 'ready' and f.file_type like 'image/%'
        and (file_ids is null or f.id = any (file_ids))
    on conflict on constraint job_once_per_file do update
    set run_at = now(), attempts = 0, died_at = null, last_error = null;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function files.reread_exif(uuid[]) is
$$Has workers read the EXIF of images again

Of these files, or of all that are ready, after new uploads; the answer is how many. Use it once a
new version reads more. The location of an entity is not touched. For DBAs.$$;

-- sql/70_operations/retry_jobs.sql
create function files.retry_jobs(file_ids uuid[] default null)
    returns table (file_id uuid, last_error text)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Files before jobs, as everywhere.
    perform
    from pgfiles.file f
    where f.id in (
        select j.file_id
        from pgfiles.job j
        where j.died_at is not null and (file_ids is null or j.file_id = any (file_ids)))
    order by f.id
    for no key update;

    return query
        with retried as (
            update pgfiles.job j
            set died_at = null, attempts = 0, run_at = now()
            where j.died_at is not null and (file_ids is null or j.file_id = any (file_ids))
            returning j.kind, j.file_id, j.last_error
        ), waiting as (
            update pgfiles.file f
            set status = 'uploaded', status_reason = null, status_detail = null
            from retried r
            where f.id = r.file_id and r.kind = 'process_file' and f.status = 'failed'
        )
        select r.file_id, r.last_error from retried r;
end
$$;

comment on function files.retry_jobs(uuid[]) is
$$Gives dead letters another round of attempts

Of these files, or of all; the answer is which, and what their last error was. A file that failed
waits as uploaded again. For DBAs.$$;

-- sql/70_operations/schedule_worker.sql
create function pgfiles.schedule_worker(workers integer default 1, threads integer default 2)
    returns setof bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    if to_regprocedure('cron.schedule(text,text,text)') is null then
        perform pgfiles.raise_error('invalid_argument',
            'the extension pg_cron is not installed in this database'
                || coalesce('; cron.database_name is '
                    || nullif(current_setting('cron.database_name', true), current_database()), ''),
            'create extension pg_cron; where it has its home in another database, call '
                'cron.schedule_in_database there; or run "call pgfiles.run_worker()" by a timer '
                'of the operating system');
    end if;
    perform pgfiles.unschedule_worker();
    -- pg_cron runs one instance of a job at a time: a worker that ends after an hour, or dies, is
    -- back within a minute, and in between keeps its warm JVM.
    return query execute
        $sql$
            select cron.schedule('pgfiles worker ' || n, '* * * * *',
                format('call pgfiles.run_worker(max_seconds => 3600, threads => %s)', $2))
            from generate_series(1, $1) n
        $sql$
        using workers, threads;
end
$$;

comment on function pgfiles.schedule_worker(integer, integer) is
    'Has pg_cron keep so many workers running, each with so many threads; returns pg_cron''s job '
    'ids.';

-- sql/70_operations/shipped_lambda_functions.sql
-- Once the functions exist.
insert into pgfiles.lambda_function (name, sql_function, is_shipped) values
    ('get-presigned-url', 'aws_lambda.get_presigned_url', true),
    ('process_data', 'aws_lambda.process_data', true),
    ('transform_data', 'aws_lambda.transform_data', true),
    ('validate_data', 'aws_lambda.validate_data', true);

-- sql/70_operations/stop_workers.sql
create function files.stop_workers()
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    update pgfiles.worker_state set stop_requests = stop_requests + 1;
    return (
        select count(*)
        from pg_stat_activity a
        where a.application_name = 'pgfiles worker' and a.datname = current_database());
end
$$;

comment on function files.stop_workers() is
$$Asks all workers to stop

Each ends after the batch that it is at; the answer is how many there are. pg_cron starts scheduled
ones again: unschedule them first, with pgfiles.unschedule_worker(), to keep them away. For DBAs.$$;

-- sql/70_operations/unschedule_worker.sql
create function pgfiles.unschedule_worker()
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    if to_regprocedure('cron.unschedule(text)') is null then
        return;
    end if;
    execute $sql$
        select cron.unschedule(j.jobname) from cron.job j where j.jobname ~ '^pgfiles worker \d+$'
    $sql$;
end
$$;

comment on function pgfiles.unschedule_worker() is
    'Removes our jobs from pg_cron; a running worker ends its turn.';

-- sql/70_operations/variant_progress.sql
create view files.variant_progress
    with (security_invoker = true)
as
with wanted as (
    select
        v.name,
        f.id as file_id,
        coalesce(f.variants #>> array[v.name, 's3_key']
            = pgfiles.variant_key(f.s3_original_key, v.object_name), false) as is_done
    from pgfiles.enabled_variants() v
    left join pgfiles.file f on f.status = 'ready' and f.file_type like 'image/%'
    union all
    select 'stripped', f.id, f.variants -> 'stripped' is not null
    from pgfiles.bucket b
    left join pgfiles.file f
        on f.bucket = b.name
        and f.status = 'ready'
        and pgfiles.stripped_key(f.s3_original_key, f.file_type, b.exif_policy) is not null
    where b.exif_policy <> 'keep'
)
select
    w.name,
    count(w.file_id) as total,
    count(w.file_id) filter (where w.is_done) as done,
    count(w.file_id) filter (where not w.is_done and j.id is not null) as waiting,
    count(w.file_id) filter (where not w.is_done and j.id is null) as failed
from wanted w
left join pgfiles.job j
    on j.file_id = w.file_id and j.kind = 'make_variants' and j.died_at is null
group by w.name;

comment on view files.variant_progress is
    'How many images have each enabled variant as it is specified now, and the copy without '
    'metadata. For DBAs.';
comment on column files.variant_progress.name is
    'Of the variant; stripped: the copy that the exif_policy of a bucket asks for.';
comment on column files.variant_progress.total is
    'Images that are ready; of stripped: those of such buckets, of a type that can be stripped.';
comment on column files.variant_progress.done is 'Those that have it.';
comment on column files.variant_progress.waiting is 'Those for which a job is queued.';
comment on column files.variant_progress.failed is
    'Those for which it could not be made: no decoder, a damaged image, a dead letter. '
    'pgfiles.make_missing_variants() tries again.';

-- sql/90_grants/api_grant.sql
create table pgfiles.api_grant (
    access text not null check (access in ('none', 'read', 'write', 'admin', 'service')),
    privilege text not null,
    object text not null,
    primary key (object, privilege, access)
);

comment on table pgfiles.api_grant is
    'What files.grant_api_to grants. Everything that is not here is nobody''s: a new function that '
    'clients call, or that runs as its caller behind the API, is one line here.';
comment on column pgfiles.api_grant.access is
    'The least access that has it: none, read, write, admin, each with all before it; or service, '
    'with none before it.';
comment on column pgfiles.api_grant.privilege is 'GRANT''s words before the object''s name.';
comment on column pgfiles.api_grant.object is
    'What it is granted on. No function of ours is overloaded, so its name is enough.';

alter table pgfiles.api_grant enable row level security;

-- Clients' own.
insert into pgfiles.api_grant (access, privilege, object) values
    ('none', 'execute on function', 'identity.pre_request'),
    ('none', 'usage on schema', 'identity'),

    ('read', 'execute on function', 'files.download_url'),
    ('read', 'execute on function', 'files.find_similar'),
    ('read', 'execute on function', 'files.generate_download_url'),
    ('read', 'execute on function', 'files.generate_download_urls'),
    ('read', 'execute on function', 'files.parse_exif'),
    ('read', 'execute on function', 'files.thumbnail_large_url'),
    ('read', 'execute on function', 'files.thumbnail_medium_url'),
    ('read', 'execute on function', 'files.thumbnail_small_url'),
    ('read', 'select on', 'files.files'),
    ('read', 'select on', 'files.logged_actions'),
    ('read', 'select on', 'files.organization_usage'),
    ('read', 'select on', 'files.users'),
    ('read', 'usage on schema', 'files'),

    ('write', 'execute on all functions in schema', 'aws_lambda'),
    ('write', 'execute on function', 'files.abort_multipart_upload'),
    ('write', 'execute on function', 'files.attach_file'),
    ('write', 'execute on function', 'files.complete_multipart_upload'),
    ('write', 'execute on function', 'files.confirm_upload'),
    ('write', 'execute on function', 'files.confirm_uploads'),
    ('write', 'execute on function', 'files.create_multipart_upload'),
    ('write', 'execute on function', 'files.generate_upload_form'),
    ('write', 'execute on function', 'files.generate_upload_url'),
    ('write', 'execute on function', 'files.generate_upload_urls'),
    ('write', 'execute on function', 'files.get_upload_url'),
    ('write', 'execute on function', 'files.get_upload_url_sync'),
    ('write', 'execute on function', 'files.list_parts'),
    ('write', 'execute on function', 'files.release_file'),
    ('write', 'execute on function', 'files.request_upload_url'),
    ('write', 'execute on function', 'files.sign_part'),
    ('write', 'execute on function', 'files.sign_parts'),
    ('write', 'insert on', 'files.files'),
    ('write', 'select on', 'files.file_upload_requests'),
    ('write', 'usage on schema', 'aws_lambda'),

    ('service', 'execute on function', 'files.s3_event'),
    ('service', 'execute on function', 'files.sync_user'),
    ('service', 'usage on schema', 'files');

-- What runs as the caller behind them. Row-level security limits the rows; status, owner and keys
-- cannot be set.
insert into pgfiles.api_grant (access, privilege, object) values
    ('read', 'execute on function', 'pgfiles.admit_call'),
    ('read', 'execute on function', 'pgfiles.can_see_entity'),
    ('read', 'execute on function', 'pgfiles.checked_batch_size'),
    ('read', 'execute on function', 'pgfiles.checked_expires_in'),
    ('read', 'execute on function', 'pgfiles.checked_organization_id'),
    ('read', 'execute on function', 'pgfiles.checked_stable_for'),
    ('read', 'execute on function', 'pgfiles.checked_user_id'),
    ('read', 'execute on function', 'pgfiles.claim'),
    ('read', 'execute on function', 'pgfiles.claim_at'),
    ('read', 'execute on function', 'pgfiles.claim_value'),
    ('read', 'execute on function', 'pgfiles.claims'),
    ('read', 'execute on function', 'pgfiles.column_url'),
    ('read', 'execute on function', 'pgfiles.current_organization_id'),
    ('read', 'execute on function', 'pgfiles.current_user_id'),
    ('read', 'execute on function', 'pgfiles.download_error'),
    ('read', 'execute on function', 'pgfiles.entity_probe'),
    ('read', 'execute on function', 'pgfiles.error_as_json'),
    ('read', 'execute on function', 'pgfiles.is_dba'),
    ('read', 'execute on function', 'pgfiles.is_org_admin'),
    ('read', 'execute on function', 'pgfiles.java_column_url'),
    ('read', 'execute on function', 'pgfiles.log_action'),
    ('read', 'execute on function', 'pgfiles.log_refusal'),
    ('read', 'execute on function', 'pgfiles.open_column_url'),
    ('read', 'execute on function', 'pgfiles.raise_error'),
    ('read', 'execute on function', 'pgfiles.read_exif'),
    ('read', 'execute on function', 'pgfiles.setting'),
    ('read', 'execute on function', 'pgfiles.sign_downloads'),
    ('read', 'execute on function', 'pgfiles.signing_scope'),
    ('read', 'execute on function', 'pgfiles.similar_files'),
    ('read', 'execute on function', 'pgfiles.without_gps'),
    ('read', 'select on', 'audit.logged_actions'),
    ('read', 'select (id, organization_id, user_id, handle, display_name) on', 'identity.users'),
    ('read', 'select on', 'pgfiles.bucket'),
    ('read', 'select on', 'pgfiles.default_setting'),
    ('read', 'select on', 'pgfiles.entity_type'),
    ('read', 'select on', 'pgfiles.error'),
    ('read', 'select on', 'pgfiles.file'),
    ('read', 'select on', 'pgfiles.quota'),
    ('read', 'select on', 'pgfiles.quota_usage'),
    ('read', 'select on', 'pgfiles.setting'),
    ('read', 'usage on schema', 'audit'),
    ('read', 'usage on schema', 'pgfiles'),

    ('write', 'execute on function', 'pgfiles.bucket_for'),
    ('write', 'execute on function', 'pgfiles.can_edit_entity'),
    ('write', 'execute on function', 'pgfiles.charged_bytes'),
    ('write', 'execute on function', 'pgfiles.check_entity_for_upload'),
    ('write', 'execute on function', 'pgfiles.check_file_size'),
    ('write', 'execute on function', 'pgfiles.check_location_right'),
    ('write', 'execute on function', 'pgfiles.check_type_is_allowed'),
    ('write', 'execute on function', 'pgfiles.checked_file_name'),
    ('write', 'execute on function', 'pgfiles.checked_file_type'),
    ('write', 'execute on function', 'pgfiles.create_file'),
    ('write', 'execute on function', 'pgfiles.declare_file_size'),
    ('write', 'execute on function', 'pgfiles.file_extension'),
    ('write', 'execute on function', 'pgfiles.hash_chunks'),
    ('write', 'execute on function', 'pgfiles.is_type_allowed'),
    ('write', 'execute on function', 'pgfiles.mark_aborted'),
    ('write', 'execute on function', 'pgfiles.mark_released'),
    ('write', 'execute on function', 'pgfiles.mark_uploaded'),
    ('write', 'execute on function', 'pgfiles.original_key'),
    ('write', 'execute on function', 'pgfiles.part_size_for'),
    ('write', 'execute on function', 'pgfiles.sign_form'),
    ('write', 'execute on function', 'pgfiles.sign_multipart'),
    ('write', 'execute on function', 'pgfiles.sign_uploads'),
    ('write', 'execute on function', 'pgfiles.url_of_key'),
    ('write', 'execute on function', 'pgfiles.uuid_v7'),
    ('write', 'insert (id, entity_type, entity_id, file_name, file_type, file_size, sha256, '
        'upload_method, use_location) on', 'pgfiles.file'),
    ('write', 'select on', 'pgfiles.bucket_route'),
    ('write', 'select on', 'pgfiles.lambda_function'),
    ('write', 'update (entity_type, entity_id) on', 'pgfiles.file'),

    ('service', 'execute on function', 'identity.save_user'),
    ('service', 'execute on function', 'pgfiles.arrivals'),
    ('service', 'execute on function', 'pgfiles.decoded_key'),
    ('service', 'execute on function', 'pgfiles.log_action'),
    ('service', 'execute on function', 'pgfiles.log_refusal'),
    ('service', 'execute on function', 'pgfiles.mark_arrived'),
    ('service', 'execute on function', 'pgfiles.raise_error'),
    ('service', 'select on', 'pgfiles.error'),
    ('service', 'usage on schema', 'pgfiles');

-- sql/90_grants/grant_api_to.sql
create function files.grant_api_to(role regrole, access text default 'write')
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_levels text[] := case access
        when 'none' then array['none']
        when 'read' then array['none', 'read']
        when 'write' then array['none', 'read', 'write']
        when 'admin' then array['none', 'read', 'write', 'admin']
        when 'service' then array['none', 'service']
    end;
    v_grant pgfiles.api_grant;
begin
    if v_levels is null then
        perform pgfiles.raise_error('invalid_argument',
            format('access is none, read, write, admin or service; got %s', access),
            'leave it out for write');
    end if;
    for v_grant in select g.* from pgfiles.api_grant g where g.access = any (v_levels) loop
        -- regrole comes out quoted as needed.
        execute format('grant %s %s to %s', v_grant.privilege, v_grant.object, role);
    end loop;
end
$$;

comment on function files.grant_api_to(regrole, text) is
$$Lets a database role use the API: select files.grant_api_to('authenticated'). For superusers

access: write (default) for clients that upload; read for those that only look and download; admin
for what an organization's admins have besides; service for what an identity provider or an object
store calls; none, the pre-request function alone, for the anonymous role. A second call adds to the
first. Row-level security holds for all of them.$$;

-- sql/90_grants/revoke_api_from.sql
create function files.revoke_api_from(role regrole)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format($sql$
        revoke all on all tables in schema files, pgfiles, identity, audit, aws_lambda from %1$s;
        revoke all on all functions in schema files, pgfiles, identity, audit, aws_lambda from %1$s;
        revoke all on schema files, pgfiles, identity, audit, aws_lambda from %1$s
        $sql$, role);
end
$$;

comment on function files.revoke_api_from(regrole) is
    'Takes from a database role all that files.grant_api_to has granted to it. For superusers.';

-- sql/90_grants/revoke_from_public.sql
-- New functions may be executed by anyone; ours by nobody until files.grant_api_to says so.
do $$
declare
    v_routine regprocedure;
begin
    for v_routine in
        select p.oid
        from pg_catalog.pg_proc p
        where p.pronamespace = any ('{files,pgfiles,identity,audit,aws_lambda}'::regnamespace[])
    loop
        execute pg_catalog.format('revoke all on routine %s from public', v_routine);
    end loop;
end
$$;
