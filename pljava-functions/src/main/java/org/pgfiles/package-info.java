/** What every package may use: the one exception and its codes. */
@NullMarked
package org.pgfiles;

import org.jspecify.annotations.NullMarked;
