-- The trigger hides it.
update pgfiles.file f
set captured_at = f.captured_at
from pgfiles.bucket b
where b.name = f.bucket and b.exif_policy = 'strip' and f.captured_at is not null;
