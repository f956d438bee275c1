create function pgfiles.xor_stream(bytes bytea, key bytea)
    returns bytea
    language plpgsql
    immutable
    strict
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bytes bytea := bytes;
    v_stream bytea;
begin
    for i in 0 .. length(bytes) - 1 loop
        if i % 32 = 0 then
            v_stream := sha256(key || int4send(i));
        end if;
        v_bytes := set_byte(v_bytes, i, get_byte(v_bytes, i) # get_byte(v_stream, i % 32));
    end loop;
    return v_bytes;
end
$$;

comment on function pgfiles.xor_stream(bytea, bytea) is
    'Bytes put into cipher, and back again: SHA-256 of a key and a counter, bit by bit.';
