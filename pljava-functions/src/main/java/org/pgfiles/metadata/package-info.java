@NullMarked
package org.pgfiles.metadata;

import org.jspecify.annotations.NullMarked;
