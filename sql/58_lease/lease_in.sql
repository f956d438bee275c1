create function pgfiles.lease_in(text text)
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lease jsonb;
begin
    v_lease := text::jsonb;
    perform (v_lease ->> 'nonce')::uuid, (v_lease ->> 'timeline')::integer,
        (v_lease ->> 'taken_at')::timestamptz, (v_lease ->> 'renewed_at')::timestamptz,
        (v_lease ->> 'is_given_up')::boolean;
    return case when v_lease ->> 'nonce' is not null then v_lease else jsonb '{}' end;
exception
    when data_exception or statement_too_complex then
        return jsonb '{}';
end
$$;

comment on function pgfiles.lease_in(text) is
    'A lease as lease_text writes it; an empty object if it is none.';
