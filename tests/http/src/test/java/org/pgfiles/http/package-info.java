/**
 * The tests that see pgfiles as its clients do: HTTP to PostgREST and to S3, JSON and bytes. JDBC only arranges a test or
 * looks at what a client cannot see.
 */
@NullMarked
package org.pgfiles.http;

import org.jspecify.annotations.NullMarked;
