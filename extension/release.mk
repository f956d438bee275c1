# The Makefile of the release archive, through which PGXN's client installs.
all install uninstall:
	$(MAKE) -C extension $@
.PHONY: all install uninstall
