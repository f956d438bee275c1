/** The program that draws the first page of a PDF. A worker starts it for one file, with limits on all that it may take. */
@NullMarked
package org.pgfiles.preview;

import org.jspecify.annotations.NullMarked;
