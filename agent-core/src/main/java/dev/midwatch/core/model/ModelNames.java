package dev.midwatch.core.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether two names are of one model: servers add providers, tags, dates and file endings to the name they were asked by. */
final class ModelNames {
    private static final Pattern DATE = Pattern.compile("[-@:](\\d{8}|\\d{4}-\\d{2}-\\d{2}|\\d{3,4}|latest)$");

    private ModelNames() {}

    static boolean same(String asked, String answered) {
        String one = bare(asked);
        String other = bare(answered);
        return one.equals(other) || untagged(one).equals(other) || one.equals(untagged(other));
    }

    private static String bare(String name) {
        String last = name.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.gguf$", "");
        return DATE.matcher(last.substring(last.lastIndexOf('/') + 1)).replaceFirst("");
    }

    private static String untagged(String name) {
        return name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
    }
}
