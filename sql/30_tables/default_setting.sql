create table pgfiles.default_setting (
    name text primary key,
    value text not null,
    description text not null,
    type text not null
        check (type in (
            'duration', 'size', 'number', 'name', 'paths', 'list', 'back ends', 'choice',
            'switch', 'claim names')),
    unit text check (unit in ('days', 'seconds', 'milliseconds', 'bytes')),
    least text,
    greatest text,
    example text not null,
    choices text[] check ((type = 'choice') = (choices is not null))
);

comment on table pgfiles.default_setting is
    'Every setting with the value it has unless pgfiles.setting says otherwise. Replaced at an '
    'upgrade.';
comment on column pgfiles.default_setting.name is 'As pgfiles.setting names it.';
comment on column pgfiles.default_setting.value is 'As pgfiles.setting writes it, see type.';
comment on column pgfiles.default_setting.description is 'What it is.';
comment on column pgfiles.default_setting.type is
    'How it is written: a duration as an interval (10 minutes), a size as PostgreSQL writes it '
    '(50 MB), a whole number; a name; paths of claims ({user,role} {sub}); a list ({a,b}); image '
    'back ends with commas between; one of its choices; on or off; names of claims '
    '({sub,email}).';
comment on column pgfiles.default_setting.unit is
    'What a bare number means, of durations and sizes (null: seconds), and what pgfiles.setting() '
    'answers in (null: an interval).';
comment on column pgfiles.default_setting.least is 'No value is below.';
comment on column pgfiles.default_setting.greatest is 'No value is above.';
comment on column pgfiles.default_setting.example is 'A value that it takes.';
comment on column pgfiles.default_setting.choices is
    'The values that a choice takes; an empty one is nothing.';

insert into pgfiles.default_setting
    (name, value, type, unit, least, greatest, example, description)
