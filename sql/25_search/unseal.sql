create function pgfiles.unseal(sealed text)
    returns text
    language plpgsql
    stable
    strict
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret bytea := (select s.value from pgfiles.secret s);
    v_proof bytea;
    v_text bytea;
begin
    if length(sealed) > 1000 or sealed !~ '^([0-9a-f]{2}){17,}$' then
        return null;
    end if;
    v_proof := substr(decode(sealed, 'hex'), 1, 16);
    v_text := pgfiles.xor_stream(
        substr(decode(sealed, 'hex'), 17), v_secret || '\x01' || v_proof);
    if v_proof = substr(sha256(v_secret || '\x00' || v_text), 1, 16) then
        return convert_from(v_text, 'UTF8');
    end if;
    return null;
end
$$;

comment on function pgfiles.unseal(text) is
    'What seal() was given; null: it was another''s, or changed.';
