package org.pgfiles.storage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One part of how a bucket is set up, such as {@code ?lifecycle}: it is read and written whole. */
final class BucketPart {
    /** What stores say of one that nobody has set. */
    private static final Set<String> ABSENT = Set.of(
            "NoSuchLifecycleConfiguration",
            "NoSuchCORSConfiguration",
            "ServerSideEncryptionConfigurationNotFoundError",
            "OwnershipControlsNotFoundError",
            "ObjectLockConfigurationNotFoundError");

    /** Unless it is sent back with the rules, S3 takes another, and others' rules do something else than before. */
    private static final String SMALL_OBJECTS = "x-amz-transition-default-minimum-object-size";

    private final ClientUrls urls;
    private final String name;
    private final String root;

    /**
     * A part.
     *
     * @param name the parameter that stands for it
     * @param root the name of its document
     */
    BucketPart(ClientUrls urls, String name, String root) {
        this.urls = urls;
        this.name = name;
        this.root = root;
    }

    /** What is known of it. */
    enum State {
        /** It was read, or the store said that there is none. */
        KNOWN,
        /** The store has nothing of the kind. */
        LACKING,
        /** The store did not tell. */
        UNKNOWN
    }

    /**
     * What was read.
     *
     * @param document without children if there is none; null if it is not known
     * @param said for people: what the store said if it is not known
     * @param smallObjects the header of that name, or null
     */
    record Look(State state, @Nullable Xml document, String said, @Nullable String smallObjects) {}

    Look read() {
        ClientHttp.Answer answer;
        try {
            answer = ClientHttp.send("GET", urls.ofBucket("GET", Map.of(), "\tq:" + name + "\t"), Map.of(), null);
        } catch (IOException e) {
            return new Look(State.UNKNOWN, null, "no answer", null);
        }
        Xml document = Xml.parse(answer.body());
        if (answer.isTaken() && document != null && document.name().equals(root)) {
            return new Look(State.KNOWN, document, "", answer.header(SMALL_OBJECTS));
        } else if (answer.isTaken()) {
            // S3Proxy lists the bucket, whatever it is asked for.
            String text = document == null
                    ? "no XML"
                    : document.name().substring(0, Math.min(40, document.name().length()));
            return new Look(State.LACKING, null, answer.said() + " with " + text, null);
        } else if (answer.status() == 404 && ABSENT.contains(answer.code())) {
            return new Look(State.KNOWN, Xml.of(root), "", null);
        }
        boolean isLacking = answer.status() == 501 || answer.status() == 405;
        return new Look(isLacking ? State.LACKING : State.UNKNOWN, null, answer.said(), null);
    }

    /** Writes the whole of it. What the store said; empty if it was taken, which says nothing about what is there then. */
    String write(Xml document, @Nullable String smallObjects) {
        byte[] body = document.toBytes();
        Map<String, String> headers = new LinkedHashMap<>();
        byte[] md5 = StoreProbe.digest(body);
        if (md5.length > 0) {
            headers.put("content-md5", StoreProbe.base64(md5));
        }
        if (smallObjects != null) {
            headers.put(SMALL_OBJECTS, smallObjects);
        }
        String url = urls.ofBucket("PUT", headers, "\tq:" + name + "\t");
        headers.put("content-type", "application/xml"); // Not signed.
        try {
            ClientHttp.Answer answer = ClientHttp.send("PUT", url, headers, body);
            return answer.isTaken() ? "" : answer.said();
        } catch (IOException e) {
            return "no answer";
        }
    }
}
