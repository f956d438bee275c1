-- Functions that talk to S3 need permissions that trusted Java code has not got. PL/Java grants
-- permissions by language name (see pgfiles.policy), so those functions, and no others, are in a
-- language of their own.
select sqlj.alias_java_language('java_s3', sandboxed => false);
