/**
 * The doors: what {@code sql/40_java} declares, one class a subject. They pass through what they are given, and turn exceptions
 * into text. Versions of the SQL that are released name these classes, so they keep their names.
 */
@NullMarked
package org.pgfiles.sql;

import org.jspecify.annotations.NullMarked;
