package dev.midwatch.discord;

import static dev.midwatch.discord.Site.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's first story as people on Discord live through it, kept in {@code story.txt}: written anew with {@code -Dmidwatch.golden=write}. */
class DiscordStoryIT {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dev", "midwatch", "discord", "story.txt");

    private static final boolean WRITE = "write".equals(System.getProperty("midwatch.golden"));

    @TempDir
    Path directory;

    @Test
    void goesFromTheFaultToTheVerifiedRepair() throws Exception {
        try (Site site = new Site(directory)) {
            Message report = site.breakSomething();
            Place thread = site.alerts.awaitThread(LIMIT, name -> true);

            draw(site, "discord-asking");

            assertThat(site.presses(site.mallory, report, "approve")).startsWith("Sorry");
            site.mallory.says(thread, "approve");
            thread.awaitMessage(LIMIT, message -> message.content().startsWith("Sorry"));
            assertThat(site.alerts.message(report.id()).versions())
                    .as("of the card")
                    .hasSize(1);
            assertThat(Files.readString(site.home().resolve("audit.jsonl"))).doesNotContain("approved", "executed");
            assertThat(site.model.requests()).isEmpty();

            site.model
                    .toolCall("kubectl", "{\"command\": \"get pods -n shop\"}")
                    .reply(
                            "The pool of `shop` holds connections that the database closed. A restart of the rollout replaces them.");
            site.roger.says(thread, "Would a restart help?");
            thread.awaitMessage(LIMIT, message -> message.content().contains("replaces them"));

            assertThat(site.presses(site.roger, report, "details")).contains("```diff");
            assertThat(site.presses(site.roger, report, "approve")).startsWith("Approved and done");
            site.alerts.awaitMessage(LIMIT, message -> message.content().contains("fixed:"));
            Message record = site.awaitRecord(report, "; fixed");
            assertThat(record.buttons()).isEmpty();

            String story = story(site);
            Files.writeString(directory.resolve("story.txt"), story);
            if (WRITE) {
                Files.createDirectories(GOLDEN.getParent());
                Files.writeString(GOLDEN, story);
                draw(site, "discord-story");
            }
            assertThat(story).isEqualTo(Files.readString(GOLDEN));
        }
    }

    /** For the pictures of docs/discord.md. */
    private static void draw(Site site, String name) throws IOException {
        if (WRITE) {
            Files.writeString(
                    Path.of("target", name + ".html"),
                    Transcript.of(site.alerts).html());
        }
    }

    /** The same in every run: names of pods, proposals and audit lines are drawn at random, and a fast clock shows other times each time. */
    private static String story(Site site) {
        return Transcript.of(site.alerts)
                .replacing(" \\(edited\\)", "")
                .replacing("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "(moment)")
                .replacing("(shop-)[a-z0-9]{10}-[a-z0-9]{5}", "$1(pod)")
                .replacing("(Proposal: |proposal )[a-z0-9]{6}", "$1(id)")
                .replacing("(Audit: |audit )[a-z0-9]{12}", "$1(id)")
                .replacing("(restarts: )\\d+", "$1(count)")
                .replacing("\\d\\d:\\d\\d", "(time)")
                .replacing("\\d+ (?:s|min|h)\\b(?: \\d+ min)?", "(a while)")
                .text()
                // On a fast clock a slow machine misses runs.
                .replaceAll(" *\\*\\d+ earlier runs? \\w+ missed\\*\\n\\s*\\n", "");
    }
}
