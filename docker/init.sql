-- Runs once, when the data directory is made: extensions, the sample application, a worker. Replace app.sql by your own.
\getenv s3_endpoint S3_ENDPOINT
\getenv s3_public_endpoint S3_PUBLIC_ENDPOINT
\getenv bucket S3_BUCKET
\getenv authenticator_password AUTHENTICATOR_PASSWORD

create extension pg_cron;
create extension pgfiles cascade;
\i /pgfiles/app.sql

-- Workers reach the store by its name in the compose network, clients by the published port.
update pgfiles.bucket set public_endpoint = :'s3_public_endpoint', has_conditional_writes = true;

-- The scheduled worker starts with the next full minute and derives keys then; these make the first minute work.
select * from pgfiles.refresh_signing_keys();
select pgfiles.schedule_worker();
