/** What concerns the JVM of a session, and no file. */
@NullMarked
package org.pgfiles.session;

import org.jspecify.annotations.NullMarked;
