create function pgfiles.note_trouble(what text, message text, lasts interval)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- One line: where it was met is of no use to who reads the log.
    set log_error_verbosity = terse
as $$
begin
    -- A text that is another one each time is no other trouble each time.
    insert into pgfiles.worker_trouble as t (what, message, lasts_until)
    values (note_trouble.what, note_trouble.message, clock_timestamp() + lasts)
    on conflict on constraint worker_trouble_pkey do update
    set message = excluded.message, said_at = excluded.said_at,
        lasts_until = excluded.lasts_until
    where t.lasts_until < excluded.said_at
        or t.said_at not between excluded.said_at - interval '1 hour' and excluded.said_at
        or t.message <> excluded.message and t.said_at < excluded.said_at - interval '1 minute';
    if found then
        raise warning 'pgfiles: %', note_trouble.message;
    else
        update pgfiles.worker_trouble t
        set lasts_until = clock_timestamp() + lasts
        where t.what = note_trouble.what and t.lasts_until < clock_timestamp() + lasts / 2;
    end if;
end
$$;

comment on function pgfiles.note_trouble(text, text, interval) is
    'Says in the server''s log what keeps workers from their work: once, and again when it has '
    'changed, an hour later, or when it was over meanwhile. lasts: how long it counts as met.';
