package org.pgfiles.signing;

import java.lang.management.ManagementFactory;
import org.pgfiles.sql.Signing;

/** Milliseconds to the first URL of this JVM: what the first caller of a fresh backend waits for, besides the JVM itself. */
final class FirstUrlBench {
    static final String PROFILE = "http://localhost:9000\tus-east-1\tbucket\tpath\tAKIAIOSFODNN7EXAMPLE"
            + "\t0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\t\t1369353600";

    private FirstUrlBench() {}

    public static void main(String[] arguments) {
        long main = System.nanoTime();
        String url = Signing.presign(PROFILE, "PUT\t900\tphoto.jpg\th:content-type\timage/jpeg");
        long sinceMain = (System.nanoTime() - main) / 1000;
        long now = System.currentTimeMillis();
        System.out.println("first URL: " + sinceMain / 1000.0 + " ms after main, "
                + (now - ManagementFactory.getRuntimeMXBean().getStartTime()) + " ms after the JVM's start ("
                + url.length() + " characters)");
    }
}
