create function pgfiles.take_tokens(
    subject text, per_minute integer, items integer, only_look boolean default false
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Further ahead no bucket can be: it was filled by a clock that has been set back since, and
    -- counts as full.
    c_most constant interval := interval '1 minute';
    -- The row is locked until the transaction ends. A bucket for every ten calls a second keeps
    -- that from being felt; the same one all through a transaction keeps it from dead locks.
    v_slots integer := least(greatest(per_minute / 600, 1), 100);
    v_slot integer := abs(hashint8(pg_current_xact_id()::text::bigint) % v_slots);
    -- A token for each 1,000 items begun. More than a full bucket is never there: a larger call
    -- takes all of it.
    v_tokens integer := greatest(1, ceil(coalesce(items, 1) / 1000.0));
    v_cost interval := least(c_most * v_tokens * v_slots / per_minute, c_most);
    v_retry_after integer;
begin
    if only_look then
        perform
        from pgfiles.rate_limit r
        where r.subject = take_tokens.subject and r.slot = v_slot
            and r.full_at <= clock_timestamp() + c_most
            and greatest(r.full_at, clock_timestamp()) + v_cost > clock_timestamp() + c_most;
        if not found then
            return;
        end if;
    else
        insert into pgfiles.rate_limit as r (subject, slot, full_at)
        values (take_tokens.subject, v_slot, clock_timestamp() + v_cost)
        on conflict on constraint rate_limit_pkey do update
        set full_at = case when r.full_at <= clock_timestamp() + c_most
            then greatest(r.full_at, clock_timestamp()) else clock_timestamp() end + v_cost
        where r.full_at > clock_timestamp() + c_most
            or greatest(r.full_at, clock_timestamp()) + v_cost <= clock_timestamp() + c_most;
        if found then
            return;
        end if;
    end if;
    select ceil(extract(epoch from r.full_at + v_cost - c_most)
        - extract(epoch from clock_timestamp()))
    into v_retry_after
    from pgfiles.rate_limit r
    where r.subject = take_tokens.subject and r.slot = v_slot;
    perform pgfiles.raise_error('rate_limited',
        format('at most %s calls a minute for %s', per_minute, split_part(subject, ' ', 1)),
        'wait as Retry-After says, or ask for many files in one call',
        greatest(v_retry_after, 1));
end
$$;

comment on function pgfiles.take_tokens(text, integer, integer, boolean) is
    'Takes tokens from a bucket that holds as many as per_minute and is filled again within a '
    'minute, or raises rate_limited. subject: its kind, a blank, its name.';
