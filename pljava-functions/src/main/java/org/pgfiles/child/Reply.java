package org.pgfiles.child;

import org.jspecify.annotations.Nullable;

/**
 * What came of a request to a {@link Servant}.
 *
 * @param message its answer; empty if it has ended before it had one
 * @param ending how it has ended; null if it has answered
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
public record Reply(byte[] message, @Nullable Ending ending) {}
