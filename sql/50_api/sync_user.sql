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
    v_claims jsonb := coalesce($1 #> '{request,userAttributes}', $1);
    v_unread text;
    v_id uuid;
begin
    -- He would be one of those without any organization, and his own would not find him.
    if jsonb_typeof(v_claims) = 'object' and pgfiles.claimed_id(
            v_claims, pgfiles.claim_paths('claim_organization_id')) is null then
        select k into v_unread
        from jsonb_object_keys(v_claims) k
        where k ~* 'organi[sz]ation|tenant' and v_claims ->> k <> ''
        order by k
        limit 1;
        if found then
            perform pgfiles.raise_error('invalid_argument',
                format('the event has %s, but no organization where claim_organization_id looks',
                    left(v_unread, 100)),
                format('insert into pgfiles.setting (name, value) values '
                    '(''claim_organization_id'', ''{%s}''), or leave it out of the event',
                    left(v_unread, 100)));
        end if;
    end if;
    v_id := pgfiles.save_user(v_claims);
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
date; the answer is its id. Without an organization he is one of those who have none.

Errors: 22023 no user in it, an id that cannot be used, or an attribute for the organization that no
setting names; 42501 a user of another organization than
the service's, if that has one.$$;
