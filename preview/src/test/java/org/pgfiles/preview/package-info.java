@NullMarked
package org.pgfiles.preview;

import org.jspecify.annotations.NullMarked;
