-- What is called, and what need not be: one line each, see scale.call in count.sql. The :words are given by scale.give() in fill.sql.
-- In sessions of the first hour the calls come in this order, and what each has written and taken back makes tables grow: so what only
-- reads is first.

insert into scale.constant values
    ('pgfiles.api_grant', 'what grant_api_to grants'),
    ('pgfiles.bucket', 'a few'),
    ('pgfiles.bucket_route', 'a few'),
    ('pgfiles.bucket_check', 'a few for each bucket'),
    ('pgfiles.bucket_lease', 'one for each bucket'),
    ('pgfiles.default_setting', 'shipped'),
    ('pgfiles.doomed_object', 'nothing writes it yet'),
    ('pgfiles.entity_type', 'one for each table of the application'),
    ('pgfiles.error', 'shipped'),
    ('pgfiles.event', 'nothing writes it yet'),
    ('pgfiles.file_version', 'nothing writes it yet'),
    ('pgfiles.granted_role', 'a few'),
    ('pgfiles.hook', 'a few'),
    ('pgfiles.lambda_function', 'a few'),
    ('pgfiles.metric', 'nothing writes it yet'),
    ('pgfiles.moving_bucket', 'one for each bucket that has just begun or ceased to strip EXIF'),
    ('pgfiles.quota', 'the organizations that have their own'),
    ('pgfiles.secret', 'one row'),
    ('pgfiles.service_token', 'a few'),
    ('pgfiles.setting', 'as many as there are settings'),
    ('pgfiles.status_reason', 'shipped'),
    ('pgfiles.signing_key', 'one for each bucket and day'),
    ('pgfiles.variant_spec', 'a few'),
    ('pgfiles.watermark', 'a few'),
    ('pgfiles.worker_lease', 'one for each worker at work'),
    ('pgfiles.worker_state', 'one row');

insert into scale.not_called values
    ('audit.logged_actions', 'another name of files.logged_actions'),
    ('aws_lambda.process_data', 'an example, reads no table'),
    ('aws_lambda.transform_data', 'an example, reads no table'),
    ('aws_lambda.validate_data', 'an example, reads no table'),
    ('files.grant_api_to', 'is about roles'),
    ('files.revoke_api_from', 'is about roles'),
    ('identity.pre_request', 'another name of pgfiles.pre_request'),
    ('identity.users', 'another name of files.users'),
    ('pgfiles.archive_classes', 'is about the JVM'),
    ('pgfiles.check_dump', 'before a dump, reads catalogs'),
    ('pgfiles.checked_entity_rule', 'once for each entity type'),
    ('pgfiles.checked_claim_paths', 'when a setting is changed'),
    ('pgfiles.claim_paths', 'a constant'),
    ('pgfiles.eicar_hook', 'an example, reads no table'),
    ('pgfiles.compile_settings', 'when a setting is changed'),
    ('pgfiles.fill_hook', 'once for each hook'),
    ('pgfiles.follow_entity_tables', 'when a table of the application is changed'),
    ('pgfiles.grant_noted', 'is about roles'),
    ('pgfiles.java_pause', 'reads no table'),
    ('pgfiles.java_begin_batch', 'reads no table'),
    ('pgfiles.java_await_batch', 'reads no table'),
    ('pgfiles.do_batch', 'commits after each look at Java, and reads no table else'),
    ('pgfiles.keep_house', 'commits after each step, and each step is called'),
    ('pgfiles.refuse_change', 'reads no table'),
    ('pgfiles.replace_shipped_row', 'in a restore'),
    ('pgfiles.run_worker', 'commits after each step, and each step is called'),
    ('pgfiles.without_gps', 'reads no table'),
    ('pgfiles.schedule_worker', 'is about pg_cron'),
    ('pgfiles.unschedule_worker', 'is about pg_cron');

