package dev.midwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every page, whatever it is about. */
class DocumentsTest {
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
            dead.addAll(PageLinks.dead(page.file()));
        }
        assertThat(dead).isEmpty();
    }

    /** So that each block of commands is either run, or says that it needs a real cluster, registry or account. */
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
                            .isIn("sh", "sh running", "sh cluster", "sh checkout");
                }
            }
        }
        assertThat(unmarked).isEmpty();
    }
}
