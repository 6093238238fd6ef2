package dev.midwatch.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reasons that a plugin's sources give to their findings, and those that its jar explains. */
final class Reasons {
    /** A reason stands first in a finding's factory, or before its severity in an enum of reasons. */
    private static final Pattern REASON =
            Pattern.compile("\\bFinding\\s*\\.\\s*(?:critical|warning|info|of)\\(\\s*\"([A-Z][A-Za-z0-9]*)\""
                    + "|\"([A-Z][A-Za-z0-9]*)\",\\s*Severity\\.");

    private static final List<String> PARTS = List.of("**Means:**", "**Likely:**", "**Look:**", "**Midwatch may:**");

    private Reasons() {}

    /** Every reason is a literal there, so that it can be found, by people too. */
    static Set<String> inSources(Path sources) throws IOException {
        Set<String> reasons = new TreeSet<>();
        for (Path file : below(sources, ".java")) {
            Matcher matcher = REASON.matcher(Files.readString(file));
            while (matcher.find()) {
                reasons.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            }
        }
        return reasons;
    }

    /** The names of the entries {@code findings/<Reason>.md} in a folder of resources. */
    static Set<String> explainedIn(Path resources) throws IOException {
        Set<String> reasons = new TreeSet<>();
        for (Path file : below(resources.resolve("findings"), ".md")) {
            reasons.add(file.getFileName().toString().replaceFirst("\\.md$", ""));
        }
        return reasons;
    }

    /** The entries that do not say all that a reader needs. */
    static List<Path> incompleteIn(Path resources) throws IOException {
        List<Path> incomplete = new ArrayList<>();
        for (Path file : below(resources.resolve("findings"), ".md")) {
            String entry = Files.readString(file);
            if (!PARTS.stream().allMatch(entry::contains)) {
                incomplete.add(file);
            }
        }
        return incomplete;
    }

    private static List<Path> below(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
