create function pgfiles.bucket_wishes()
    returns table (item text, wanted text)
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    values
        ('store', 'exists, and takes objects below .pgfiles/'),
        ('region', 'takes signatures for the region of its row'),
        ('clock', 'the store''s and this server''s differ by less than 5 minutes'),
        ('tls', 'clients reach it by https'),
        ('public_endpoint', 'a signed URL opens the object there'),
        ('private_reads', 'a GET without a signature is refused: 401 or 403'),
        ('signatures', 'a wrong signature, and a PUT without one, are refused'),
        ('pages', 'pages of each origin may GET, HEAD, PUT, POST, DELETE, and see ETag'),
        ('cors_rule', 'a rule lets them, where one is needed'),
        ('multipart_rule', 'uploads in parts are aborted after 2 days'),
        ('version_rule', 'replaced versions are deleted after 35 days; so are markers that hide '
            'nothing'),
        ('expiry_rules', 'no rule deletes files by their age'),
        ('default_encryption', 'objects are encrypted where they are kept'),
        ('ownership', 'BucketOwnerEnforced'),
        ('object_lock', 'any; what is locked stays when its file is deleted'),
        ('conditional_writes', 'a second PUT with If-None-Match is refused'),
        ('overlapping_writes', 'one that overlaps with the first, too'),
        ('conditional_completions', 'the same where parts are put together'),
        ('competing_writes', 'one of 8 PUTs with the same If-Match at the same time is taken'),
        ('copies', 'objects can be copied within the store'),
        ('conditional_copies', 'a copy of other bytes than were meant is refused'),
        ('bulk_deletes', 'many objects are deleted by one request'),
        ('md5', 'any; workers send Content-MD5'),
        ('forms', 'forms are good for nothing but what they say'),
        ('response_overrides', 'type and name of a download are those of its URL'),
        ('ranges', 'a piece of an object is sent alone'),
        ('md5_etags', 'the entity tag of an object is the MD5 of its bytes'),
        ('request_ids', 'answers have an x-amz-request-id')
$$;

comment on function pgfiles.bucket_wishes() is
    'What is wanted of a bucket and its store, in the order in which files.set_up_bucket shows it.';
