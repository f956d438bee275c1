package org.pgfiles.http.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The arguments of {@code generate_upload_url}, as the JSON that is sent. A value, so that a test can start from a good
 * request and make one thing wrong.
 */
public record UploadRequest(ObjectNode json) {
    /** The entity type of what the tests call a site. */
    public static final String SITE = System.getProperty("pgfiles.site", "site");

    /** A JPEG of so many bytes that belongs to a site. */
    public static UploadRequest jpeg(String siteId, int fileSize) {
        return new UploadRequest(JsonNodeFactory.instance
                .objectNode()
                .put("entity_type", SITE)
                .put("entity_id", siteId)
                .put("file_name", "photo.jpg")
                .put("file_type", "image/jpeg")
                .put("file_size", fileSize));
    }

    /** The same with another text as argument. */
    public UploadRequest with(String name, String value) {
        return with(name, JsonNodeFactory.instance.textNode(value));
    }

    /** The same with another number as argument. */
    public UploadRequest with(String name, long value) {
        return with(name, JsonNodeFactory.instance.numberNode(value));
    }

    /** The same with another JSON value as argument. */
    public UploadRequest with(String name, JsonNode value) {
        ObjectNode copy = json.deepCopy();
        copy.set(name, value);
        return new UploadRequest(copy);
    }

    /** The same without an argument. */
    public UploadRequest without(String name) {
        ObjectNode copy = json.deepCopy();
        copy.remove(name);
        return new UploadRequest(copy);
    }

    /** The same without an entity: a file of the uploader's own. */
    public UploadRequest ofMyOwn() {
        return without("entity_type").without("entity_id");
    }
}
