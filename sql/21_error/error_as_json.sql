create function pgfiles.error_as_json(code text, message text, detail text, hint text)
    returns jsonb
    language sql
    stable
    parallel safe
as $$
    -- Stable, as jsonb_build_object is: otherwise it would not be inlined.
    select jsonb_build_object(
        'code', code, 'message', message,
        'details', nullif(detail, ''), 'hint', nullif(hint, ''))
$$;

comment on function pgfiles.error_as_json(text, text, text, text) is
    'An error of one item of a batch, in the shape of PostgREST''s error answers.';
