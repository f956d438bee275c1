create function pgfiles.claim(claims jsonb, name text)
    returns jsonb
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_path text;
begin
    if claims is null then
        return null;
    end if;
    -- Paths are text[] literals with blanks between them; a key may hold a blank itself.
    foreach v_path in array regexp_split_to_array(pgfiles.setting('claim_' || name), '\s+(?={)')
    loop
        if claims #>> v_path::text[] <> '' then
            return claims #> v_path::text[];
        end if;
    end loop;
    return null;
end
$$;

comment on function pgfiles.claim(jsonb, text) is
    'The first claim that is neither absent nor empty among the paths of the setting claim_<name>, '
    'for example {user,user_id} {sub}; null if there is none.';
