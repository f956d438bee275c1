/** What a client of pgfiles does: it calls RPCs with a token, and sends to S3 what it was told to send. */
@NullMarked
package org.pgfiles.http.client;

import org.jspecify.annotations.NullMarked;
