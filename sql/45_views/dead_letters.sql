create view files.dead_letters
    with (security_invoker = true)
as
select j.id, j.kind, j.file_id, j.attempts, j.last_error, j.created_at, j.died_at
from pgfiles.job j
where j.died_at is not null;

comment on view files.dead_letters is
$$Jobs that used up their attempts

files.retry_jobs gives them another round; otherwise they are kept for the setting
dead_letter_retention. For DBAs.$$;
comment on column files.dead_letters.id is 'Of the job.';
comment on column files.dead_letters.kind is 'What was to be done.';
comment on column files.dead_letters.file_id is 'With which file.';
comment on column files.dead_letters.attempts is 'How often it was tried.';
comment on column files.dead_letters.last_error is 'Why the last attempt did not succeed.';
comment on column files.dead_letters.created_at is 'When it was queued.';
comment on column files.dead_letters.died_at is 'When it was given up.';
