-- The peers, and what they and we sign: schema bench. psql variables: access_key_id, secret.
-- Every peer is written as a careful person would: client cached, signing key derived once, correct for any key.
set client_min_messages = warning;
drop schema if exists bench cascade;
create schema bench;
create extension if not exists pgcrypto schema public;

-- --- who signs, and where ------------------------------------------------------------------------------
create table bench.peer as
select
    b.name, b.endpoint, b.s3_bucket as bucket, b.region, k.access_key_id, k.signing_key, k.date,
    regexp_replace(b.endpoint, '^https?://', '') as host,
    :'secret' as secret,
    concat_ws(E'\t', b.endpoint, b.region, b.s3_bucket, case when b.is_path_style then 'path' else 'virtual' end,
        k.access_key_id, encode(k.signing_key, 'hex'), k.session_token, extract(epoch from now())::bigint) as profile
from pgfiles.bucket b
join pgfiles.signing_key k
    on k.credential_profile = coalesce(b.credential_profile, '') and k.region = b.region
    and k.date = (now() at time zone 'UTC')::date
where b.is_default and k.access_key_id = :'access_key_id';

-- --- what is signed ---------------------------------------------------------------------------------
-- 10,000 uploads of the default bucket as generate_upload_url makes them.
create table bench.upload as
select
    n,
    format('bench/site/%s/%s/original.jpg', md5('entity' || n)::uuid, md5('file' || n)::uuid) as key,
    'image/jpeg' as content_type,
    (3000000 + 97 * n)::text as content_length
from generate_series(1, 10000) n;

create table bench.batch as
select
    p.profile,
    convert_to(string_agg(
        concat_ws(E'\t', 'PUT', '900', u.key, 'h:content-type', u.content_type, 'h:content-length', u.content_length),
        E'\n' order by u.n), 'UTF8') as requests,
    -- The same as ours has it: method and seconds are the call's.
    convert_to(string_agg(
        pgfiles.request_line(u.key, pgfiles.request_pair('h:content-type', u.content_type)
            || pgfiles.request_pair('h:content-length', u.content_length)),
        E'\n' order by u.n), 'UTF8') as lines
from bench.upload u, bench.peer p
group by p.profile;

-- 10,000 files that can be downloaded, of an organization of their own.
delete from pgfiles.file where organization_id = 'bench';
insert into pgfiles.file
    (id, organization_id, owner_id, file_name, file_type, file_size, bucket, s3_original_key, status)
select md5('file' || u.n)::uuid, 'bench', 'bench', 'photo ' || u.n || '.jpg', u.content_type, u.content_length::bigint,
    p.name, u.key, 'ready'
from bench.upload u, bench.peer p;
analyze pgfiles.file;

-- One user calls thousands of times: he is counted as ever, and never refused.
insert into pgfiles.setting (name, value) values ('user_calls_per_minute', '1000000000')
on conflict (name) do update set value = excluded.value;

-- What PostgREST does at the start of a request.
create function bench.sign_in()
    returns void
    language sql
as $$
    select set_config('request.jwt.claims',
        '{"role": "authenticated", "sub": "bench", "user": {"user_id": "bench", "organization_id": "bench"}}', false)
$$;

