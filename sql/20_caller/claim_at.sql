create function pgfiles.claim_at(claims jsonb, paths text[])
    returns jsonb
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_path text;
begin
    foreach v_path in array paths loop
        if claims #>> v_path::text[] <> '' then
            return claims #> v_path::text[];
        end if;
    end loop;
    return null;
end
$$;

comment on function pgfiles.claim_at(jsonb, text[]) is
    'The first claim that is neither absent nor empty among some paths, for example {user,user_id} '
    'and {sub}; null if there is none.';
