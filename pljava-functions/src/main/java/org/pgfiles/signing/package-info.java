/**
 * Signature Version 4 for S3, pure and from the JDK alone: presigned URLs and browser upload forms. Nothing here knows a
 * secret, reads a clock or opens a socket. The path from a request line to its URL avoids what is slow to start in a fresh
 * JVM (the JCE's Mac, lambdas, regular expressions, java.time) because that start is the first caller's wait.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">AWS: query string
 *     authentication</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html">AWS: browser uploads</a>
 */
@NullMarked
package org.pgfiles.signing;

import org.jspecify.annotations.NullMarked;
