insert into pgfiles.file (id, organization_id, owner_id, file_name, file_type, file_size, bucket, s3_original_key, upload_method, status, status_reason)
values ('00000000-0000-4000-8000-000000000001', '_', 'role:postgres', 'a.jpg', 'image/jpeg', 1, 'main',
    '_/_/_/00000000-0000-4000-8000-000000000001/original.jpg', 'put', 'rejected', 'quarantined');
