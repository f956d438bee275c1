@NullMarked
package org.pgfiles.worker;

import org.jspecify.annotations.NullMarked;