values
    ('claim_organization_id', '{user,organization_id}',
        'paths', null, null, null, '{tenant} {user,organization_id}',
        'path of the claim that names the caller''s organization; of several paths with '
        'blanks between them the first that is there counts, here and below'),
    ('claim_user_id', '{user,user_id} {sub}', 'paths', null, null, null, '{sub}',
        'path of the claim that names the caller'),
    ('claim_role', '{user,role}', 'paths', null, null, null, '{https://example.org/claims,role}',
        'path of the claim with the application role: a text, or an array such as groups'),
    ('admin_role', 'org_admin', 'name', null, null, null, 'admin',
        'what the claim role is, or contains, for the admins of an organization'),
    ('claim_handle', '{user,handle} {preferred_username} {cognito:username} {username}',
        'paths', null, null, null, '{preferred_username}',
        'path of the claim with the name that the caller signs in with'),
    ('claim_display_name', '{user,name} {name}', 'paths', null, null, null, '{name}',
        'path of the claim with the caller''s name'),
    ('claim_email', '{user,email} {email}', 'paths', null, null, null, '{email}',
        'path of the claim with the caller''s e-mail address'),
    ('web_origins', '{}', 'list', null, null, null, '{https://app.example.org}',
        'origins of pages that upload and download: workers try whether stores let them'),
    ('old_style_claims', '{}', 'claim names', null, null, null, '{sub,role}',
        'claims that policies and functions of the application read as request.jwt.claim.NAME, '
        'which PostgREST sets no more: pgfiles.pre_request sets these'),
    ('token_issuers', '{}', 'list', null, null, null, '{https://id.example.org/}',
        'issuers (claim iss) whose tokens are taken; none: any'),
    ('token_client_ids', '{}', 'list', null, null, null, '{web,mobile}',
        'clients whose tokens are taken (claim client_id, else azp, else aud); none: any'),
    ('token_uses', '{}', 'list', null, null, null, '{access}',
        'uses (claim token_use) for which tokens are taken; none: any'),
    ('inline_types',
        '{image/jpeg,image/png,image/gif,image/webp,image/avif,image/heic,image/heif,'
        'image/bmp,image/tiff,video/*,audio/*,application/pdf,text/plain}',
        'list', null, null, null, '{image/jpeg,image/png,video/*}',
        'content types that browsers may show, exact or type/*; all others are downloaded as '
        'application/octet-stream and saved, since they may run scripts'),
    ('upload_expires_in', '15 minutes', 'duration', 'seconds', '1 second', '7 days', '10 minutes',
        'how long an upload URL lives unless asked otherwise'),
    ('upload_expires_in_max', '1 hour', 'duration', 'seconds', '1 second', '7 days', '2 hours',
        'how long an upload URL may live'),
    ('download_expires_in', '5 minutes', 'duration', 'seconds', '1 second', '7 days', '1 minute',
        'how long a download URL lives unless asked otherwise'),
    ('download_expires_in_max', '1 day', 'duration', 'seconds', '1 second', '7 days', '12 hours',
        'how long a download URL may live'),
    ('download_stable_for', '1 minute', 'duration', 'seconds', '0 seconds', '6 days', '10 minutes',
        'window in which a computed column gives the same URL, which lives that much longer'),
    ('signing_key_days', '4 days', 'duration', 'days', '2 days', '7 days', '3 days',
        'for how long signing keys are stored, today among it: so long a standby signs '
        'without its primary, and so long a stolen key does'),
    ('part_expires_in', '1 hour', 'duration', 'seconds', '1 second', '7 days', '30 minutes',
        'how long a URL of a multipart upload lives unless asked otherwise'),
    ('part_expires_in_max', '1 day', 'duration', 'seconds', '1 second', '7 days', '6 hours',
        'how long a URL of a multipart upload may live'),
    ('batch_max', '10000', 'number', null, '1', '100000', '1000',
        'items of one batch call'),
    ('image_max_pixels', '50000000', 'number', null, '1', '2147483647', '100000000',
        'pixels above which an image is rejected before it is decoded'),
    ('image_max_bytes', '50 MB', 'size', 'bytes', '0 bytes', '1 GB', '100 MB',
        'size above which an image is kept without variants, and parse_exif refuses it'),
    ('image_backend', 'jdk', 'back ends', null, null, null, 'turbojpeg, jdk',
        'what reads and writes images: jdk, turbojpeg, vips, or several with commas between, '
        'the preferred first; the JDK does what is left'),
    ('pdf_preview', 'off', 'switch', null, null, null, 'on',
        'whether workers draw the first page of each PDF, in a process of its own, and make '
        'variants of it'),
    ('job_max_attempts', '25', 'number', null, '1', '1000', '10',
        'attempts before a job becomes a dead letter and its file failed'),
    ('job_lease', '15 minutes', 'duration', null, '1 minute', '1 day', '1 hour',
        'time after which the job of a crashed worker is taken up by another; at least a '
        'minute longer than the deadline of a job'),
    ('job_deadline_ms', '2 minutes', 'duration', 'milliseconds', '1 second', '1 hour', '5 minutes',
        'how long one job may take; a large file gets a millisecond for each 10,000 bytes, up '
        'to an hour'),
    ('dead_letter_retention', '30 days', 'duration', null, '0 days', '100 years', '90 days',
        'time for which a job that used up its attempts is kept'),
    ('trash_retention', '35 days', 'duration', null, '0 days', '100 years', '90 days',
        'how long a deleted file can be restored by files.restore_file; 0 days: there is no trash, '
        'and it is gone at once, though a DBA can rescue it as long as object_retention says'),
    ('quota_counts_trash', 'on', 'switch', null, null, null, 'off',
        'whether files in the trash count for quotas; off: whoever uploads and deletes in turn has '
        'more than his quota in the store. pgfiles.recount_quota() makes a change of this hold for '
        'what is in the trash already'),
    ('object_retention', '35 days', 'duration', null, '0 days', '100 years', '90 days',
        'how long the store keeps the objects of a deleted file: as far back as backups are '
        'restored'),
    ('unconfirmed_retention', '1 day', 'duration', null, '0 days', '1 year', '3 days',
        'the same of uploads that never became a file; no object goes while a URL to write it '
        'may live'),
    ('upload_abandoned_after', '1 day', 'duration', null, '1 minute', '1 year', '12 hours',
        'how long after the end of its last URL an upload is waited for that nobody confirms'),
    ('upload_archived_after', '7 days', 'duration', null, '0 days', '100 years', '30 days',
        'how long the row of an upload stays that was rejected, has failed or was abandoned; then '
        'a line in files.upload_history takes its place'),
    ('deletion_batch', '1000', 'number', null, '1', '1000', '200',
        'objects that a worker deletes by one request'),
    ('file_name_max_length', '255', 'number', null, '1', '10000', '100',
        'characters of a file name'),
    ('user_calls_per_minute', '60', 'number', null, '0', '1000000000', '600',
        'calls that sign, for each user; a batch counts as one for each 1,000 items begun; 0: '
        'without limit'),
    ('organization_calls_per_minute', '0', 'number', null, '0', '1000000000', '6000',
        'the same for all users of an organization together'),
    ('quota_max_bytes', '0', 'size', 'bytes', '0', '1000000 TB', '10 GB',
        'what the files of an organization may have together; 0: without limit'),
    ('quota_max_files', '0', 'number', null, '0', '1000000000000', '100000',
        'files that an organization may have; 0: without limit'),
    ('lease_required', 'on', 'switch', null, null, null, 'off',
        'whether workers write to a bucket, and delete there, only with its lease, of which one '
        'database has one: off promises that no copy of this database has workers'),
    ('lease_settle', '2 seconds', 'duration', 'milliseconds', '0 seconds', '1 minute', '5 seconds',
        'how long after it was taken the lease of a bucket is read again, because not every store '
        'lets only one of two win'),
    ('lease_takeover_after', '0 seconds', 'duration', null, '0 seconds', '30 days', '15 minutes',
        'after how long without a renewal a standby that was promoted takes the lease of its '
        'primary by itself; 0: never, but by files.take_lease'),
    ('audit_retention', '400 days', 'duration', null, '0 days', '100 years', '2 years',
        'how long lines of the audit are kept, and of files.upload_history');

insert into pgfiles.default_setting (name, value, type, choices, example, description)
values
    ('unleased_uploads', 'allow', 'choice', '{allow,refuse}', 'refuse',
        'uploads into a bucket whose lease another database has: they get a key of their own and '
        'harm nobody, and wait to be processed; or they are refused'),
    ('image_process', 'child', 'choice', '{child,server}', 'server',
        'where turbojpeg and vips work: in a child process of the worker, which a file can crash '
        'and the server goes on, or in the server''s own process'),
    ('video_backend', '', 'choice', '{ffmpeg,""}', 'ffmpeg',
        'what draws one frame of each video, in a process of its own, of which workers make '
        'variants: ffmpeg; nothing: videos have no variants');
