create view files.deleted_files
    with (security_invoker = true)
as
select f.id, f.entity_type, f.entity_id, f.file_name, f.file_type, f.file_size, f.sha256, f.status,
    f.organization_id, f.owner_id, f.created_at, f.uploaded_at, f.deleted_at, f.deleted_by,
    f.deletion_cause, f.purge_at, f.is_held
from (
    -- Each part has its index, and is asked only of whom it is about: a user's trash is found
    -- however full that of his organization is.
    select f.*
    from pgfiles.file f
    where f.is_deleted and (select pgfiles.is_org_admin() or pgfiles.is_dba())
    union all
    select f.*
    from pgfiles.file f
    where f.is_deleted and f.owner_id = (select pgfiles.current_user_id())
        and not (select pgfiles.is_org_admin() or pgfiles.is_dba())
    union all
    select f.*
    from pgfiles.file f
    where f.is_deleted and f.deleted_by = (select pgfiles.current_user_id())
        and f.owner_id is distinct from (select pgfiles.current_user_id())
        and not (select pgfiles.is_org_admin() or pgfiles.is_dba())
) f;

comment on view files.deleted_files is
$$The trash: deleted files that can be restored

For who uploaded a file, who deleted it, and the admins of its organization. files.restore_file
takes one out again; what is still there at purge_at goes for good. There are no URLs of deleted
files; one that was signed before the file was deleted works until it expires.$$;

comment on column files.deleted_files.id is 'uuid version 7: ordered by time of creation.';
comment on column files.deleted_files.entity_type is
    'With entity_id: the row of the application that the file belongs to; null: its owner''s.';
comment on column files.deleted_files.entity_id is 'See entity_type.';
comment on column files.deleted_files.file_name is 'As the client named it.';
comment on column files.deleted_files.file_type is 'Content type.';
comment on column files.deleted_files.file_size is 'Bytes.';
comment on column files.deleted_files.sha256 is 'Hex digest of the bytes.';
comment on column files.deleted_files.status is
    'What it is again when it is restored: pending, uploaded, processing, ready, rejected, failed.';
comment on column files.deleted_files.organization_id is 'Tenant.';
comment on column files.deleted_files.owner_id is 'The uploader by the token.';
comment on column files.deleted_files.created_at is 'When its upload was asked for.';
comment on column files.deleted_files.uploaded_at is 'When its upload was confirmed.';
comment on column files.deleted_files.deleted_at is 'When it was deleted.';
comment on column files.deleted_files.deleted_by is 'Who deleted it, by the token.';
comment on column files.deleted_files.deletion_cause is
    'deleted: by itself; entity_deleted: with the row that it belongs to; column_changed: the '
    'column that named it names another one, or its row is gone.';
comment on column files.deleted_files.purge_at is 'Until then it can be restored.';
comment on column files.deleted_files.is_held is 'Under a legal hold: not purged.';
