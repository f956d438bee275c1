package org.pgfiles.worker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.pgfiles.metadata.MediaTypes;
import org.pgfiles.metadata.TypeSniffer;
import org.pgfiles.storage.ObjectStream;

/**
 * An object that was read to its end. Only an image is kept in memory; of anything else nothing but its head and its
 * checksum is.
 *
 * @param sniffedType from the first bytes
 * @param bytes the whole image, or the head of another file
 * @param sha256 hexadecimal digits, over all bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Received(String sniffedType, byte[] bytes, String sha256) {
    private static final int CHUNK = 64 * 1024;

    static Received from(ObjectStream stream) {
        byte[] head = new byte[(int) Math.min(stream.size(), TypeSniffer.HEAD_BYTES)];
        stream.read(head, 0);
        String type = TypeSniffer.sniff(head);
        MessageDigest digest = newDigest();
        byte[] kept = head;
        if (MediaTypes.isImage(type)) {
            kept = Arrays.copyOf(head, (int) stream.size());
            stream.read(kept, head.length);
            digest.update(kept);
        } else {
            digest.update(head);
            byte[] chunk = new byte[CHUNK];
            for (int count = stream.read(chunk, 0); count > 0; count = stream.read(chunk, 0)) {
                digest.update(chunk, 0, count);
            }
        }
        return new Received(type, kept, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
