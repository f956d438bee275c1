create schema files;

comment on schema files is
$$pgfiles

File storage for PostgreSQL and PostgREST: signed S3 URLs, EXIF, thumbnails. The bytes travel
between client and S3; this API holds the truth about them.$$;
