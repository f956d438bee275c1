# shellcheck shell=bash disable=SC2034
symptom='None, until somebody uploads a file that runs a script, and it runs as a page of the application'
cause='the store or CDN is reached under the host name of the application'
cure='give it one of its own, in `public_endpoint` or `cdn_base_url`'
code=origin row='^origin of bucket main: files come from https://app.example.org, where pages of the application are$'
breaks() {
    q "insert into pgfiles.setting values ('web_origins', '{https://app.example.org}')"
    q "update pgfiles.bucket set cdn_base_url = 'https://app.example.org/files'"
}
mends() {
    q 'update pgfiles.bucket set cdn_base_url = null'
    q "delete from pgfiles.setting where name = 'web_origins'"
}
