-- moved: audit.logged_actions to pgfiles.logged_action
-- moved: audit.logged_actions_id_seq to pgfiles.logged_action_id_seq
alter table audit.logged_actions set schema pgfiles;
alter table pgfiles.logged_actions rename to logged_action;
alter sequence pgfiles.logged_actions_id_seq rename to logged_action_id_seq;
alter table pgfiles.logged_action rename constraint logged_actions_pkey to logged_action_pkey;

-- moved: logged_actions_by_file to logged_action_by_file
-- moved: logged_actions_by_organization to logged_action_by_organization
alter index pgfiles.logged_actions_by_file rename to logged_action_by_file;
alter index pgfiles.logged_actions_by_organization rename to logged_action_by_organization;

-- moved: identity.users to pgfiles.app_user
-- moved: users_are_unique to app_user_is_unique
alter table identity.users set schema pgfiles;
alter table pgfiles.users rename to app_user;
alter table pgfiles.app_user rename constraint users_pkey to app_user_pkey;
alter table pgfiles.app_user rename constraint users_are_unique to app_user_is_unique;

-- moved: identity.service_token to pgfiles.service_token
alter table identity.service_token set schema pgfiles;

-- moved: identity.check_token to pgfiles.check_token
-- moved: identity.pre_request to pgfiles.pre_request
-- moved: identity.save_user to pgfiles.save_user
alter function identity.check_token(jsonb) set schema pgfiles;
alter function identity.pre_request() set schema pgfiles;
alter function identity.save_user(jsonb) set schema pgfiles;
