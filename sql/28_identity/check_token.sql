create function pgfiles.check_token(claims jsonb)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_refusal text;
begin
    if starts_with(current_setting('role'), 'api_service_') then
        if not exists (
            select from pgfiles.service_token t
            where t.jti = claims ->> 'jti'
                and t.role = current_setting('role')
                and t.organization_id = pgfiles.current_organization_id()
                and t.revoked_at is null
                and t.expires_at > now()) then
            v_refusal := 'not a registered service token of this role and organization, revoked '
                'or expired';
        end if;
    -- A request without a token has the claim role alone. Unless set, these settings are '{}'.
    elsif claims - 'role' <> '{}' then
        select 'not allowed by ' || string_agg(s.name, ', ' order by s.name) into v_refusal
        from pgfiles.setting s
        where s.name in ('token_issuers', 'token_client_ids', 'token_uses')
            and s.value <> '{}'
            and not coalesce(
                case s.name
                    when 'token_issuers' then claims -> 'iss'
                    when 'token_uses' then claims -> 'token_use'
                    else coalesce(claims -> 'client_id', claims -> 'azp', claims -> 'aud')
                end ?| s.value::text[],
                false);
    end if;
    if v_refusal is not null then
        perform pgfiles.raise_error('token_refused', v_refusal, 'sign in to this application');
    end if;
end
$$;

comment on function pgfiles.check_token(jsonb) is
    'Refuses a token that PostgREST has found valid and that is not meant for us: a service token '
    'by the table pgfiles.service_token, any other by the settings token_issuers, '
    'token_client_ids and token_uses.';
