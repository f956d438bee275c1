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
        'path of the claim that names the caller''s organization'),
    ('claim_user_id', '{user,user_id}',
        'path of the claim that names the caller; sub where it is absent'),
    ('claim_role', '{user,role}',
        'path of the claim with the application role (org_client, org_admin)'),
    ('upload_expires_in', '900', 'seconds that an upload URL lives unless asked otherwise'),
    ('upload_expires_in_max', '3600', 'seconds that an upload URL may live'),
    ('download_expires_in', '300', 'seconds that a download URL lives unless asked otherwise'),
    ('download_expires_in_max', '86400',
        'seconds that a download URL may live; S3 itself takes up to 604800'),
    ('download_stable_for', '60',
        'seconds of the window in which a computed column gives the same URL, '
        'which lives that much longer'),
    ('part_expires_in', '3600',
        'seconds that a URL of a multipart upload lives unless asked otherwise'),
    ('part_expires_in_max', '86400', 'seconds that a URL of a multipart upload may live'),
    ('batch_max', '10000', 'items of one batch call'),
    ('image_max_pixels', '50000000',
        'pixels above which an image is rejected before it is decoded'),
    ('image_max_bytes', '52428800',
        'bytes above which an image is kept without variants, and parse_exif refuses it'),
    ('job_max_attempts', '25', 'attempts before a job becomes a dead letter and its file failed'),
    ('job_lease', '15 minutes',
        'time after which the job of a crashed worker is taken up by another'),
    ('job_deadline_ms', '120000',
        'milliseconds that one job may take; a large file gets one for each 10,000 bytes, '
        'up to an hour'),
    ('file_name_max_length', '255', 'characters of a file name');