-- --- lists, as PostgREST sends them ------------------------------------------------------------------
insert into scale.call (name, callers, files, statement) values
('files by id', '{owner,importer,colleague,admin,small,dba}', 1, $$select *, files.download_url(f), files.thumbnail_small_url(f), files.thumbnail_medium_url(f), files.thumbnail_large_url(f) from files.files f where id = :ready$$),
('files of some ids', '{owner,importer,colleague,admin,dba}', 'some', $$select * from files.files where id = any (:ready_some)$$),
('pending file by id', '{owner,importer,admin}', 1, $$select * from files.files where id = :pending and status = 'pending'$$),
('pending files of some ids', '{owner,importer,admin}', 'some', $$select * from files.files where id = any (:pending_some) and status = 'pending'$$),
('files by key', '{owner,importer,colleague,admin}', 1, $$select * from files.files where s3_original_key = :key$$),
('files by sha256', '{owner,importer,colleague,admin}', 1, $$select * from files.files where sha256 = :sha$$),
('files with their users', '{owner,colleague,admin}', 'some', $$select f.*, u.display_name from files.files f left join files.users u on u.id = f.uploader_id where f.id = any (:ready_some)$$),
('latest files', '{owner,importer,colleague,admin,small}', 'some', $$select *, files.thumbnail_small_url(f) from files.files f order by created_at desc limit :some offset :none$$),
('files before a moment', '{owner,colleague,admin}', 'some', $$select * from files.files where created_at < :moment order by created_at desc limit :some offset :none$$),
('files of a day', '{owner,colleague,admin}', 'some', $$select * from files.files where created_at >= :day and created_at < :next_day order by created_at desc limit :some offset :none$$),
('latest files by id', '{owner,importer,colleague,admin,small}', 'some', $$select * from files.files order by id desc limit :some offset :none$$),
('files before an id', '{owner,colleague,admin,small}', 'some', $$select * from files.files where id < :ready order by id desc limit :some offset :none$$),
('my files', '{owner,importer}', 'some', $$select * from files.files where owner_id = :me order by created_at desc limit :some offset :none$$),
('files of somebody', '{colleague,admin}', 'some', $$select * from files.files where owner_id = 'owner' order by created_at desc limit :some offset :none$$),
('files of an uploader', '{owner,importer,colleague,admin}', 'some', $$select * from files.files where uploader_id = :uploader order by created_at desc limit :some offset :none$$),
('files of a site', '{owner,colleague,admin,small}', 3, $$select * from files.files where entity_type = 'site' and entity_id = :site order by created_at desc limit 3$$),
('latest file of an entity', '{owner,colleague,admin,small}', 1, $$select * from files.files where entity_id = :site order by id desc limit 1$$),
('files of some sites', '{owner,colleague,admin}', 'some', $$select * from files.files where entity_type = 'site' and entity_id = any (:sites) limit :some offset :none$$),
('latest ready files', '{owner,colleague,admin,small}', 'some', $$select * from files.files where is_ready is true order by created_at desc limit :some offset :none$$),
('latest ready files by status', '{owner,colleague,admin,small}', 'some', $$select * from files.files where status = 'ready' order by created_at desc limit :some offset :none$$),
('latest failed files', '{owner,colleague,admin}', 'some', $$select * from files.files where problem = 'failed' order by created_at desc limit :some offset :none$$),
('latest failed files by status', '{admin}', 'some', $$select * from files.files where status = 'failed' order by created_at desc limit :some offset :none$$),
('my files that are under way', '{owner,importer,small}', 'some', $$select * from files.files where owner_id = :me and is_ready is null order by created_at desc limit :some offset :none$$),
('latest pending files by status', '{owner,importer,admin,small}', 'some', $$select * from files.files where status = 'pending' order by created_at desc limit :some offset :none$$),
('pending files of others by status', '{colleague}', 0, $$select * from files.files where status = 'pending' order by created_at desc limit :some offset :none$$),
('files in quarantine', '{admin}', 4, $$select * from files.files where problem = 'quarantined' order by created_at desc limit :some offset :none$$),
('files in quarantine by status', '{admin}', 4, $$select * from files.files where status = 'rejected' and status_reason = 'quarantined' order by created_at desc limit :some offset :none$$),
('latest pictures', '{colleague,admin}', 'some', $$select * from files.files order by captured_at desc nulls last limit :some offset :none$$),
('pictures of a day', '{admin}', 'some', $$select * from files.files where captured_at >= :day and captured_at < :next_day limit :some$$),
('files by name', '{admin}', 4, $$select * from files.files where file_name ilike '%ready.jpg%' limit :some offset :none$$),
('files in the order of names', '{admin}', 'some', $$select * from files.files order by file_name limit :some offset :none$$),
('files of a type', '{admin}', 0, $$select * from files.files where file_type = 'image/webp' order by created_at desc limit :some offset :none$$),
('files with a label', '{admin}', 0, $$select * from files.files where labels @> '{cat}' limit :some offset :none$$),
('files of a place', '{admin}', 0, $$select * from files.files where latitude between 1 and 2 and longitude between 1 and 2 limit :some offset :none$$),
('file_upload_requests by id', '{owner,importer}', 1, $$select * from files.file_upload_requests where id = :request and presigned_url is not null$$),
('file_upload_requests of some ids', '{owner,importer}', 'some', $$select * from files.file_upload_requests where id = any (:pending_some) and presigned_url is not null$$),
('latest file_upload_requests', '{owner,importer}', 'some', $$select * from files.file_upload_requests order by created_at desc limit :some offset :none$$),
('users', '{colleague}', 'some', $$select * from files.users order by user_id limit :some offset :none$$),
('users by user_id', '{colleague}', 1, $$select * from files.users where user_id = 'owner'$$),
('logged_actions of a file', '{admin}', 1, $$select * from files.logged_actions where file_ids @> array[:ready::uuid]$$),
('latest logged_actions', '{admin,small}', 'some', $$select * from files.logged_actions order by id desc limit :some offset :none$$),
('latest logged_actions of a user', '{admin}', 'some', $$select * from files.logged_actions where user_id = 'owner' order by id desc limit :some offset :none$$),
('logged_actions of a day', '{admin}', 'some', $$select * from files.logged_actions where logged_at >= :day and logged_at < :next_day order by id desc limit :some$$);

