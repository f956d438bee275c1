/**
 * Programs that a worker starts for one file each, so that what reads strangers' bytes may crash, hang or fill its memory without harm
 * to the database server.
 */
@NullMarked
package org.pgfiles.child;

import org.jspecify.annotations.NullMarked;
