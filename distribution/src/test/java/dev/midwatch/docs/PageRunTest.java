package dev.midwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRunTest {
    @TempDir
    Path work;

    @Test
    void writesFilesAndRunsCommandsInOrderWhereTheLastOneEnded() throws Exception {
        List<PageRun.Step> steps = run("""
                ```sh
                mkdir -p a/b && cd a
                ```

                - in a list too:

                  ```yaml title="b/c.yaml"
                  one: 1
                  ```

                ```sh
                cat b/c.yaml
                echo "$WHO"
                ```

                ```text
                one: 1
                …
                ```
                """);

        assertThat(steps).extracting(PageRun.Step::output).containsExactly("", "one: 1\nsomebody\n");
    }

    @Test
    void leavesOutWhatNeedsAClusterOrIsOnlyShown() throws Exception {
        assertThat(run("""
                ```sh cluster
                exit 1
                ```

                ```yaml
                only: shown
                ```

                ```text
                this too: no command is before it
                ```
                """)).isEmpty();
    }

    @Test
    void runsWhatReadersDoNotSeeAndKeepsWhatWasExported() throws Exception {
        assertThat(run("""
                <!-- sh
                export NUMBER=41
                -->

                <!-- yaml title="a.yaml"
                one: 1
                -->

                <!-- any other comment -->

                ```sh
                cat a.yaml
                echo $((NUMBER + 1))
                ```

                ```text
                one: 1
                42
                ```
                """)).hasSize(2);
    }

    @Test
    void stopsWhatGoesOnOnceItSaysWhatThePageSays() throws Exception {
        assertThat(run("""
                ```sh running
                echo ready
                sleep 600
                ```

                ```text
                ready
                ```
                """))
                .singleElement()
                .satisfies(step -> assertThat(step.output()).startsWith("ready\n"));
    }

    @Test
    void failsWhereWhatGoesOnEndsByItself() {
        assertThatThrownBy(() -> run("```sh running\necho bye\n```\n\n```text\nready\n```\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("stopped by itself")
                .hasMessageEndingWith("It printed:\nbye\n");
    }

    @Test
    void failsWithTheLineOfACommandThatFails() {
        assertThatThrownBy(() -> run("Try:\n\n```sh\necho before\nfalse\necho after\n```\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("page.md:4: this block ends with 1")
                .hasMessageEndingWith("It printed:\nbefore\n");
    }

    @Test
    void failsWhereSomethingElseIsPrinted() {
        assertThatThrownBy(() -> run("```sh\necho one\n```\n\n```text\ntwo\n```\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("page.md:6: this block is not what was printed");
    }

    @Test
    void takesAnEllipsisForWhatIsLeftOut() {
        assertThat(PageRun.matches("took … ms\nend", "took 12 ms  \nend\n")).isTrue();
        assertThat(PageRun.matches("took …", "took 12 ms")).isTrue();
        assertThat(PageRun.matches("took …", "\u001b[0m\u001b[1;32mtook\u001b[m 12 ms"))
                .isTrue();
        assertThat(PageRun.matches("a\n…\nz", "a\nb\nc\nz")).isTrue();
        assertThat(PageRun.matches("a…z", "a\nz")).isFalse();
        assertThat(PageRun.matches("a", "a\nb")).isFalse();
        assertThat(PageRun.matches("a.c", "abc")).isFalse();
    }

    private List<PageRun.Step> run(String markdown) throws Exception {
        return PageRun.of(MarkdownPage.of(Path.of("page.md"), markdown), work, Map.of("WHO", "somebody"));
    }
}
