create function identity.check_token(claims jsonb)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_issuers text[] := pgfiles.setting('token_issuers')::text[];
    v_client_ids text[] := pgfiles.setting('token_client_ids')::text[];
    v_uses text[] := pgfiles.setting('token_use')::text[];
    v_refusal text;
begin
    v_refusal := case
        when starts_with(current_setting('role'), 'api_service_') and not exists (
                select from identity.service_token t
                where t.jti = claims ->> 'jti'
                    and t.role = current_setting('role')
                    and t.organization_id = pgfiles.current_organization_id()
                    and t.revoked_at is null
                    and t.expires_at > now())
            then 'not a registered service token of this role and organization, revoked or expired'
        -- PostgREST's claims for a request without a token: the anonymous role alone.
        when claims - 'role' = '{}' then null
        when v_issuers <> '{}' and coalesce(claims ->> 'iss' <> all (v_issuers), true)
            then 'not of an issuer in token_issuers (claim iss)'
        when v_client_ids <> '{}' and not coalesce(
                coalesce(claims -> 'client_id', claims -> 'azp', claims -> 'aud') ?| v_client_ids,
                false)
            then 'not for a client in token_client_ids (claim client_id, azp or aud)'
        when v_uses <> '{}' and coalesce(claims ->> 'token_use' <> all (v_uses), true)
            then 'not for a use in token_use (claim token_use)'
    end;
    if v_refusal is not null then
        perform pgfiles.raise_error('token_refused', v_refusal, 'sign in to this application');
    end if;
end
$$;

comment on function identity.check_token(jsonb) is
    'Refuses a token that PostgREST has found valid and that is not meant for us: settings '
    'token_issuers, token_client_ids, token_use, and the table identity.service_token.';
