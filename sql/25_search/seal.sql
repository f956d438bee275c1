create function pgfiles.seal(text text)
    returns text
    language plpgsql
    stable
    strict
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret bytea := (select s.value from pgfiles.secret s);
    v_text bytea := convert_to(text, 'UTF8');
    -- Of the text itself: the key of this text's cipher, and the proof that nobody changed it.
    v_proof bytea := substr(sha256(v_secret || '\x00' || v_text), 1, 16);
begin
    return encode(v_proof || pgfiles.xor_stream(v_text, v_secret || '\x01' || v_proof), 'hex');
end
$$;

comment on function pgfiles.seal(text) is
    'A text that its holder can neither read nor change: 16 bytes of proof and the text in cipher, '
    'by SHA-256 and the database''s secret.';
