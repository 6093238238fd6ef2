package dev.midwatch.dashboard.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Which page is shown.
 *
 * @param template its file
 * @param live     the query that names its parts to {@link Live}; empty for none
 */
record Sheet(String template, Section section, String title, String live) {
    static Sheet of(String template, Section section) {
        return new Sheet(template, section, section.label(), "");
    }

    Sheet titled(String other) {
        return new Sheet(template, section, other, live);
    }

    /** Also with this part, which changes by itself. */
    Sheet live(String part, String argument) {
        String pair = part + "=" + URLEncoder.encode(argument, StandardCharsets.UTF_8);
        return new Sheet(template, section, title, live.isEmpty() ? pair : live + "&" + pair);
    }
}
