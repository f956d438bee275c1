create table pgfiles.status_reason (
    reason text primary key check (reason ~ '^[a-z_]+$'),
    outcome text not null check (outcome in ('rejected', 'ready', 'retry', 'failed')),
    meaning text not null
);

comment on table pgfiles.status_reason is
    'Every word that can stand in status_reason of a file, or in last_error of its job.';
comment on column pgfiles.status_reason.reason is 'The word, the same in SQL and Java.';
comment on column pgfiles.status_reason.outcome is
    'What the file becomes; retry: tried again with back-off, and failed after the last attempt.';
comment on column pgfiles.status_reason.meaning is 'For the reference.';

insert into pgfiles.status_reason (reason, outcome, meaning) values
    ('object_missing', 'rejected',
        'the store itself says that it has no such object: confirmed before the upload. Upload, '
        'then confirm again'),
    ('aborted', 'rejected', 'the uploader gave up an upload in parts'),
    ('abandoned', 'rejected',
        'nobody has confirmed the upload within `upload_abandoned_after`: upload again, or '
        '`renew_upload`'),
    ('size_mismatch', 'rejected', 'the object has another size than was declared'),
    ('too_large', 'rejected', 'the object is larger than the bucket takes'),
    ('not_an_image', 'rejected', 'declared as an image, and the bytes are none'),
    ('type_mismatch', 'rejected',
        'the bytes are of another type than was declared; if none was declared, of one that the '
        'bucket does not take'),
    ('stored_type_mismatch', 'rejected',
        'the object was stored under another content type than was declared'),
    ('checksum_mismatch', 'rejected', 'the bytes have another SHA-256 than was declared'),
    ('too_many_pixels', 'rejected', 'more pixels than `image_max_pixels`'),
    ('damaged_image', 'rejected', 'an image of a known type that cannot be read'),
    ('quarantined', 'rejected',
        'a hook found something; an admin may release it: `files.release_file`'),
    ('refused_by_hook', 'rejected', 'a hook refused it for good'),
    ('no_decoder', 'ready',
        'an image of a type that cannot be decoded here: kept as it is, without variants'),
    ('image_too_large', 'ready',
        'an image of more bytes than the worker decodes: kept as it is, with its EXIF, without '
        'variants'),
    ('pdf_encrypted', 'ready',
        'a PDF that opens with a password only: kept as it is, without variants'),
    ('pdf_damaged', 'ready',
        'a PDF that cannot be read, or has no page: kept as it is, without variants'),
    ('preview_timeout', 'ready',
        'a PDF whose first page, or a video of which one frame, takes more than 20 seconds to be '
        'drawn: kept, without variants'),
    ('no_preview', 'ready',
        'a PDF or video of which no picture could be made here: a PDF larger than 50 MB or '
        '`image_max_bytes`, a video that is damaged or has a sound only; it takes too much memory, '
        'or the program is not installed. Kept, without variants; `status_detail` says which'),
    ('watermark_unusable', 'retry',
        'a variant is to bear a watermark that is not there, is no PNG, or is too large'),
    ('store_unavailable', 'retry',
        'the store gave an error or no answer, has no such bucket, or somebody else answered for '
        'it: a gateway''s page, other bytes than the store means'),
    ('store_denied', 'retry',
        'the store refused the credentials, or a missing object without `s3:ListBucket`'),
    ('credentials_missing', 'retry', 'the AWS default chain found nothing'),
    ('hook_failed', 'retry',
        'a hook failed or gave no verdict; `status_detail` has its name and message'),
    ('batch_failed', 'retry',
        'the jobs that were done together gave no results; `status_detail` has the error''s '
        'message'),
    ('result_not_written', 'retry',
        'the database refused the result; `status_detail` is the SQLSTATE'),
    ('deadline', 'failed', 'the job took longer than `job_deadline_ms`'),
    ('out_of_memory', 'failed', 'the Java heap is too small for the image; raise `-Xmx`'),
    ('worker_lost', 'failed', 'the worker died or hung on every attempt'),
    ('internal_error', 'failed', 'a mistake in pgfiles');
