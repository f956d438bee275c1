create function pgfiles.tell_trouble(
    token uuid, what text, message text, detail text, lasts interval default '2 minutes'
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.do_step(token, 'trouble', jsonb_build_object(
        'what', what, 'message', message, 'detail', detail, 'lasts', lasts));
exception
    -- A worker goes on where nothing can be written.
    when others then raise warning 'pgfiles: %: %', what, message;
end
$$;

comment on function pgfiles.tell_trouble(uuid, text, text, text, interval) is
    'What run_worker does with the error of a step, see note_trouble.';
