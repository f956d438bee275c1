create function pgfiles.checked_java_result(result text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if starts_with(result, '!') then
        perform pgfiles.raise_error(
            substr(split_part(result, E'\t', 1), 2),
            split_part(result, E'\t', 2),
            split_part(result, E'\t', 3));
    end if;
    return result;
end
$$;

comment on function pgfiles.checked_java_result(text) is
    'Passes on what a Java function returned, or raises the error in it: "!code", detail and hint '
    'parted by tabs.';
