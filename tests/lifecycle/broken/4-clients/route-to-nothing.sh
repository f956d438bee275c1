# shellcheck shell=bash disable=SC2034
symptom='Files are in another bucket than meant'
cause='a row of `pgfiles.bucket_route` is about an entity type that is not there'
cure='make the entity type, or the statement in `fix`'
code=route row='^route of nothing: there is no entity type nothing$'
breaks() { q "insert into pgfiles.bucket_route (entity_type, bucket) values ('nothing', 'main')"; }
