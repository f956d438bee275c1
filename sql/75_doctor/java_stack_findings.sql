create function pgfiles.java_stack_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- Java guards the end of its stack. Who runs into the guard takes the server down.
    select 'stack of Java', o.size >= m.depth + 1048576,
        format('-Xss is %s, max_stack_depth %s', pg_size_pretty(o.size), pg_size_pretty(m.depth)),
        'set -Xss in pgfiles.conf to twice max_stack_depth'
    from pgfiles.java_option_size('-Xss', '1MB') as o (size),
        pg_size_bytes(current_setting('max_stack_depth')) as m (depth)
$$;

comment on function pgfiles.java_stack_findings() is
    'The row of files.doctor() about the stack of Java.';
