create type pgfiles.verdict as (
    action text,
    labels text[],
    reason text
);

comment on type pgfiles.verdict is 'What a function of pgfiles.hook says about a file.';
comment on column pgfiles.verdict.action is
    'accept; label: accept with labels; quarantine: keep it from everyone until somebody releases '
    'it; reject: refuse it for good.';
comment on column pgfiles.verdict.labels is 'Added to the file''s labels, whatever the action.';
comment on column pgfiles.verdict.reason is 'For a person; becomes the file''s status_detail.';
