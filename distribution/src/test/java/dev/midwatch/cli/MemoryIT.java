package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered and written down, from the shell. */
class MemoryIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Path home;
    private Program midwatch;

    @BeforeEach
    void choose() throws Exception {
        home = directory.resolve("home");
        midwatch = new Program(home);
        Files.createDirectories(home.resolve("memories"));
        Files.createDirectories(home.resolve("skills"));
    }

    private String ok(String... arguments) throws Exception {
        Program.Ended ended = midwatch.run(arguments);
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended.out();
    }

    @Test
    void remembersListsReviewsAndForgets() throws Exception {
        ok("memory", "add", "The shop is deployed on Tuesdays");
        ok("memory", "add", "--people", "Ann is on call");
        Files.writeString(
                home.resolve("memories/MEMORY.pending.md"),
                "- The shop is deployed on Fridays <!-- model in session 7; 2026-11-29T12:00:00Z; replaces: The shop is deployed on Tuesdays -->\n"
                        + "- All is well <!-- model in job:x; 2026-11-29T12:00:00Z -->\n");

        JsonNode rows = JSON.readTree(ok("memory", "list", "--output", "json"));
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).path("change").asText()).isEqualTo("replace");
        assertThat(rows.get(0).path("from").asText()).isEqualTo("model in session 7");
        assertThat(rows.get(2).path("from").asText()).isEqualTo("cli:" + System.getProperty("user.name"));

        ok("memory", "accept", "The shop");
        ok("memory", "reject", "All is");
        ok("memory", "remove", "Ann is on call");
        assertThat(ok("memory", "list"))
                .contains("The shop is deployed on Fridays", "model in session 7")
                .doesNotContain("Tuesdays", "Ann", "All is well");
        assertThat(ok("audit", "show", "--output", "json"))
                .contains("memory added", "memory accepted", "memory rejected", "memory forgotten");

        Program.Ended unknown = midwatch.run("memory", "accept", "nothing");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("nothing that waits begins so: nothing")
                .doesNotContain("Exception");
        Program.Ended lines = midwatch.run("memory", "add", "two\nlines");
        assertThat(lines.exit()).isEqualTo(2);
        assertThat(lines.err()).contains("one line");
        assertThat(JSON.readTree(ok("memory", "incidents", "crash", "--output", "json")))
                .isEmpty();
    }

    @Test
    void showsReviewsAndRemovesSkillsAndSaysWhatIsWrongWithOthers() throws Exception {
        skill("rollback", "rollback", "# Steps");
        skill("broken", "other", "");
        skill(".pending/drain", "drain", "Cordon first.");

        Program.Ended list = midwatch.run("skills", "list", "--output", "json");
        assertThat(JSON.readTree(list.out()).findValuesAsText("name")).startsWith("drain", "rollback");
        assertThat(list.err())
                .contains(
                        "cannot be used: ",
                        "broken/SKILL.md: name: is \"other\", but the folder is \"broken\" (name: broken)");
        assertThat(ok("skills", "show", "rollback")).isEqualTo("# Steps\n");
        assertThat(ok("skills", "show", "drain", "--waiting")).isEqualTo("Cordon first.\n");
        assertThat(midwatch.run("doctor").out()).contains("broken/SKILL.md: name:");

        ok("skills", "accept", "drain");
        assertThat(home.resolve("skills/drain/SKILL.md")).content().contains("Cordon first.");
        assertThat(midwatch.run("skills", "accept", "drain").err()).contains("nothing of the name drain waits");
        ok("skills", "remove", "broken");
        assertThat(home.resolve("skills/broken")).doesNotExist();
        skill(".pending/rollback", "rollback", "Worse.");
        ok("skills", "reject", "rollback");
        assertThat(ok("skills", "show", "rollback")).isEqualTo("# Steps\n");
        assertThat(midwatch.run("skills", "show", "none").exit()).isEqualTo(2);
        assertThat(ok("audit", "show", "--output", "json"))
                .contains("skill accepted", "skill removed", "skill rejected");
    }

    private void skill(String folder, String name, String body) throws Exception {
        Path path = Files.createDirectories(home.resolve("skills").resolve(folder));
        Files.writeString(
                path.resolve("SKILL.md"), "---\nname: %s\ndescription: How to\n---\n%s\n".formatted(name, body));
    }
}
