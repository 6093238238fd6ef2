package dev.midwatch.dashboard.pages;

import java.util.Optional;

/**
 * A word of state with its icon and its colour, so that each alone tells it.
 *
 * @param tone    critical, warning, info, good, bad or plain
 * @param drawing path of the icon, on a field of 16 by 16
 */
public record Tag(String word, String tone, Optional<String> drawing) {
    private static final String CROSS =
            "M5 1.5 H11 L14.5 5 V11 L11 14.5 H5 L1.5 11 V5 Z M5.5 5.5 L10.5 10.5 M10.5 5.5 L5.5 10.5";
    private static final String TRIANGLE = "M8 2 L14.5 13.5 H1.5 Z M8 6.5 V9.5 M8 11.4 V11.6";
    private static final String CIRCLE = "M8 1.5 A6.5 6.5 0 1 1 7.99 1.5 M8 7 V11.5 M8 4.4 V4.6";
    private static final String CHECK = "M2.5 8.5 L6.5 12.5 L13.5 4";
    private static final String CLOCK = "M8 1.5 A6.5 6.5 0 1 1 7.99 1.5 M8 4.5 V8 L10.5 9.5";
    private static final String MUTE = "M3 3 L13 13 M5 6 H2.5 V10 H5 L9 13 V9 M9 6 V3 L7 4.5";
    private static final String WAVE = "M1.5 8 H4 L6 3 L10 13 L12 8 H14.5";
    private static final String PERSON = "M8 2 A2.8 2.8 0 1 1 7.99 2 M2.5 14 C2.5 8.5 13.5 8.5 13.5 14";

    public static Tag severity(String severity) {
        return switch (severity) {
            case "critical" -> new Tag(severity, "critical", Optional.of(CROSS));
            case "warning" -> new Tag(severity, "warning", Optional.of(TRIANGLE));
            default -> new Tag(severity, "info", Optional.of(CIRCLE));
        };
    }

    /** Of a finding. */
    public static Tag state(String state) {
        return switch (state) {
            case "resolved" -> new Tag(state, "good", Optional.of(CHECK));
            case "silenced" -> new Tag(state, "plain", Optional.of(MUTE));
            case "acknowledged" -> new Tag(state, "plain", Optional.of(PERSON));
            case "flapping" -> new Tag(state, "warning", Optional.of(WAVE));
            case "pending" -> new Tag(state, "plain", Optional.of(CLOCK));
            default -> new Tag(state, "plain", Optional.empty());
        };
    }

    /** Of a proposal. */
    public static Tag proposal(String state) {
        return switch (state) {
            case "waiting" -> new Tag(state, "warning", Optional.of(CLOCK));
            case "approved" -> new Tag(state, "good", Optional.of(CHECK));
            case "denied" -> new Tag(state, "bad", Optional.of(CROSS));
            default -> new Tag(state, "plain", Optional.empty());
        };
    }

    public static Tag risk(String risk) {
        return risk.equals("safe")
                ? new Tag("safe", "good", Optional.of(CHECK))
                : new Tag(risk, "warning", Optional.of(TRIANGLE));
    }

    /** The icon of a {@link Verdict}. */
    public static String drawing(String tone) {
        return switch (tone) {
            case "good" -> CHECK;
            case "warning" -> TRIANGLE;
            default -> CROSS;
        };
    }
}
