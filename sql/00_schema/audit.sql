create schema audit;

comment on schema audit is 'Who did what, and when.';
