package dev.midwatch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where a page leads to within what it came with: a checkout, or the release's archive. */
public final class PageLinks {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");

    private PageLinks() {}

    /** Its links to files and headings that are not there. */
    public static List<String> dead(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        String text = FENCED.matcher(Files.readString(page)).replaceAll("");
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            String target = link.group(1) == null ? link.group(2) : link.group(1);
            if (!target.contains("://") && !leads(page, target)) {
                dead.add(page + " -> " + target);
            }
        }
        return dead;
    }

    private static boolean leads(Path from, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]);
        return Files.exists(file)
                && (parts.length == 1
                        || HEADING.matcher(Files.readString(file))
                                .results()
                                .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1])));
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }
}
