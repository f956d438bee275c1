/** Photos, object stores and other things that the tests of several packages need. */
@NullMarked
package org.pgfiles.media;

import org.jspecify.annotations.NullMarked;
