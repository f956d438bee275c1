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
these objects, also those that were abandoned, unless a worker is about to delete the object, and
answers how many. What is known already or not ours is passed over, as are removals and tests. For
roles with access service (files.grant_api_to).

Errors: 22023 no notification.$$;
