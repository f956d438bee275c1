@NullMarked
package org.pgfiles.sql;

import org.jspecify.annotations.NullMarked;
