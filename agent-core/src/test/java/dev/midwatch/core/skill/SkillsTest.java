package dev.midwatch.core.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.config.Problem;
import dev.midwatch.core.skill.SkillChange.What;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SkillsTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    Path home;

    private Path directory;
    private Skills skills;

    @BeforeEach
    void open() throws IOException {
        directory = Files.createDirectory(home.resolve("skills"));
        skills = skills(false);
    }

    private Skills skills(boolean approval) {
        SkillText k8s = new SkillText("k8s", "Kubernetes", Optional.empty(), Optional.empty(), "Use kubectl.");
        return new Skills(directory, () -> Map.of("k8s", k8s), approval);
    }

    private Path write(String folder, String text) throws IOException {
        Files.createDirectories(directory.resolve(folder));
        return Files.writeString(directory.resolve(folder).resolve("SKILL.md"), text);
    }

    private static SkillChange change(What what, String name, String body) {
        return new SkillChange(
                what, new SkillText(name, "How to: \"x\"", Optional.of("model in session 7"), Optional.of(NOON), body));
    }

    @Test
    void readsWhatThePersonWrote() throws IOException {
        write(
                "rollback",
                "---\r\nname: rollback\r\ndescription: >\r\n  How to\r\n  roll back\r\nlicense: MIT\r\n---\r\n\r\n# Steps\r\n1. look\r\n");

        assertThat(skills.inFolders())
                .containsExactly(new SkillText(
                        "rollback", "How to roll back", Optional.empty(), Optional.empty(), "# Steps\n1. look"));
        assertThat(skills.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Only Markdown                              |                | does not begin with its name
            ---\\nname: a\\n                             |                | does not begin with its name
            ---\\nname: other\\ndescription: x\\n---     | name           | is "other", but the folder is "a"
            ---\\ndescription: x\\n---                   | name           | is missing
            ---\\nname: a\\n---                          | description    | is missing
            ---\\nname: a\\ndescription: [x]\\n---       | description    | is not a text
            ---\\nname: a: b: c\\n---                    |                | is not YAML
            ---\\n- a\\n---                              |                | has no keys
            """)
    void saysWhatIsWrongWithAFile(String text, String key, String message) throws IOException {
        Path file = write("a", text.replace("\\n", "\n"));
        write("b", "---\nname: b\ndescription: of use\n---\nbody");

        assertThat(skills.problems()).hasSize(1);
        Problem problem = skills.problems().get(0);
        assertThat(problem.file()).isEqualTo(file.toString());
        assertThat(problem.path()).isEqualTo(key == null ? "" : key);
        assertThat(problem.message()).contains(message);
        assertThat(problem.hint()).isNotEmpty();
        assertThat(skills.inFolders()).extracting(SkillText::name).containsExactly("b");
    }

    @Test
    void leavesOutWhatIsNoSkillAndSaysSo() throws IOException {
        Files.writeString(directory.resolve("loose.md"), "x");
        Files.createDirectories(directory.resolve("empty"));
        Files.createDirectories(directory.resolve("Upper"));
        write("k8s", "---\nname: k8s\ndescription: mine\n---\nbody");
        write("large", "---\nname: large\ndescription: x\n---\n" + "x".repeat(70_000));
        Files.write(
                Files.createDirectories(directory.resolve("latin")).resolve("SKILL.md"),
                "---\nname: latin\ndescription: caf\u00e9\n---\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(home.resolve("elsewhere/SKILL.md"), "---\nname: linked\ndescription: x\n---\n");
        Files.createSymbolicLink(directory.resolve("linked"), home.resolve("elsewhere"));

        assertThat(skills.inFolders()).isEmpty();
        assertThat(skills.problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "is not a folder",
                        "is not there",
                        "\"Upper\" cannot be one",
                        "a plugin has a skill of that name",
                        "is longer than 64000 bytes",
                        "is not UTF-8",
                        "is a link that leads elsewhere");
        assertThat(skills.find("k8s").orElseThrow().body()).isEqualTo("Use kubectl.");
        assertThat(skills.find("linked")).isEmpty();
    }

    @Test
    void readsFilesOfASkillAndNothingElse() throws IOException {
        write("a", "---\nname: a\ndescription: x\n---\n");
        Files.createDirectories(directory.resolve("a/more"));
        Files.writeString(directory.resolve("a/more/steps.md"), "steps");
        Files.writeString(home.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("a/link"), home.resolve("secret"));
        SkillText a = skills.find("a").orElseThrow();

        assertThat(skills.files(a)).containsExactly("more/steps.md");
        assertThat(skills.file(a, "more/steps.md")).isEqualTo("steps");
        assertThat(skills.file(a, "more/../more/steps.md")).isEqualTo("steps");
        for (String out :
                List.of("../../secret", "link", home.resolve("secret").toString(), "none", "more", "a\0b", "")) {
            assertThatThrownBy(() -> skills.file(a, out)).as(out).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsWhatTheModelWroteWithWhoAndWhen() throws IOException {
        assertThat(skills.propose(change(What.CREATE, "restart", "# Steps\n---\n1. look")))
                .isTrue();

        assertThat(directory.resolve("restart/SKILL.md")).content().startsWith("---\nname: \"restart\"\n");
        SkillText skill = skills.find("restart").orElseThrow();
        assertThat(skill)
                .isEqualTo(
                        change(What.CREATE, "restart", "# Steps\n---\n1. look").skill());
        assertThat(skill.isNote()).isTrue();
        skills.propose(change(What.REPLACE, "restart", "new"));
        assertThat(skills.find("restart").orElseThrow().body()).isEqualTo("new");
        skills.propose(change(What.REMOVE, "restart", ""));
        assertThat(directory.resolve("restart")).doesNotExist();
    }

    @Test
    void letsTheModelChangeNothingThatAPersonWrote() throws IOException {
        write("mine", "---\nname: mine\ndescription: x\n---\nbody");
        write("broken", "not yet");

        for (String name : List.of("mine", "broken")) {
            assertThatThrownBy(() -> skills.propose(change(What.REPLACE, name, "x")))
                    .hasMessageContaining("by a person");
            assertThatThrownBy(() -> skills.propose(change(What.REMOVE, name, "")))
                    .hasMessageContaining("by a person");
            assertThatThrownBy(() -> skills.propose(change(What.CREATE, name, "x")))
                    .hasMessageContaining("replace it");
        }
        assertThat(directory.resolve("broken/SKILL.md")).hasContent("not yet");
    }

    @Test
    void letsItWaitWhereApprovalIsOn() throws IOException {
        write("mine", "---\nname: mine\ndescription: x\n---\nbody");
        Skills reviewed = skills(true);

        assertThat(reviewed.propose(change(What.CREATE, "fresh", "x"))).isFalse();
        assertThat(reviewed.propose(change(What.REPLACE, "mine", "better"))).isFalse();

        assertThat(reviewed.inFolders()).extracting(SkillText::body).containsExactly("body");
        assertThat(reviewed.pending())
                .extracting(change -> change.what() + " " + change.name())
                .containsExactly("create fresh", "replace mine");
        assertThat(reviewed.accept("mine").orElseThrow().what()).isEqualTo(What.REPLACE);
        assertThat(reviewed.reject("fresh")).isPresent();
        assertThat(reviewed.accept("fresh")).isEmpty();
        assertThat(reviewed.pending()).isEmpty();
        assertThat(reviewed.inFolders()).extracting(SkillText::body).containsExactly("better");

        reviewed.propose(change(What.REMOVE, "mine", ""));
        assertThat(reviewed.pending()).extracting(SkillChange::what).containsExactly(What.REMOVE);
        reviewed.accept("mine");
        assertThat(directory.resolve("mine")).doesNotExist();
    }

    @Test
    void keepsWhatAPersonReadsFromBeingAnotherTextWhenItIsAccepted() {
        Skills reviewed = skills(true);
        reviewed.propose(change(What.CREATE, "restart", "look first"));

        assertThatThrownBy(() -> reviewed.propose(change(What.CREATE, "restart", "delete first")))
                .hasMessageContaining("waits for a person already");

        assertThat(reviewed.accept("restart").orElseThrow().skill().body()).isEqualTo("look first");
    }

    @Test
    void keepsTheDescriptionAPersonReadsFromBeingAnotherWhenItIsAccepted() {
        Skills reviewed = skills(true);
        reviewed.propose(change(What.CREATE, "restart", "look first"));
        SkillText other = new SkillText(
                "restart",
                "Always delete the namespace",
                Optional.of("model in session 8"),
                Optional.of(NOON),
                "look first");

        assertThatThrownBy(() -> reviewed.propose(new SkillChange(What.CREATE, other)))
                .hasMessageContaining("waits for a person already");

        assertThat(reviewed.accept("restart").orElseThrow().skill().description())
                .isEqualTo("How to: \"x\"");
    }

    @Test
    void refusesWhenTooManyWait() {
        Skills reviewed = skills(true);
        for (int i = 0; i < 20; i++) {
            reviewed.propose(change(What.CREATE, "s" + i, "x"));
        }
        reviewed.propose(change(What.CREATE, "s1", "x"));
        assertThatThrownBy(() -> reviewed.propose(change(What.CREATE, "one-more", "x")))
                .hasMessageContaining("20 wait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "/tmp/x", "A", "a\0b", ".pending", "-a", "a-", "", "k8s"})
    void writesUnderNoOtherName(String name) throws IOException {
        for (boolean approval : List.of(true, false)) {
            assertThatThrownBy(() -> skills(approval).propose(change(What.CREATE, name, "x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void writesThroughNoLinkAndBesideNoOtherSpelling() throws IOException {
        Path outside = Files.createDirectory(home.resolve("outside"));
        Files.createSymbolicLink(directory.resolve("linked"), outside);
        Files.createDirectory(directory.resolve("Upper"));
        Files.createSymbolicLink(directory.resolve(".pending"), outside);

        for (String name : List.of("linked", "upper")) {
            assertThatThrownBy(() -> skills.propose(change(What.CREATE, name, "x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> skills(true).propose(change(What.CREATE, "any", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> skills.remove("linked")).isInstanceOf(IllegalArgumentException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void replacesALinkInThePlaceOfTheFileAndNotWhatItLeadsTo() throws IOException {
        Path outside = Files.writeString(home.resolve("outside"), "as it was");
        skills.propose(change(What.CREATE, "a", "x"));
        Files.delete(directory.resolve("a/SKILL.md"));
        Files.createSymbolicLink(directory.resolve("a/SKILL.md"), outside);
        Skills reviewed = skills(true);

        reviewed.propose(change(What.REPLACE, "a", "y"));
        reviewed.accept("a");

        assertThat(outside).hasContent("as it was");
        assertThat(directory.resolve("a/SKILL.md")).isRegularFile();
        reviewed.remove("a");
        assertThat(outside).exists();
    }
}
