create function pgfiles.lease_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- That nobody has it yet, or any more, is another row's to tell: there are no workers then.
    select 'lease of bucket ' || b.name,
        not pgfiles.setting('lease_required')::boolean or v.is_valid
            or l.holder is null and l.is_given_up is not true and l.problem is null,
        case
            when not pgfiles.setting('lease_required')::boolean
                then 'not required: copies of this database with workers would write there, too'
            when v.is_valid then concat(
                'held since ', date_trunc('second', l.taken_at), ', until ',
                date_trunc('second', l.valid_until), case when exists (
                    select
                    from pgfiles.bucket_check c
                    where c.bucket = b.name and c.item = 'conditional_writes' and not c.is_ok)
                    then '; weak: the store ignores conditions, of two who take it at the same '
                        'moment both may win' end)
            when l.holder is not null then concat(
                'belongs to ', pgfiles.holder_name(l.holder),
                ': nothing is written or deleted there, uploads stay uploaded')
            when l.is_given_up then 'given up by files.give_up_lease'
            when l.problem is not null then l.problem
            when l.taken_at is null then 'no worker has taken it yet'
            else concat('not renewed since ', date_trunc('second', l.noted_at))
        end,
        case
            when l.holder is not null or l.is_given_up then format(
                'select files.take_lease(%L);  -- if this database, and no other, is to write and '
                    'delete there, see docs/how-to/share-a-bucket.md', b.name)
            when l.problem is not null then
                'let the credentials read and write .pgfiles/*; or insert into pgfiles.setting '
                    'values (''lease_required'', ''off''), if there is no copy of this database'
            else 'let workers run: they take and renew it'
        end
    from pgfiles.bucket b
    left join pgfiles.bucket_lease l
        on l.store = pgfiles.store_of(b) and l.fingerprint = pgfiles.server_fingerprint()
    cross join lateral (
        select l.store is not null
            and pgfiles.is_lease_valid(l, interval '0', pgfiles.server_fingerprint())
    ) v (is_valid)
$$;

comment on function pgfiles.lease_findings() is
    'The rows of files.doctor() about who may change and delete objects in the buckets.';
