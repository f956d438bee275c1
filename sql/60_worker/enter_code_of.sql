create function pgfiles.enter_code_of(owner name)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Whose code has run in this transaction is a lock: nobody can give it back before the end.
    c_mark constant oid := 'pgfiles.hook'::regclass;
    v_owner oid;
    v_is_superuser boolean;
begin
    select r.oid, r.rolsuper into v_owner, v_is_superuser from pg_roles r where r.rolname = owner;
    if exists (
        select
        from pg_locks l
        where l.pid = pg_backend_pid() and l.locktype = 'advisory' and l.classid = c_mark
            and l.objid <> v_owner) then
        raise exception using
            errcode = 'PGF02', message = 'code of another owner has run in this transaction';
    elsif not v_is_superuser then
        perform pg_advisory_xact_lock_shared(c_mark::integer, v_owner::integer);
    end if;
end
$$;

comment on function pgfiles.enter_code_of(name) is
    'Before code of the application runs: notes whose it is. PGF02 if some of another owner has '
    'run in this transaction, who is no superuser: a deferred trigger that it may have left behind '
    'would run with this owner''s rights.';
