package org.pgfiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForbiddenTest {
    private static final String DENIED =
            "access denied (\"java.net.SocketPermission\" \"127.0.0.1:9000\" \"connect,resolve\")";

    @Test
    void in_deniedPermission_saysWhatAndWhichSettingAllowsIt() {
        PgfilesException error = Forbidden.in(new SecurityException(DENIED), ErrorCode.CREDENTIALS_MISSING);

        assertThat(error)
                .isNotNull()
                .returns(ErrorCode.CREDENTIALS_MISSING, PgfilesException::code)
                .returns(
                        "PL/Java's policy does not allow this: connect,resolve 127.0.0.1:9000",
                        PgfilesException::detail)
                .satisfies(e -> assertThat(e.hint()).contains("pljava.policy_urls"));
    }

    @Test
    void in_textOfALibraryOrACause_findsItToo() {
        String chain = "Unable to load credentials from any of the providers in the chain : [Environment(): "
                + "access denied (\"java.lang.RuntimePermission\" \"getenv.AWS_ACCESS_KEY_ID\")]";

        assertThat(Forbidden.in(new IllegalStateException(chain), ErrorCode.INTERNAL_ERROR))
                .hasMessageEndingWith("getenv.AWS_ACCESS_KEY_ID");
        assertThat(Forbidden.in(
                        new ExceptionInInitializerError(new SecurityException(DENIED)), ErrorCode.INTERNAL_ERROR))
                .isNotNull();
    }

    @Test
    void in_anotherMistake_isNull() {
        assertThat(Forbidden.in(new IllegalStateException("access denied"), ErrorCode.INTERNAL_ERROR))
                .isNull();
        assertThat(Forbidden.in(new IllegalStateException(), ErrorCode.INTERNAL_ERROR))
                .isNull();
    }

    @Test
    void text_deniedPermission_isNoMistakeOfOurs() {
        assertThat(Guard.text(() -> {
                    throw new SecurityException(DENIED);
                }))
                .startsWith("!internal_error\tPL/Java's policy does not allow this")
                .doesNotContain("report");
    }
}