insert into scale.call (name, callers, files, statement, reads, pages, why) values
('organization_usage', '{admin,importing,small}', 1, $$select * from files.organization_usage$$, 100, 10, 'a ledger is folded when it has a hundred rows'),
('find_similar', '{owner,importer,colleague,admin,dba}', 2, $$select from files.find_similar(:photo, 3) where file_name = 'twin.jpg'$$, 100, 100,
    'some seventy parts of a hash are looked up in the index, two or three pages each, and a GIN index keeps dead entries until vacuum comes'),
('search_files, a word of few', '{owner,importer,colleague,admin,small}', 1, $$select from files.search_files('twin', page_size => 1) where (file).file_name = 'twin.jpg'$$, 10, 10, null),
('search_files, a word of many', '{owner,importer,colleague,admin,small}', 'some', $$select from files.search_files('nik', page_size => :some::integer) where (file).camera_make like 'NIKON%'$$, 60, 60,
    'what is common is found one after the other, ten for each, as some may not be seen; in a small organization all that is found is put in order'),
('search_files of a place', '{owner,admin}', 'some', $$select from files.search_files(near_latitude => 46.8, near_longitude => 7.8, radius_m => 5000, page_size => :some::integer) where (file).latitude between 46.7 and 46.9$$, 150, 150,
    'all that is found, at most 2000, is read and put in order'),
('search_files of a label', '{admin}', 0, $$select from files.search_files(labels => '{cat}')$$, 10, 10, null),
('search_files of a type', '{colleague,admin}', 'some', $$select from files.search_files(file_type => 'application/pdf', page_size => :some::integer) where (file).file_type like '%pdf'$$, 150, 150,
    'all that is found, at most 2000, is read and put in order'),
('search_files of a user', '{colleague,admin}', 'some', $$select from files.search_files(owner_id => 'owner', page_size => :some::integer) where (file).owner_id = 'owner'$$, 150, 150,
    'all that is found, at most 2000, is read and put in order'),
('search_files of a site', '{owner,colleague,admin}', 3, $$select from files.search_files(entity_id => :site, page_size => 3) where (file).entity_type = 'site'$$, 10, 10, null),
('search_files of a day of capture', '{colleague,admin}', 'some', $$select from files.search_files('jpg', captured_from => :day, captured_to => :next_day, page_size => :some::integer) where (file).captured_at is not null$$, 10, 10, null),
('search_files, the latest', '{owner,colleague,admin,small}', 'some', $$select from files.search_files(page_size => :some::integer) where (file).status = 'ready'$$, 10, 10, null),
('search_files that failed', '{colleague,admin}', 'some', $$select from files.search_files(status => 'failed', page_size => :some::integer) where (file).status = 'failed'$$, 10, 10, null),
('search_files that are uploaded', '{admin}', 'some', $$select from files.search_files('jpg', status => 'uploaded', page_size => :some::integer) where (file).status = 'uploaded'$$, 10, 10, null),
('search_files, the next page', '{colleague,admin}', 'some', $$select from files.search_files('nik', page_size => :some::integer, after => (select s.next from files.search_files('nik', page_size => :some::integer) s limit 1)) where (file).camera_make like 'NIKON%'$$, 60, 60,
    'two searches'),
