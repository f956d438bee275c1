s#/tmp/photo.jpg#@PHOTO@#
