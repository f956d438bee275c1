@NullMarked
package org.pgfiles.signing;

import org.jspecify.annotations.NullMarked;
