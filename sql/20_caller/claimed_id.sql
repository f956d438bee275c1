create function pgfiles.claimed_id(claims jsonb, paths text[])
    returns text
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_path text;
    v_keys text[];
    v_id text;
begin
    foreach v_path in array paths loop
        v_keys := v_path::text[];
        v_id := claims #>> v_keys;
        if v_id <> '' then
            if jsonb_typeof(claims #> v_keys) not in ('string', 'number') then
                perform pgfiles.raise_error('claim_invalid',
                    format('%s must be a text or a number, got %s', array_to_string(v_keys, '.'),
                        jsonb_typeof(claims #> v_keys)),
                    'change the claim at the identity provider');
            end if;
            return v_id;
        -- "user": "bob" names nobody where user.user_id is looked for.
        elsif v_id is null and cardinality(v_keys) > 1
            and jsonb_typeof(claims #> v_keys[:cardinality(v_keys) - 1]) not in ('object', 'null')
        then
            perform pgfiles.raise_error('claim_invalid',
                format('%s must be an object with %s, got %s',
                    array_to_string(v_keys[:cardinality(v_keys) - 1], '.'),
                    v_keys[cardinality(v_keys)],
                    jsonb_typeof(claims #> v_keys[:cardinality(v_keys) - 1])),
                'change the claim at the identity provider');
        end if;
    end loop;
    return null;
end
$$;

comment on function pgfiles.claimed_id(jsonb, text[]) is
    'The id that a claim names, which is a text or a number: the first that is neither absent nor '
    'empty among some paths; null if there is none, an error if it is anything else.';
