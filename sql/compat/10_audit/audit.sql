create schema audit;

comment on schema audit is 'The audit of pgfiles under the name that other tools know.';
