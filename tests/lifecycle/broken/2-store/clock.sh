# shellcheck shell=bash disable=SC2034
symptom='The store answers 403 to every URL, `RequestTimeTooSkewed` or `Request has expired`; workers go on, for the SDK sets its clock by the store'\''s'
cause='the database server'\''s clock is off by more than minutes'
cure='set it, by NTP (on Debian `apt-get install systemd-timesyncd`)'
code=store row='^clock of bucket main: this server.s is 1(199|20[0-9]) seconds behind the store.s, which takes nothing that is signed 15 minutes off$'
breaks() {
    mode 'clock 1200'
    q 'delete from pgfiles.bucket_check'
    works
}
mends() {
    mode pass
    run_fix "$1"
}
