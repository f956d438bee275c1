create function files.set_up_bucket(
    bucket text, origins text[] default null, apply boolean default false
)
    returns table (item text, is_ok boolean, current text, wanted text, done text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_store constant text := pgfiles.checked_store(bucket);
    v_buckets constant text[] := array[bucket];
    v_results jsonb;
begin
    if exists (
        select from unnest(origins) o (origin) where (o.origin ~ '^https?://[^/\s]+$') is not true)
    then
        perform pgfiles.raise_error('invalid_argument', format('origins: %s', origins),
            'scheme, host and port of each, without a slash behind, such as '
                'https://app.example.org');
    end if;
    -- Rules are for whoever has the bucket, and no copy of him.
    if apply and not pgfiles.holds_lease(bucket, interval '2 minutes') then
        perform pgfiles.raise_error('lease_not_held', format('bucket %s, %s', bucket, v_store),
            format('workers take it where nobody has it; select files.take_lease(%L) takes it from '
                'whoever has it', bucket));
    end if;
    v_results := pgfiles.run_batch(
        pgfiles.describe_probe(v_buckets, origins, coalesce(apply, false)));
    -- The doctor speaks of the pages of web_origins, and of no others.
    perform pgfiles.finish_probe(v_buckets, case
        when origins is null then v_results
        else jsonb_set(v_results, '{0,checks}', (
            select coalesce(jsonb_agg(c), '[]')
            from jsonb_array_elements(v_results #> '{0,checks}') c
            where c ->> 'item' not in ('pages', 'cors_rule')))
        end);
    return query
    with checks as (
        select k.item, k.finding, k.done,
            -- What the store has not is no fault; what it does not tell may be one.
            case when k.is_lacking then k.is_ok else coalesce(k.is_ok, false) end as is_ok
        from jsonb_to_recordset(v_results #> '{0,checks}') as k (
            item text, is_ok boolean, finding text, is_lacking boolean, done text)
        union all
        select 'store', v_results #>> '{0,detail}', null, false
        where v_results #>> '{0,outcome}' <> 'ready'
    )
    select f.item, f.is_ok, f.finding, w.wanted, f.done
    from checks f
    left join pgfiles.bucket_wishes() with ordinality w (item, wanted, place) on w.item = f.item
    order by w.place nulls last, f.item;
end
$$;

comment on function files.set_up_bucket(text, text[], boolean) is
$$How a bucket is set up, what is wanted of it, and, if asked to, what is missing written

A row for each thing: is_ok is null where the store has nothing of the kind. It tries with small
objects below .pgfiles/probe/, which it removes; pages as those of origins would (those of the
setting web_origins if null) by a preflight and a signed PUT. apply writes up to three rules, whose
ids begin with pgfiles-, beside those of others: uploads in parts are aborted after 2 days, replaced
versions deleted after 35, and pages let in. What was written is read back, and done says what came
of it, also what the store refused. Once more it changes nothing. For DBAs; in their session it goes
to the store. 409 lease_not_held: another database has the bucket's lease, or nobody yet. 22023:
there is no such bucket, or an origin is none.$$;