('files, counted', '{admin}', 'all', $$select count(*) from files.files$$, 1, 2, 'count=exact counts them'),
('far page of files', '{admin}', 'all', $$select * from files.files order by created_at desc limit :some offset 1000$$, 1, 2, 'what an offset passes over has to be read');

-- --- clients ---------------------------------------------------------------------------------------------
insert into scale.call (name, callers, files, statement) values
('generate_download_url', '{owner,importer,colleague,admin,small,dba}', 1, $$select files.generate_download_url(:ready)$$),
('generate_download_urls', '{owner,importer,colleague,admin,small,dba}', 'some', $$select from files.generate_download_urls(:ready_some) where url is not null$$),
('generate_download_urls of many', '{importer,colleague,admin,dba}', 'many', $$select from files.generate_download_urls(:ready_many) where url is not null$$),
('generate_download_urls of unknown files', '{admin}', 'some', $$select from files.generate_download_urls(array(select gen_random_uuid() from generate_series(1, :some::integer))) where url is null$$),
('find_actions', '{admin}', 1, $$select * from files.find_actions(:ready)$$),
('get_upload_url', '{owner,importer}', 1, $$select from files.get_upload_url(:request) where url is not null$$),
('aws_lambda.get_presigned_url', '{owner,colleague,admin,dba}', 'some', $$select from jsonb_array_elements(aws_lambda.get_presigned_url(jsonb_build_object('keys', :keys::text[])) -> 'urls') u where u <> 'null'$$),
('aws_lambda.invoke', '{owner}', 1, $$select from aws_lambda.invoke('get-presigned-url', jsonb_build_object('key', :key::text)) where payload::text like '%X-Amz-Signature%'$$);

