create function pgfiles.java_room()
    returns bigint
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select pgfiles.java_option_size('-Xmx', '256MB') / 3
$$;

comment on function pgfiles.java_room() is
    'How many bytes may go to Java in one argument: a third of the heap (-Xmx). PL/Java 1.6 does '
    'not survive an argument for which there is no room.';
