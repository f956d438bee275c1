package org.pgfiles.http.client;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A signing key of an identity provider. */
public record RsaKey(String id, KeyPair pair) {
    /** A new one of 2048 bits. */
    public static RsaKey generate(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new RsaKey(id, generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public keys as the provider publishes them (RFC 7517, section 5; RFC 7518, section 6.3.1). */
    public static String keySet(RsaKey... keys) {
        return Stream.of(keys).map(RsaKey::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private String jwk() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
                .formatted(id, base64(key.getModulus()), base64(key.getPublicExponent()));
    }

    /** Without the byte that BigInteger puts in front for the sign. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Token.base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
