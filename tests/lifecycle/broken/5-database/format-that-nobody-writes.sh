# shellcheck shell=bash disable=SC2034
symptom='Thumbnails are JPEGs, whatever `pgfiles.variant_spec` says'
cause='no image back end that is chosen writes the format'
cure='[another back end](choose-an-image-backend.md)'
code=image_backend row='^format of variant thumbnail_small: avif cannot be written: jpeg is instead$'
breaks() { q "update pgfiles.variant_spec set format = 'avif' where name = 'thumbnail_small'"; }
mends() { q "update pgfiles.variant_spec set format = 'jpeg' where name = 'thumbnail_small'"; }
