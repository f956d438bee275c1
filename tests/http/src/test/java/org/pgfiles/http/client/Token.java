package org.pgfiles.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * JSON Web Tokens (RFC 7519, RFC 7515). They are written out here because it is a few lines, and because tests want
 * malformed tokens that a library would refuse to make.
 */
public final class Token {
    private Token() {}

    /** A token that a shared secret signs. */
    public static String hs256(String claims, String secret) {
        String body = body("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return body + "." + base64(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token that an identity provider's private key signs, as Cognito and Authentik do. */
    public static String rs256(String claims, RsaKey key) {
        String body = body("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + key.id() + "\"}", claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.pair().getPrivate());
            signature.update(body.getBytes(UTF_8));
            return body + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(String header, String claims) {
        return base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
