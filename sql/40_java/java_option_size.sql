create function pgfiles.java_option_size(option text, otherwise text)
    returns bigint
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select pg_size_bytes(coalesce(substring(
        concat(current_setting('pljava.vmoptions', true),
            current_setting('pgfiles.vmoptions', true)) from option || '(\d+[kKmMgG])') || 'B',
        otherwise))
$$;

comment on function pgfiles.java_option_size(text, text) is
    'Bytes that an option of Java''s virtual machine says, such as -Xmx; without it the other '
    'size.';
