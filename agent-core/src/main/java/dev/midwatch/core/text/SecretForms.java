package dev.midwatch.core.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * As what a value may come out: as JSON, also within JSON, as YAML between quotes, as part of an address, as a header, as hex. Base64 of
 * longer texts is found by decoding it.
 */
final class SecretForms {
    private static final int LONGEST_IN_EVERY_FORM = 1 << 10;
    /** A line of a key or of a file in a Secret that stands alone in a log. */
    private static final int SHORTEST_LINE = 16;

    private static final int MOST_LINES = 400;
    /** {@code kind:} before {@code Deployment}: what stands in a manifest that somebody keeps in a Secret. */
    private static final Pattern NAME = Pattern.compile("^[-\\s]{0,20}[\"']?[\\w./-]{1,80}[\"']?\\s{0,5}[:=]\\s{0,5}");

    private SecretForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        if (value.length() <= LONGEST_IN_EVERY_FORM) {
            encoded(value, forms);
        }
        if (value.indexOf('\n') >= 0) {
            value.lines()
                    .map(String::strip)
                    .filter(SecretForms::tells)
                    .limit(MOST_LINES)
                    .forEach(forms::add);
        }
        return forms;
    }

    private static boolean tells(String line) {
        String rest = NAME.matcher(line).replaceFirst("").replaceAll("^[\"']|[\"',;]+$", "");
        return line.length() >= SHORTEST_LINE
                && !line.startsWith("-----")
                && !rest.isBlank()
                && !OrdinaryShape.is(rest);
    }

    private static void encoded(String value, Set<String> forms) {
        String inJson = escaped(value);
        forms.add(inJson);
        forms.add(escaped(inJson));
        forms.add(inJson.replace("/", "\\/"));
        forms.add(escapedForHtml(inJson));
        forms.add(escapedForHtml(inJson).replace("=", "\\u003d").replace("'", "\\u0027"));
        forms.add(inJson.replace("/", "\\u002f").replace("+", "\\u002b"));
        forms.add(value.replace("'", "''"));
        forms.add(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        inAddress(value, forms);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        forms.add(HexFormat.of().formatHex(bytes));
    }

    /** Nobody agrees on what besides letters and digits may stand as it is. */
    private static void inAddress(String value, Set<String> forms) {
        String inForm = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String inPath = inForm.replace("+", "%20");
        forms.add(inForm);
        forms.add(inPath);
        forms.add(inPath.replace("*", "%2A"));
        forms.add(inPath.replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~"));
    }

    /** As the API server's own language writes JSON. */
    private static String escapedForHtml(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    /** As it stands inside a JSON string. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
