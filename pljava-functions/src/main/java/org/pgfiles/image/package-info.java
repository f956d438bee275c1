/**
 * Image files in and smaller ones out, in memory: back ends that read and write files, and scaling, turning and cropping that
 * are the same for all of them. {@link org.pgfiles.image.Thumbnails} is the front door.
 */
@NullMarked
package org.pgfiles.image;

import org.jspecify.annotations.NullMarked;
