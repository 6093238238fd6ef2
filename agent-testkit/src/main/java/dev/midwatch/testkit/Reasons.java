package dev.midwatch.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reasons that a plugin's sources give to their findings, and those that a page explains. */
final class Reasons {
    private static final Pattern FINDING =
            Pattern.compile("\\bFinding\\s*\\.\\s*(?:critical|warning|info|of)\\(\\s*(\"([A-Za-z0-9]+)\"|[^\\s])");

    private Reasons() {}

    /** Every reason is a literal there, so that it can be found, by people too. */
    static Set<String> inSources(Path sources) throws IOException {
        Set<String> reasons = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = FINDING.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (matcher.group(2) == null) {
                        throw new AssertionError(file + ": give the reason as a literal: " + matcher.group());
                    }
                    reasons.add(matcher.group(2));
                }
            }
        }
        return reasons;
    }

    /** The third-level headings of the section whose second-level heading is the plugin's name. */
    static List<String> explainedOn(Path page, String plugin) throws IOException {
        return Files.readAllLines(page).stream()
                .dropWhile(line -> !line.equals("## " + plugin))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4).strip())
                .toList();
    }
}
