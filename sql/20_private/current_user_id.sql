create function pgfiles.current_user_id()
    returns text
    language sql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        pgfiles.claim('user_id'),
        pgfiles.claims() ->> 'sub',
        -- A DBA in psql. Distinct from every user id of a token by the colon's prefix.
        case when pgfiles.claims() is null then 'role:' || session_user end
    )
$$;

comment on function pgfiles.current_user_id() is
    'The caller by the token (claim user_id, else sub), or role:<name> outside a request; null for an anonymous request.';