-- --- workers, who read -----------------------------------------------------------------------------------------------
insert into scale.call (name, callers, files, statement) values
('describe_jobs', '{dba}', 'some', $$select from jsonb_array_elements(pgfiles.describe_jobs(:process_file_leased) -> 'jobs')$$),
('describe_warm_up', '{dba}', 1, $$select pgfiles.describe_warm_up()$$),
('follow_clock', '{dba}', 1, $$select pgfiles.follow_clock()$$),
('free_lost_jobs', '{dba}', 1, $$select pgfiles.free_lost_jobs()$$),
('used_quota', '{dba}', 1, $$select pgfiles.used_quota('large')$$);
-- The largest batch that a worker is given: reading all jobs, or all files, looks cheap beside so many look-ups.
insert into scale.call (name, callers, files, statement, reads) values
('describe_jobs, a whole batch', '{dba}', 'leased', $$select from jsonb_array_elements(pgfiles.describe_jobs(:leased_jobs) -> 'jobs')$$, 3);
-- --- uploads -----------------------------------------------------------------------------------------------------
insert into scale.call (name, callers, files, statement, pages) values
('sign_part', '{owner,importer}', 1, $$select files.sign_part(:parts, 'upload', 1)$$, 60),
('sign_parts', '{owner}', 3, $$select from files.sign_parts(:parts, 'upload', '{1,2,3}')$$, 60),
('list_parts', '{owner,importer}', 1, $$select files.list_parts(:parts, 'upload')$$, 60),
('complete_multipart_upload', '{owner,importer}', 1, $$select files.complete_multipart_upload(:parts, 'upload')$$, 60),
('abort_multipart_upload', '{owner,importer}', 1, $$select files.abort_multipart_upload(:parts, 'upload')$$, 60),
('insert into files', '{owner,importer}', 1, $$insert into files.files (s3_original_key, file_size) values (:request_key, 1000) returning id$$, 60),
('confirm_upload', '{owner,importer,admin,small,dba}', 1, $$select files.confirm_upload(:pending)$$, 60),
('confirm_upload for a site', '{owner}', 1, $$select files.confirm_upload(:pending_of_site)$$, 60),
('confirm_uploads', '{owner,importer,admin,dba}', 'some', $$select from files.confirm_uploads(:pending_some) where error is null$$, 80),
('s3_event', '{service}', 'some', $$select generate_series(1, files.s3_event(:event))$$, 80),
('attach_files', '{owner,importer}', 1, $$select from files.attach_files(array[:loose::uuid], 'site', :site) where error is null$$, 60),
('release_files', '{admin}', 1, $$select from files.release_files(array[:quarantined::uuid]) where error is null$$, 60),
('attach_file', '{owner,importer}', 1, $$select files.attach_file(:loose, 'site', :site)$$, 60),
('release_file', '{admin,dba}', 1, $$select files.release_file(:quarantined)$$, 60),
('sync_user', '{service}', 1, $$select files.sync_user('{"sub": "new", "name": "New"}')$$, 60),
('pre_request', '{owner,service}', 1, $$select pgfiles.pre_request()$$, 60),
('parse_exif', '{owner}', 1, $$select files.parse_exif('\x89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de')$$, 60),
('generate_upload_url', '{owner,importer,small}', 1, $$select files.generate_upload_url(file_name => 'new.jpg', file_type => 'image/jpeg', file_size => 1000)$$, 60),
('generate_upload_url for a site', '{owner,colleague}', 1, $$select files.generate_upload_url('site', :site, 'new.jpg', 'image/jpeg', 1000, use_location => true)$$, 60),
('generate_upload_form', '{owner,importer}', 1, $$select files.generate_upload_form(file_name => 'new.jpg', file_type => 'image/jpeg')$$, 60),
('create_multipart_upload', '{owner,importer}', 1, $$select files.create_multipart_upload(file_name => 'new.pdf', file_type => 'application/pdf', file_size => 20000000)$$, 60),
('request_upload_url', '{owner,importer}', 1, $$select files.request_upload_url('site', :site, 'new.jpg', 'image/jpeg')$$, 60),
('get_upload_url_sync', '{owner,importer}', 1, $$select from files.get_upload_url_sync('site', :site, 'new.jpg', 'image/jpeg') u where u is not null$$, 60),
('generate_upload_urls', '{owner,importer}', 'some', $$select from files.generate_upload_urls(:items) where url is not null$$, 60),
('generate_upload_urls for a site', '{owner,colleague}', 'some', $$select from files.generate_upload_urls(:site_items) where url is not null$$, 60);

-- --- clients that are refused ------------------------------------------------------------------------
-- Who sends the same again and again costs the others nothing.
insert into scale.call (name, callers, files, statement, refusal) values
('generate_download_url, too often', '{hasty}', 1, $$select files.generate_download_url(:ready)$$, 'PT429'),
('generate_download_urls, too often', '{hasty}', 1, $$select files.generate_download_urls(:ready_many)$$, 'PT429'),
('generate_upload_url, too often', '{hasty}', 1, $$select files.generate_upload_url('site', :site, 'new.jpg', 'image/jpeg', 1000)$$, 'PT429'),
('generate_upload_urls, too often', '{hasty}', 1, $$select files.generate_upload_urls(:site_items)$$, 'PT429'),
('generate_upload_form, too often', '{hasty}', 1, $$select files.generate_upload_form('site', :site, 'new.jpg', 'image/jpeg')$$, 'PT429'),
('create_multipart_upload, too often', '{hasty}', 1, $$select files.create_multipart_upload('site', :site, 'new.pdf', 'application/pdf', 20000000)$$, 'PT429'),
('request_upload_url, too often', '{hasty}', 1, $$select files.request_upload_url('site', :site, 'new.jpg', 'image/jpeg')$$, 'PT429'),
('get_upload_url_sync, too often', '{hasty}', 1, $$select files.get_upload_url_sync('site', :site, 'new.jpg', 'image/jpeg')$$, 'PT429'),
('parse_exif, too often', '{hasty}', 1, $$select files.parse_exif('\x89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de')$$, 'PT429');

