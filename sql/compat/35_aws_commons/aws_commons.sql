create schema aws_commons;

comment on schema aws_commons is
    'A stand-in by pgfiles for the extension aws_commons of Amazon Aurora and RDS, as far as '
    'aws_lambda needs it.';
