create function pgfiles.check_request(claims jsonb, search_path text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_method text := current_setting('request.method', true);
    v_path text := current_setting('request.path', true);
    v_role name := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_call text := substring(v_path from '^/rpc/([a-z_]+)$');
begin
    -- PostgREST puts the schema that the request is for in front. Others' objects of these names
    -- are not ours to judge.
    if check_request.search_path !~ '^"?files"?(,|$)' then
        return;
    end if;
    if not has_schema_privilege(v_role, 'files', 'usage') and (
            v_path in ('/files', '/file_upload_requests', '/logged_actions', '/users')
            or exists (
                select
                from pg_proc p
                where p.pronamespace = 'files'::regnamespace and p.proname = v_call)) then
        perform pgfiles.raise_error('not_signed_in',
            case
                when claims - 'role' = '{}' is not false then v_path || ' is for users'
                else format('the token has the role %s, which does not have the API', v_role)
            end,
            case
                when claims - 'role' = '{}' is not false
                    then 'send a token: Authorization: Bearer <JSON Web Token>'
                else 'PostgREST''s jwt-role-claim-key says where the role is in the token; '
                    'files.grant_api_to gives it the API'
            end);
    elsif v_method in ('GET', 'HEAD') and exists (
            select
            from pg_proc p
            -- What is nobody's to call but whom a DBA lets, such as doctor, is his to know.
            join pgfiles.api_grant g on g.object = 'files.' || p.proname
            where p.pronamespace = 'files'::regnamespace
                and p.proname = v_call and p.provolatile = 'v') then
        perform pgfiles.raise_error('method_not_allowed', v_call || ' writes',
            'call it with POST, and the arguments as a JSON object');
    elsif v_path = '/files' and v_method in ('PATCH', 'PUT') then
        perform pgfiles.raise_error('method_not_allowed', 'files are changed by functions',
            'POST /rpc/attach_file gives one to an entity, /rpc/set_focal_point says what its '
                'crops keep, /rpc/renew_upload uploads it again');
    elsif v_path = '/files' and v_method = 'DELETE' then
        perform pgfiles.raise_error('method_not_allowed', 'files are not deleted by row',
            'POST /rpc/delete_file puts one into the trash, /rpc/delete_files many');
    end if;
end
$$;

comment on function pgfiles.check_request(jsonb, text) is
    'Says in words what PostgREST answers without a hint: a call without a token or with GET, and '
    'rows of files that are changed or deleted.';
