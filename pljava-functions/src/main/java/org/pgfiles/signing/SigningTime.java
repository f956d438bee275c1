package org.pgfiles.signing;

/** UTC times as SigV4 writes them, from epoch seconds. By arithmetic: java.time would double the start of a fresh JVM. */
final class SigningTime {
    /** 9999-12-31T23:59:59Z, the last time with a four-digit year. */
    static final long MAX_EPOCH_SECOND = 253_402_300_799L;

    private static final int DAY_SECONDS = 86_400;

    private SigningTime() {}

    /** As {@code 20130524T000000Z}; its first 8 characters are the day. */
    static String basic(long epochSecond) {
        int[] t = fields(epochSecond);
        return digits(t[0], 4) + digits(t[1], 2) + digits(t[2], 2) + "T" + digits(t[3], 2) + digits(t[4], 2)
                + digits(t[5], 2) + "Z";
    }

    /** As {@code 2013-05-24T00:00:00.000Z}, the form of a POST policy's expiration. */
    static String extended(long epochSecond) {
        int[] t = fields(epochSecond);
        return digits(t[0], 4) + "-" + digits(t[1], 2) + "-" + digits(t[2], 2) + "T" + digits(t[3], 2) + ":"
                + digits(t[4], 2) + ":" + digits(t[5], 2) + ".000Z";
    }

    /** Year, month, day, hour, minute, second of the proleptic Gregorian calendar, for times from 1970 on. */
    private static int[] fields(long epochSecond) {
        int second = (int) (epochSecond % DAY_SECONDS);
        // Years that begin in March: the leap day is the last of its year, and months follow a linear rule.
        long day = epochSecond / DAY_SECONDS + 719_468;
        long era = day / 146_097;
        int dayOfEra = (int) (day % 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = (int) (era * 400) + yearOfEra + (month <= 2 ? 1 : 0);
        return new int[] {year, month, dayOfMonth, second / 3600, second / 60 % 60, second % 60};
    }

    private static String digits(int value, int width) {
        String text = Integer.toString(value);
        return "0".repeat(width - text.length()) + text;
    }
}
