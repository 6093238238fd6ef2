package com.example.hello;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.check.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A message as ntfy wants it. */
record Note(String title, String priority, String tags, String body) {
    /** What is longer becomes an attachment there, or is refused. */
    private static final int LONGEST = 4_096;

    static Note of(OutboundMessage message) {
        Severity worst = message.severity().orElse(Severity.INFO);
        return new Note(header("Midwatch: " + worst), priority(worst), tag(worst), cut(message.text()));
    }

    private static String priority(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "urgent";
            case WARNING -> "high";
            case INFO -> "default";
        };
    }

    private static String tag(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "rotating_light";
            case WARNING -> "warning";
            case INFO -> "information_source";
        };
    }

    /** Headers are ASCII; whatever else stands in one is encoded as in mail, which ntfy reads. */
    static String header(String text) {
        String line = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return StandardCharsets.US_ASCII.newEncoder().canEncode(line)
                ? line
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String cut(String text) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
