select pgfiles.unschedule_worker();
drop owned by pgfiles_worker;
drop role pgfiles_worker;
