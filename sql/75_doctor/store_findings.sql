create function pgfiles.store_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select b.name, b.has_conditional_writes, b.cdn_base_url is not null as is_public,
            max(c.checked_at) filter (where c.item = 'store') as looked_at,
            jsonb_object_agg(c.item, c.is_ok) filter (where c.item is not null) as does,
            jsonb_object_agg(c.item, c.finding) filter (where c.item is not null) as said
        from pgfiles.bucket b
        left join pgfiles.bucket_check c on c.bucket = b.name
        group by b.name
    )
    select 'store of bucket ' || s.name,
        coalesce((s.does -> 'store')::boolean and s.looked_at > now() - interval '1 day', false),
        case
            when s.looked_at is null then 'nobody has looked at it yet'
            else concat(s.said ->> 'store', ', ', date_trunc('second', s.looked_at))
        end,
        format('select pgfiles.probe_buckets(%L);  -- when endpoint, credentials, bucket and '
            'network are right; workers look each hour, and each five minutes at one that fails',
            array[s.name])
    from seen s
    union all
    select i.subject || ' of bucket ' || s.name, i.is_ok, i.finding, i.fix
    from seen s
    cross join lateral (values
        ('signatures', (s.does -> 'signatures')::boolean, s.said ->> 'signatures',
            'whoever reaches this store reads and writes all of it: have it check signatures, or '
            'take another'),
        ('clock', (s.does -> 'clock')::boolean,
            s.said ->> 'clock' || case when (s.does -> 'clock')::boolean then ''
                else ', which takes nothing that is signed 15 minutes off' end,
            format('select pgfiles.probe_buckets(%L);  -- when the clocks are set, by NTP (on '
                'Debian: apt-get install systemd-timesyncd)', array[s.name])),
        ('privacy', s.is_public or (s.does -> 'private_reads')::boolean,
            s.said ->> 'private_reads',
            'whoever knows a key reads the file: block public access to the bucket'),
        ('served types', (s.does -> 'response_overrides')::boolean,
            s.said ->> 'response_overrides',
            'files are served as they are stored: take no types into this bucket that the setting '
            'inline_types does not name'),
        ('second uploads',
            s.has_conditional_writes <= (s.does -> 'conditional_writes')::boolean,
            concat(s.said ->> 'conditional_writes', '; ', case
                when s.has_conditional_writes and (s.does -> 'conditional_writes')::boolean
                    and (s.does -> 'overlapping_writes')::boolean
                then 'so what was checked stays'
                else 'workers copy what they have checked' end),
            case when s.has_conditional_writes
                then format('update pgfiles.bucket set has_conditional_writes = false where name = '
                    '%L', s.name)
                else format('update pgfiles.bucket set has_conditional_writes = true where name = '
                    '%L, if its store refused the second: it saves the copies', s.name) end),
        ('public endpoint', (s.does -> 'public_endpoint')::boolean, s.said ->> 'public_endpoint',
            'have what is in front of the store pass on Host, path and query as they come, see '
            'docs/how-to/use-another-host-name.md; or update public_endpoint'),
        ('pages',
            case when pgfiles.setting('web_origins') <> '{}' then (s.does -> 'pages')::boolean end,
            s.said ->> 'pages',
            format('select * from files.set_up_bucket(%L, apply => true);  -- or give it such '
                'rules by hand; or update the setting web_origins', s.name)),
        ('copies', (s.does -> 'conditional_copies')::boolean,
            concat_ws('; ', s.said ->> 'copies', s.said ->> 'conditional_copies'),
            'what is to be copied may be replaced meanwhile: take a store that keeps to '
            'x-amz-copy-source-if-match'),
        -- Nothing needs to be done: they are refused.
        ('forms', s.does ? 'forms' or null, concat(s.said ->> 'forms', case
                when (s.does -> 'forms')::boolean then '' else ': no forms are given out' end),
            'a store that keeps to the conditions of forms, where they are wanted')
    ) i (subject, is_ok, finding, fix)
    where i.is_ok is not null
$$;

comment on function pgfiles.store_findings() is
    'The rows of files.doctor() about what workers have found out about the stores of buckets.';
