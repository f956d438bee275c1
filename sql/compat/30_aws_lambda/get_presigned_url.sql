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
    v_urls := to_jsonb(pgfiles.urls_of_keys(v_keys));
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
