package dev.midwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for every page, whatever it is about. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
    /** What a line of a terminal begins with on our pages. */
    private static final Set<String> COMMANDS = Set.of(
            "midwatch",
            "./midwatch",
            "kubectl",
            "helm",
            "mvn",
            "curl",
            "cp",
            "mkdir",
            "openssl",
            "keytool",
            "jarsigner",
            "distribution/build-image.sh",
            "distribution/build-and-push.sh");

    @Test
    void leadNowhereThatIsNotThere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            String text = FENCED.matcher(Files.readString(page.file())).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                String target = link.group(1) == null ? link.group(2) : link.group(1);
                if (!target.contains("://") && !leads(page.file(), target)) {
                    dead.add(page.file() + " -> " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
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

    /** So that each block of commands is either run, or says what it needs. */
    @Test
    void markEveryBlockOfCommandsAsWhatItIs() throws IOException {
        List<String> unmarked = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                boolean commands = block.text()
                        .lines()
                        .anyMatch(line -> COMMANDS.contains(line.strip().split(" ")[0]));
                if (commands && !block.isShell() && block.info().isEmpty()) {
                    unmarked.add(page.file() + ":" + block.line());
                }
                if (block.isShell()) {
                    assertThat(block.info())
                            .as("%s:%d", page.file(), block.line())
                            .isIn("sh", "sh cluster", "sh checkout", "sh example");
                }
            }
        }
        assertThat(unmarked).isEmpty();
    }
}
