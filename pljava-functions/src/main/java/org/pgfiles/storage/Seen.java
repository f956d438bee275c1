package org.pgfiles.storage;

/**
 * What a look at a bucket has shown its store to do, so that an answer without it is not the store's. Workers expect both of a
 * store that nobody could look at yet.
 *
 * @param requestIds each answer has an x-amz-request-id
 * @param md5Etags the entity tag of an object that came in one piece is the MD5 of its bytes
 */
public record Seen(boolean requestIds, boolean md5Etags) {
    public static final Seen NOTHING = new Seen(false, false);
}
