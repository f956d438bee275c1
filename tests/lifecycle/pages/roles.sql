-- Where there are none yet.
select files.revoke_api_from('anon'), files.revoke_api_from('authenticated');
drop owned by anon, authenticated, authenticator;
drop role anon, authenticated, authenticator;
