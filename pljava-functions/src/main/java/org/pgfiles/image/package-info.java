@NullMarked
package org.pgfiles.image;

import org.jspecify.annotations.NullMarked;
