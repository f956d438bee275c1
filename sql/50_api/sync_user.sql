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
    v_id uuid := pgfiles.save_user(coalesce($1 #> '{request,userAttributes}', $1));
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
