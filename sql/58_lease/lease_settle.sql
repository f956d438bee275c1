create function pgfiles.lease_settle(store text)
    returns interval
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select interval '1 millisecond' * pgfiles.setting('lease_settle')::integer * case
        when exists (
            select
            from pgfiles.bucket b
            join pgfiles.bucket_check c on c.bucket = b.name
            where pgfiles.store_of(b) = store and c.item = 'conditional_writes' and not c.is_ok)
        then 3 else 1 end
$$;

comment on function pgfiles.lease_settle(text) is
    'How long after a lease was written it is read again; three times as long where the store '
    'ignores the condition under which it was written.';
