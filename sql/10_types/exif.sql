create type files.exif as (
    latitude double precision,
    longitude double precision,
    altitude double precision,
    captured_at timestamptz,
    captured_at_local timestamp,
    camera_make text,
    camera_model text,
    lens_model text,
    exposure_time double precision,
    f_number double precision,
    iso integer,
    focal_length double precision,
    orientation smallint,
    raw jsonb,
    errors text[]
);

comment on type files.exif is 'What a camera wrote into a photo.';
comment on column files.exif.latitude is 'Degrees, WGS 84 (EXIF GPSLatitude).';
comment on column files.exif.longitude is 'Degrees, WGS 84 (EXIF GPSLongitude).';
comment on column files.exif.altitude is 'Metres above sea level (EXIF GPSAltitude).';
comment on column files.exif.captured_at is
    'Moment of capture, known if EXIF has an offset or GPS time.';
comment on column files.exif.captured_at_local is
    'Capture time on the camera''s clock (EXIF DateTimeOriginal).';
comment on column files.exif.camera_make is 'Maker of the camera (EXIF Make).';
comment on column files.exif.camera_model is 'Model of the camera (EXIF Model).';
comment on column files.exif.lens_model is 'Lens (EXIF LensModel).';
comment on column files.exif.exposure_time is 'Seconds (EXIF ExposureTime).';
comment on column files.exif.f_number is 'Aperture (EXIF FNumber).';
comment on column files.exif.iso is 'Sensitivity (EXIF PhotographicSensitivity).';
comment on column files.exif.focal_length is 'Millimetres (EXIF FocalLength).';
comment on column files.exif.orientation is 'EXIF Orientation 1..8.';
comment on column files.exif.raw is 'All EXIF tags as text, bounded, binary left out.';
comment on column files.exif.errors is 'What was broken in the EXIF block; empty if nothing.';