-- --- workers, who write ------------------------------------------------------------------------------
insert into scale.call (name, callers, files, statement, pages) values
('claim_jobs', '{dba}', 'some', $$select from jsonb_array_elements(pgfiles.claim_jobs(:some::integer) -> 'jobs')$$, 80),
('claim_jobs of a kind', '{dba}', 'some', $$select from jsonb_array_elements(pgfiles.claim_jobs(:some::integer, '{make_variants}') -> 'jobs')$$, 80),
('claim_jobs of a kind that nobody asked for', '{dba}', 0, $$select from jsonb_array_elements(pgfiles.claim_jobs(:some::integer, '{no_op}') -> 'jobs')$$, 80);
-- One of some fifty that write what is searched for sorts the others' into the index.
insert into scale.call (name, callers, files, statement, proof, pages) values
('finish_jobs, ready', '{dba}', 'some', $$select pgfiles.finish_jobs(:process_file_batch, scale.results(:process_file_leased, 'ready'))$$,
    $$not exists (select from pgfiles.job where id = any (:process_file_leased))$$, 200),
('finish_jobs, rejected', '{dba}', 'some', $$select pgfiles.finish_jobs(:process_file_batch, scale.results(:process_file_leased, 'rejected'))$$,
    $$not exists (select from pgfiles.job where id = any (:process_file_leased))$$, 80),
('finish_jobs, failed', '{dba}', 'some', $$select pgfiles.finish_jobs(:process_file_batch, scale.results(:process_file_leased, 'failed'))$$,
    $$not exists (select from pgfiles.job where id = any (:process_file_leased))$$, 80),
('finish_jobs, retry', '{dba}', 'some', $$select pgfiles.finish_jobs(:process_file_batch, scale.results(:process_file_leased, 'retry'))$$,
    $$not exists (select from pgfiles.job where id = any (:process_file_leased) and (leased_until is not null or last_error is null))$$, 80),
('finish_jobs, released', '{dba}', 'some', $$select pgfiles.finish_jobs(:process_file_batch, scale.results(:process_file_leased, 'released'))$$,
    $$not exists (select from pgfiles.job where id = any (:process_file_leased) and leased_until is not null)$$, 80),
('finish_jobs, variants', '{dba}', 'some', $$select pgfiles.finish_jobs(:make_variants_batch, scale.results(:make_variants_leased, 'ready'))$$,
    $$not exists (select from pgfiles.job where id = any (:make_variants_leased))$$, 80),
('finish_jobs, variants that failed', '{dba}', 'some', $$select pgfiles.finish_jobs(:make_variants_batch, scale.results(:make_variants_leased, 'failed'))$$,
    $$not exists (select from pgfiles.job where id = any (:make_variants_leased) and died_at is null)$$, 80),
('finish_jobs, EXIF', '{dba}', 'some', $$select pgfiles.finish_jobs(:read_exif_batch, scale.results(:read_exif_leased, 'ready'))$$,
    $$not exists (select from pgfiles.job where id = any (:read_exif_leased))$$, 200);
insert into scale.call (name, callers, files, statement, proof, pages) values
('finish_job', '{dba}', 1, $$select pgfiles.finish_job(jsonb_build_object('job_id', :job::text, 'outcome', 'ready'))$$,
    $$not exists (select from pgfiles.job where id = :job)$$, 60),
('finish_left', '{dba}', 'some', $$select pgfiles.finish_left(jsonb_build_array(jsonb_build_object('batch', :process_file_batch::jsonb, 'results', scale.results(:process_file_leased, 'ready'))))$$,
    $$not exists (select from pgfiles.job where id = any (:process_file_leased))$$, 200);
