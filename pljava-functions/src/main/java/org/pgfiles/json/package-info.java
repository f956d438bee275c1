/** JSON as it comes from SQL and goes back: small objects, read field by field. */
@NullMarked
package org.pgfiles.json;

import org.jspecify.annotations.NullMarked;
