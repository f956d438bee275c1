create function aws_lambda.get_presigned_url(payload jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys text[];
    v_urls text[];
    v_file_id uuid;
    v_body jsonb;
begin
    if payload ? 'key' then
        return jsonb_build_object('url', pgfiles.url_of_key(payload ->> 'key'));
    elsif payload ? 'keys' and jsonb_typeof(payload -> 'keys') = 'array' then
        v_keys := array(select jsonb_array_elements_text(payload -> 'keys'));
        perform pgfiles.checked_batch_size(cardinality(v_keys));
        return jsonb_build_object('urls', to_jsonb(pgfiles.urls_of_keys(v_keys)));
    elsif jsonb_typeof(payload) = 'array' then
        v_keys := array(
            select coalesce(p.item ->> 'key', p.item #>> '{}')
            from jsonb_array_elements(payload) with ordinality p (item, place)
            order by p.place);
        perform pgfiles.checked_batch_size(cardinality(v_keys));
        v_urls := pgfiles.urls_of_keys(v_keys);
        return (
            select coalesce(
                jsonb_agg(jsonb_build_object('key', u.key, 'url', u.url) order by u.place), '[]')
            from unnest(v_keys, v_urls) with ordinality u (key, url, place));
    elsif payload ? 'body' or payload ? 'queryStringParameters' then
        -- An event of Amazon API Gateway, and its answer.
        v_body := coalesce(nullif(payload -> 'queryStringParameters', 'null'), '{}')
            || case
                when (payload ->> 'isBase64Encoded')::boolean then
                    convert_from(decode(payload ->> 'body', 'base64'), 'UTF8')::jsonb
                else coalesce(nullif(payload ->> 'body', '')::jsonb, '{}')
            end;
        return jsonb_build_object(
            'statusCode', 200,
            'headers', jsonb_build_object('content-type', 'application/json'),
            'body', aws_lambda.get_presigned_url(v_body - 'body' - 'queryStringParameters')::text);
    elsif payload ? 'fileName' then
        v_file_id := files.request_upload_url(
            payload ->> 'entityType', payload ->> 'entityId',
            payload ->> 'fileName', payload ->> 'fileType');
        return (
            select jsonb_build_object('url', r.presigned_url, 'key', r.s3_key, 'fileId', r.file_id)
            from files.file_upload_requests r
            where r.id = v_file_id);
    else
        perform pgfiles.raise_error('invalid_argument', 'the payload has neither key nor keys',
            'send {"key": "..."}, {"keys": [...]}, [{"key": "..."}, ...], {"fileName": "...", '
                '"fileType": "..."}, or one of them as the body of an event');
        return null;
    end if;
end
$$;

comment on function aws_lambda.get_presigned_url(jsonb) is
$$URLs for S3 keys, as the Lambda get-presigned-url gives them

{"key": "..."} is answered by {"url": "..."}, {"keys": [...]} by {"urls": [...]} in the same order,
[{"key": "..."}, ...] by [{"key": "...", "url": "..."}, ...]; null for a key that is no file the
caller may see. A DBA gets a URL for any key of the default bucket. {"fileName": "...", "fileType":
"..."}, also with entityType and entityId, asks for an upload, as files.request_upload_url, and is
answered by {"url": "...", "key": "...", "fileId": "..."}. An event of API Gateway has one of these
as its body, and is answered by a statusCode and a body.$$;
