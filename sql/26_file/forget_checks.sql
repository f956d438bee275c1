create function pgfiles.forget_checks()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from pgfiles.bucket_check c where c.bucket = new.name;
    return null;
end
$$;

comment on function pgfiles.forget_checks() is
    'A bucket that lies elsewhere now, or is written to in another way, was not looked at yet.';
