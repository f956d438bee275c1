@NullMarked
package org.pgfiles.storage;

import org.jspecify.annotations.NullMarked;
