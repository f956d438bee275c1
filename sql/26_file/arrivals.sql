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
