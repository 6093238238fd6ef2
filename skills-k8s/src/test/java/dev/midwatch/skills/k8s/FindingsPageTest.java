package dev.midwatch.skills.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/findings.md complete: what the code can report is explained there, and nothing else is. */
class FindingsPageTest {
    /** A reason stands first in a finding's factory, or before its severity in an enum of reasons. */
    private static final Pattern REASON = Pattern.compile(
            "Finding\\.(?:critical|warning|info|of)\\(\\s*\"([A-Z]\\w*)\"|\"([A-Z][A-Za-z0-9]*)\",\\s*Severity\\.");

    @Test
    void explainsEveryReasonAndNoOther() throws IOException {
        assertThat(explained()).isEqualTo(reported()).hasSizeGreaterThan(40);
    }

    @Test
    void saysOfEachWhatItMeansWhereItComesFromWhereToLookAndWhatMidwatchMayDo() throws IOException {
        for (String entry : section().split("(?m)^### ")) {
            if (!entry.startsWith("## ")) {
                assertThat(entry).contains("**Means:**", "**Likely:**", "**Look:**", "**Midwatch may:**");
            }
        }
    }

    private static Set<String> explained() throws IOException {
        return section()
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4).strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "findings.md"));
        int start = page.indexOf("## skills-k8s");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end).strip();
    }

    private static Set<String> reported() throws IOException {
        Set<String> reasons = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = REASON.matcher(Files.readString(source));
                while (matcher.find()) {
                    reasons.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
                }
            }
        }
        return reasons;
    }
}
