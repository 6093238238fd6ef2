package dev.midwatch.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/findings.md is made of what the plugins' jars say; {@code -Dmidwatch.docs=write} writes it anew. */
class FindingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "findings.md");
    private static final String HEAD = """
            # Findings

            Every reason that Midwatch can give, by the plugin that gives it. The reason is stable: scripts, silences and dashboards may rely on it.
            """;

    @Test
    void saysWhatThePluginsSay() throws IOException {
        String page = page();
        if (System.getProperty("midwatch.docs", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.filter(
                            one -> one.getFileName().toString().startsWith("skills-"))
                    .sorted()
                    .toList()) {
                page.append("\n## ").append(module.getFileName()).append('\n');
                for (Path entry : entries(module)) {
                    String reason = entry.getFileName().toString().replaceFirst("\\.md$", "");
                    page.append("\n### ").append(reason).append('\n').append(Files.readString(entry));
                }
            }
        }
        return page.toString();
    }

    private static List<Path> entries(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve(Path.of("src", "main", "resources", "findings")))) {
            return files.sorted().toList();
        }
    }
}
