package dev.midwatch.testkit.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class TranscriptTest {
    @Test
    void theTextIsTheSameInEveryRun() throws Exception {
        String golden = new String(
                TranscriptTest.class.getResourceAsStream("story.txt").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);

        assertThat(Transcript.of(Story.told()).text()).isEqualTo(golden);
        assertThat(Transcript.of(Story.told()).text()).isEqualTo(golden);
    }

    @Test
    void editsAreShownWhenAskedFor() {
        Place place = Story.told();

        assertThat(Transcript.of(place).text()).doesNotContain("-- then --");
        assertThat(Transcript.of(place).withEdits().text())
                .containsSubsequence("looking", "-- then --", "Its image cannot be pulled");
    }

    @Test
    void whatElseDiffersIsNamedByTheTest() {
        Place place = Story.told();

        assertThat(Transcript.of(place).replacing("shop/(\\w+)", "shop/<$1>").text())
                .contains("shop/<web>")
                .doesNotContain("shop/web");
    }

    @Test
    void thePageNeedsNothingElseAndEscapesWhatWasSaid() throws Exception {
        Place place = Story.told();

        String html = Transcript.of(place).html();

        Files.writeString(Path.of("target", "transcript.html"), html);
        assertThat(html)
                .contains("<span class=\"minus\">-  replicas: 1", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("--bar:#d64545", "<button class=\"success\" disabled>Approve</button>", "<mark>@roger</mark>")
                .contains("Only anna sees this", "<h2>shop/web</h2>")
                .doesNotContain("<script", "src=", "@import", "<link", "url(", "discord.com", "127.0.0.1");
    }

    @Test
    void markdownIsTakenApartOnlyWhereItIsMeant() {
        assertThat(Markdown.html("a **b** `**c**` snake_case_name <b>"))
                .isEqualTo("<p>a <b>b</b> <code>**c**</code> snake_case_name &lt;b&gt;</p>");
        assertThat(Markdown.html("[docs](https://example.org/a_b_c) [bad](javascript:x)"))
                .isEqualTo("<p><a href=\"https://example.org/a_b_c\">docs</a> [bad](javascript:x)</p>");
        assertThat(Markdown.html(
                        "<t:1700000000> <t:%d:R>".formatted(Instant.now().getEpochSecond() + 3600)))
                .isEqualTo("<p><time>14 November 2023 22:13 UTC</time> <time>in 1 hour</time></p>");
        assertThat(Markdown.html("```\nx < y\n```")).isEqualTo("<pre><span class=\"\">x &lt; y\n</span></pre>");
    }
}
