create type pgfiles.problem as (
    code text,
    detail text,
    hint text
);

comment on type pgfiles.problem is
    'An error of one item of a batch, before it is raised or told: what raise_error takes.';
comment on column pgfiles.problem.code is 'Of pgfiles.error.';
comment on column pgfiles.problem.detail is 'The limit and the value received.';
comment on column pgfiles.problem.hint is 'What to do.';
