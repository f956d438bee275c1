/** The servers under test and how to reach them. */
@NullMarked
package org.pgfiles.http.stack;

import org.jspecify.annotations.NullMarked;