-- --- pgcrypto ----------------------------------------------------------------------------------------
-- Character by character, which is right for any key; a lookup instead of a regular expression makes it ten times faster.
create function bench.uri_encode(value text, is_path boolean)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    select coalesce(string_agg(
        case when strpos('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~', c) > 0 or is_path and c = '/' then c
        else regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\1', 'g') end, '' order by n), '')
    from string_to_table(value, null) with ordinality t (c, n)
$$;

-- query is canonical already: encoded, sorted, with an ampersand behind it, and sorts after X-Amz-. headers likewise.
create function bench.pgcrypto_presign(
    method text, encoded_key text, seconds integer, header_names text, header_lines text, query text, signed_at timestamptz
)
    returns text
    language plpgsql
    stable
    parallel safe
as $$
declare
    v_peer bench.peer;
    v_time text := to_char(signed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"');
    v_scope text;
    v_query text;
    v_path text;
    v_digest text;
begin
    select p.* into v_peer from bench.peer p;
    v_scope := left(v_time, 8) || '/' || v_peer.region || '/s3/aws4_request';
    v_path := '/' || v_peer.bucket || '/' || encoded_key;
    v_query := 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential='
        || replace(v_peer.access_key_id || '/' || v_scope, '/', '%2F')
        || '&X-Amz-Date=' || v_time || '&X-Amz-Expires=' || seconds
        || '&X-Amz-SignedHeaders=' || replace(header_names, ';', '%3B')
        || query;
    v_digest := encode(sha256(convert_to(
        method || E'\n' || v_path || E'\n' || v_query || E'\n' || header_lines || 'host:' || v_peer.host || E'\n\n'
            || header_names || E'\nUNSIGNED-PAYLOAD', 'UTF8')), 'hex');
    return v_peer.endpoint || v_path || '?' || v_query || '&X-Amz-Signature=' || encode(public.hmac(
        convert_to('AWS4-HMAC-SHA256' || E'\n' || v_time || E'\n' || v_scope || E'\n' || v_digest, 'UTF8'),
        v_peer.signing_key, 'sha256'), 'hex');
end
$$;

create function bench.pgcrypto_put(key text, content_type text, content_length text, signed_at timestamptz default now())
    returns text
    language sql
    stable
    parallel safe
as $$
    select bench.pgcrypto_presign('PUT', bench.uri_encode(key, true), 900, 'content-length;content-type;host',
        'content-length:' || content_length || E'\ncontent-type:' || content_type || E'\n', '', signed_at)
$$;

-- For keys known to need no encoding, which is not so in general.
create function bench.pgcrypto_put_plain_key(key text, content_type text, content_length text)
    returns text
    language sql
    stable
    parallel safe
as $$
    select bench.pgcrypto_presign('PUT', key, 900, 'content-length;content-type;host',
        'content-length:' || content_length || E'\ncontent-type:' || content_type || E'\n', '', now())
$$;

create function bench.pgcrypto_get(key text, file_name text, signed_at timestamptz default now())
    returns text
    language sql
    stable
    parallel safe
as $$
    select bench.pgcrypto_presign('GET', bench.uri_encode(key, true), 300, 'host', '',
        '&response-content-disposition='
            || bench.uri_encode('inline; filename="' || file_name || '"', false), signed_at)
$$;

-- --- boto3 -------------------------------------------------------------------------------------------
create extension if not exists plpython3u;

-- The client lives as long as the backend: the way of those who measured.
create function bench.boto3_put(key text, content_type text, content_length text)
    returns text
    language plpython3u
    stable
as $$
    if "client" not in GD:
        import boto3
        from botocore.config import Config
        p = plpy.execute("select * from bench.peer")[0]
        GD["bucket"] = p["bucket"]
        GD["client"] = boto3.client("s3", endpoint_url=p["endpoint"], region_name=p["region"],
            aws_access_key_id=p["access_key_id"], aws_secret_access_key=p["secret"],
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
    return GD["client"].generate_presigned_url("put_object", ExpiresIn=900, Params={
        "Bucket": GD["bucket"], "Key": key, "ContentType": content_type, "ContentLength": int(content_length)})
$$;

create function bench.boto3_get(key text, file_name text)
    returns text
    language plpython3u
    stable
as $$
    if "client" not in GD:
        import boto3
        from botocore.config import Config
        p = plpy.execute("select * from bench.peer")[0]
        GD["bucket"] = p["bucket"]
        GD["client"] = boto3.client("s3", endpoint_url=p["endpoint"], region_name=p["region"],
            aws_access_key_id=p["access_key_id"], aws_secret_access_key=p["secret"],
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
    return GD["client"].generate_presigned_url("get_object", ExpiresIn=300, Params={
        "Bucket": GD["bucket"], "Key": key, "ResponseContentDisposition": f'inline; filename="{file_name}"'})
$$;

-- Many keys in one call, one URL a row.
create function bench.boto3_put_all(keys text[], content_types text[], content_lengths text[])
    returns setof text
    language plpython3u
    stable
as $$
    if "client" not in GD:
        plpy.execute("select bench.boto3_put('warm', 'image/jpeg', '1')")
    for key, content_type, content_length in zip(keys, content_types, content_lengths):
        yield GD["client"].generate_presigned_url("put_object", ExpiresIn=900, Params={
            "Bucket": GD["bucket"], "Key": key, "ContentType": content_type, "ContentLength": int(content_length)})
$$;

-- --- clocks ------------------------------------------------------------------------------------------
-- All times are taken inside the server: no client, no network.
create function bench.time_ms(statement text)
    returns double precision
    language plpgsql
    volatile
as $$
declare
    v_start timestamptz := clock_timestamp();
begin
    execute statement;
    return extract(epoch from clock_timestamp() - v_start) * 1000;
end
$$;

-- The median time of one statement called many times; $1 is the number of the call.
create function bench.time_each_ms(expression text, calls integer)
    returns double precision
    language plpgsql
    volatile
as $$
declare
    v_result double precision;
begin
    -- The expression is put into a function's text, so that its plan is kept as in any function.
    execute format($f$
        create or replace function pg_temp.time_each(calls integer) returns double precision language plpgsql as $body$
        declare
            v_times double precision[];
            v_start timestamptz;
            v_length integer;
        begin
            for n in 1 .. calls loop
                v_start := clock_timestamp();
                perform %s;
                v_times[n] := extract(epoch from clock_timestamp() - v_start) * 1000;
            end loop;
            return (select percentile_cont(0.5) within group (order by t) from unnest(v_times) t);
        end
        $body$ $f$, expression);
    execute 'select pg_temp.time_each($1)' into v_result using calls;
    return v_result;
end
$$;

-- Our batch on values that are in memory already.
create function bench.time_java_batch(as_rows boolean default false)
    returns double precision
    language plpgsql
    volatile
as $$
declare
    v_profile text;
    v_requests bytea;
    v_urls bytea;
    v_count bigint;
    v_start timestamptz;
    v_end timestamptz;
begin
    select b.profile || '', b.lines || ''::bytea into v_profile, v_requests from bench.batch b;
    v_start := clock_timestamp();
    if as_rows then
        select count(*) into v_count
        from string_to_table(convert_from(pgfiles.java_presign(v_profile, 'PUT', 900, 10000, v_requests), 'UTF8'), E'\n');
    else
        v_urls := pgfiles.java_presign(v_profile, 'PUT', 900, 10000, v_requests);
    end if;
    v_end := clock_timestamp();
    if not as_rows and length(v_urls) < 10000 * 300 or v_count <> 10000 then
        raise 'the batch was not signed: %', left(convert_from(v_urls, 'UTF8'), 200);
    end if;
    return extract(epoch from v_end - v_start) * 1000;
end
$$;

grant usage on schema bench to authenticated;
grant select on all tables in schema bench to authenticated;
