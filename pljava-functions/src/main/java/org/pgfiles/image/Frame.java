package org.pgfiles.image;

/**
 * A file of one picture, and the place of that on a canvas, which is else transparent.
 *
 * @param width of the canvas; 0 if the picture is all there is
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
record Frame(byte[] bytes, int left, int top, int width, int height) {
    static Frame whole(byte[] bytes) {
        return new Frame(bytes, 0, 0, 0, 0);
    }
}
