create table pgfiles.default_setting (
    name text primary key,
    value text not null,
    description text not null
);

comment on table pgfiles.default_setting is
    'Every setting with the value it has unless pgfiles.setting says otherwise. Replaced at an '
    'upgrade.';
comment on column pgfiles.default_setting.name is 'As pgfiles.setting names it.';
comment on column pgfiles.default_setting.value is 'In the unit that the description gives.';
comment on column pgfiles.default_setting.description is 'What it is, and in which unit.';

insert into pgfiles.default_setting (name, value, description) values
    ('claim_organization_id', '{user,organization_id}',
        'path of the claim that names the caller''s organization; of several paths with blanks '
        'between them the first that is there counts, here and below'),
    ('claim_user_id', '{user,user_id} {sub}', 'path of the claim that names the caller'),
    ('claim_role', '{user,role}',
        'path of the claim with the application role: a text, or an array such as groups'),
    ('admin_role', 'org_admin',
        'what the claim role is, or contains, for the admins of an organization'),
    ('claim_handle', '{user,handle} {preferred_username} {cognito:username} {username}',
        'path of the claim with the name that the caller signs in with'),
    ('claim_display_name', '{user,name} {name}', 'path of the claim with the caller''s name'),
    ('claim_email', '{user,email} {email}', 'path of the claim with the caller''s e-mail address'),
    ('token_issuers', '{}',
        'issuers (claim iss) whose tokens are taken, such as {https://id.example.org/}; none: any'),
    ('token_client_ids', '{}',
        'clients whose tokens are taken (claim client_id, else azp, else aud); none: any'),
    ('token_uses', '{}',
        'uses (claim token_use) for which tokens are taken, such as {access}; none: any'),
    ('inline_types',
        '{image/jpeg,image/png,image/gif,image/webp,image/avif,image/heic,image/heif,image/bmp,'
        'image/tiff,video/*,audio/*,application/pdf,text/plain}',
        'content types that browsers may show, exact or type/*; all others are downloaded as '
        'application/octet-stream and saved, since they may run scripts'),
    ('upload_expires_in', '900', 'seconds that an upload URL lives unless asked otherwise'),
    ('upload_expires_in_max', '3600', 'seconds that an upload URL may live'),
    ('download_expires_in', '300', 'seconds that a download URL lives unless asked otherwise'),
    ('download_expires_in_max', '86400',
        'seconds that a download URL may live; S3 itself takes up to 604800'),
    ('download_stable_for', '60',
        'seconds of the window in which a computed column gives the same URL, '
        'which lives that much longer'),
    ('signing_key_days', '4',
        'days for which signing keys are stored, today among them, 2 to 7: so long a standby signs '
        'without its primary, and so long a stolen key does'),
    ('part_expires_in', '3600',
        'seconds that a URL of a multipart upload lives unless asked otherwise'),
    ('part_expires_in_max', '86400', 'seconds that a URL of a multipart upload may live'),
    ('batch_max', '10000', 'items of one batch call'),
    ('image_max_pixels', '50000000',
        'pixels above which an image is rejected before it is decoded'),
    ('image_max_bytes', '52428800',
        'bytes above which an image is kept without variants, and parse_exif refuses it'),
    ('image_backend', 'jdk',
        'what reads and writes images: jdk, turbojpeg, vips, or several with commas between, the '
        'preferred first; the JDK does what is left'),
    ('job_max_attempts', '25', 'attempts before a job becomes a dead letter and its file failed'),
    ('job_lease', '15 minutes',
        'time after which the job of a crashed worker is taken up by another; at least a minute '
        'longer than the deadline of a job'),
    ('job_deadline_ms', '120000',
        'milliseconds that one job may take; a large file gets one for each 10,000 bytes, '
        'up to an hour'),
    ('dead_letter_retention', '30 days',
        'time for which a job that used up its attempts is kept'),
    ('file_name_max_length', '255', 'characters of a file name'),
    ('user_calls_per_minute', '60',
        'calls that sign, for each user; a batch counts as one for each 1,000 items begun; '
        '0: without limit'),
    ('organization_calls_per_minute', '0', 'the same for all users of an organization together'),
    ('quota_max_bytes', '0',
        'bytes that the files of an organization may have together; 0: without limit'),
    ('quota_max_files', '0', 'files that an organization may have; 0: without limit'),
    ('audit_retention', '400 days', 'how long lines of the audit are kept');