insert into scale.call (name, callers, files, statement, pages) values
('bury_overdue_jobs', '{dba}', 'some', $$select from unnest(:process_file_leased::bigint[]) j, pgfiles.bury_overdue_jobs(:process_file_leased)$$, 80),
('enqueue_jobs', '{dba}', 'some', $$select from unnest(:ready_some::uuid[]) f, pgfiles.enqueue_jobs('read_exif', :ready_some)$$, 60),
('prune_audit', '{dba}', 1, $$select pgfiles.prune_audit()$$, 10),
('prune_dead_letters', '{dba}', 8, $$select generate_series(1, pgfiles.prune_dead_letters())$$, 10),
('fold_usage', '{dba}', 20, $$select generate_series(1, pgfiles.fold_usage('large', ''))$$, 10),
('renew_signing_keys', '{dba}', 1, $$select pgfiles.renew_signing_keys()$$, 10),
('move_moments', '{dba}', 1, $$select pgfiles.move_moments()$$, 10),
('move_moments_after', '{dba}', 1000, $$select from generate_series(1, 1000), pgfiles.move_moments_after('main', '00000000-0000-0000-0000-000000000000')$$, 10);
-- --- DBAs ------------------------------------------------------------------------------------------------------
insert into scale.call (name, callers, files, statement, proof, pages) values
('retry_jobs', '{dba}', 1, $$select files.retry_jobs(array[:dead::uuid])$$, null, 60),
('reread_exif', '{dba}', 'some', $$select from unnest(:photos::uuid[]), files.reread_exif(:photos)$$, null, 60),
('insert into a table', '{dba}', 1, $$insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size) values ('large', 'owner', 'new.jpg', 'image/jpeg', 1000) returning id$$, null, 60),
('files by id of a table', '{dba}', 1, $$select * from pgfiles.file where id = :ready$$, null, 10),
('delete a file', '{dba}', 1, $$delete from pgfiles.file where id = :ready returning id$$, null, 60),
('delete files', '{dba}', 'some', $$delete from pgfiles.file where id = any (:ready_some) returning id$$, null, 60),
('set a status', '{dba}', 1, $$update pgfiles.file set status = 'pending' where id = :uploaded returning id$$, null, 60),
('hand a file over', '{dba}', 1, $$update pgfiles.file set owner_id = 'somebody else' where id = :ready returning id$$, null, 60),
('delete a user', '{dba}', 1, $$delete from pgfiles.app_user where organization_id = 'large' and user_id = 'nobody' returning id$$, null, 60),
('delete a bucket', '{dba}', 1, $$delete from pgfiles.bucket where name = 'unused' returning name$$, null, 60),
('rename a bucket', '{dba}', 1, $$update pgfiles.bucket set name = 'still-unused' where name = 'unused' returning name$$, null, 60),
('change a bucket', '{dba}', 1, $$update pgfiles.bucket set max_bytes = max_bytes + 1 where name = 'main' returning name$$, null, 60),
('delete an entity type', '{dba}', 1, $$delete from pgfiles.entity_type where name = 'unused' returning name$$, null, 60),
('change a site', '{owner,dba}', 1, $$update app.site set name = 'new' where id = :site::uuid returning id$$, null, 60),
('delete a site', '{dba}', 1, $$delete from app.site where id = :site::uuid returning id$$, null, 60),
('stop_workers', '{dba}', 1, $$select files.stop_workers()$$, null, 10);

-- --- what looks at everything ---------------------------------------------------------------------------------------
insert into scale.call (name, callers, files, statement, reads, pages, why) values
('doctor', '{dba}', 'all', $$select files.doctor()$$, 1, 2, 'counts what waits, and looks for what is stuck'),
('stuck', '{dba}', 'all', $$select * from pgfiles.stuck$$, 1, 2, 'looks at all that waits'),
('dead_letters', '{dba}', 'all', $$select * from files.dead_letters$$, 1, 2, 'reads them all'),
('variant_progress', '{dba}', 'all', $$select * from files.variant_progress$$, 3, 5, 'counts all files, for each variant'),
('make_missing_variants', '{dba}', 'all', $$select pgfiles.make_missing_variants()$$, 3, 20, 'looks at all files'),
('reread_exif of all', '{dba}', 'all', $$select files.reread_exif()$$, 3, 20, 'looks at all files'),
('retry_jobs of all', '{dba}', 'all', $$select files.retry_jobs()$$, 1, 5, 'all dead letters'),
('recount_quota', '{dba}', 'all', $$select pgfiles.recount_quota()$$, 3, 10, 'counts all files'),
('fold_quota_usage', '{dba}', 'all', $$select pgfiles.fold_quota_usage()$$, 1, 2, 'once an hour, looks for what there is to fold'),
('change the EXIF policy of a bucket', '{dba}', 'all', $$update pgfiles.bucket set exif_policy = 'strip' where name = 'main'$$, 3, 20, 'looks which files need a copy without metadata'),
('mend_moments', '{dba}', 'all', $$select pgfiles.mend_moments()$$, 1, 2, 'once an hour, looks at all that waits'),
('prune_rate_limits', '{dba}', 'all', $$select pgfiles.prune_rate_limits()$$, 1, 2, 'once an hour, a row for each user of the last hour'),
('rename_organization', '{dba}', 'all', $$select pgfiles.rename_organization('small', 'smaller')$$, 1, 5, 'all of an organization');
