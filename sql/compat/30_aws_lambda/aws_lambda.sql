create schema aws_lambda;

comment on schema aws_lambda is
    'A stand-in by pgfiles for the extension aws_lambda of Amazon Aurora and RDS: SQL that calls a '
    'Lambda calls a function of this database.';
