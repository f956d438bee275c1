-- Without a set clause, as pgfiles.pre_request.
create function identity.pre_request()
    returns void
    language sql
    volatile
    security invoker
as $$
    select pgfiles.pre_request()
$$;

comment on function identity.pre_request() is
    'For a PostgREST whose db-pre-request has this name: the same as pgfiles.pre_request.';
