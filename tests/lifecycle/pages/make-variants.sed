s#/srv/logo.png#@LOGO@#
