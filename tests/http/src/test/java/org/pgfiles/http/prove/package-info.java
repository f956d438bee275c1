/** The tests against any installation, and what they say of it promise by promise. */
@NullMarked
package org.pgfiles.http.prove;

import org.jspecify.annotations.NullMarked;
