package org.pgfiles.http.prove;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.includeTags;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.pgfiles.http.stack.Stacks;
import org.pgfiles.http.stack.TargetStack;

/** Runs the tests against an installation and prints which promises hold there. */
public final class Prove {
    private static final List<String> PROFILES = List.of("smoke", "core", "full");

    private Prove() {}

    /** The file that describes the installation, and a profile; the exit status is 1 if a promise is broken. */
    public static void main(String[] arguments) throws Exception {
        String profile = arguments.length < 2 ? "core" : arguments[1];
        if (arguments.length == 0 || !PROFILES.contains(profile)) {
            System.err.println("usage: java -jar pgfiles-prove.jar FILE [smoke|core|full]");
            System.exit(2);
        }
        TargetStack target = TargetStack.read(Path.of(arguments[0]));
        if (profile.equals("full") && !target.hasOwnOrganizations()) {
            System.err.println(
                    "full makes organizations of its own: it needs database_url, jwt_secret and entity_insert");
            System.exit(2);
        }
        System.out.println("API    " + about(target.postgrestUrl()));
        target.store().ifPresent(store -> System.out.println("store  " + about(store)));
        System.out.println();
        Stacks.use(target);
        Report report = new Report();
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectPackage("org.pgfiles.http"));
        if (!profile.equals("full")) {
            request.filters(includeTags(profile.equals("smoke") ? "smoke" : "smoke | core"));
        }
        Optional<String> left;
        try {
            LauncherFactory.create().execute(request.build(), report);
        } finally {
            left = target.removeAll();
        }
        System.out.print(report.lines());
        System.out.println(left.map(what -> "Left behind: " + what).orElse("Nothing is left behind."));
        System.exit(report.isBroken() ? 1 : 0);
    }

    /** An address with what answers there, and a proxy in front if it says so. */
    private static String about(URI address) {
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return address + " " + answer.headers().firstValue("server").orElse("(does not say what it is)")
                    + answer.headers()
                            .firstValue("via")
                            .map(via -> ", via " + via)
                            .orElse("");
        } catch (java.io.IOException e) {
            return address + " does not answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
