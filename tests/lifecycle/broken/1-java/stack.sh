# shellcheck shell=bash disable=SC2034
symptom='None, until a deeply nested JSON takes the server down: `terminated by signal 11`'
cause='`max_stack_depth` was raised, or `-Xss` is missing: Java guards the end of its stack before PostgreSQL does'
cure='`-Xss` in `pgfiles.conf` twice as large as `max_stack_depth`'
fresh=yes code=java_stack row='^stack of Java: -Xss is 4096 kB, max_stack_depth 6144 kB$'
breaks() { alter "max_stack_depth = '6MB'"; }
mends() { alter reset; }
