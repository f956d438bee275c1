package org.pgfiles.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SigningTimeTest {
    /** Every day from 1970 to 2500, each at another second of the day: all kinds of leap years are among them. */
    @Test
    void basicAndExtended_anyDay_equalTheJdks() {
        for (int day = 0; day < 194_000; day++) {
            long second = day * 86_400L + day * 7_919L % 86_400;
            Instant instant = Instant.ofEpochSecond(second);

            assertThat(SigningTime.basic(second)).isEqualTo(Lines.BASIC.format(instant));
            assertThat(SigningTime.extended(second))
                    .isEqualTo(instant.toString().replace("Z", ".000Z"));
        }
    }

    @Test
    void basic_lastSecond_hasFourDigitsOfYear() {
        assertThat(SigningTime.basic(SigningTime.MAX_EPOCH_SECOND)).isEqualTo("99991231T235959Z");
    }
}
