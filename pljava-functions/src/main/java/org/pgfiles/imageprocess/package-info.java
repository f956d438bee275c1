/**
 * Native image back ends in a process of their own, so that a file that crashes one costs itself that back end, and nobody else anything.
 *
 * <p>{@link org.pgfiles.imageprocess.ImageProcess} is what a worker has: it sends an {@link org.pgfiles.imageprocess.ImageRequest} and gets
 * an {@link org.pgfiles.imageprocess.ImageAnswer}. {@link org.pgfiles.imageprocess.ImageProgram} is the other end, a JVM of the same JDK with
 * this same jar, which for each request does what a worker without it would do itself: {@link org.pgfiles.image.Thumbnails#make}. How
 * messages are told apart and what the process may take is {@link org.pgfiles.child}'s; what is in them stands at their classes.
 */
@NullMarked
package org.pgfiles.imageprocess;

import org.jspecify.annotations.NullMarked;
