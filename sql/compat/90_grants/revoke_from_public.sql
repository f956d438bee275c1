-- New functions may be executed by anyone; ours by nobody until files.grant_api_to says so.
revoke all on all functions in schema aws_lambda, identity from public;
