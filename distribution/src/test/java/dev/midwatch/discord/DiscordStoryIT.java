package dev.midwatch.discord;

import static dev.midwatch.discord.Site.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Transcript;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's first story as people on Discord live through it, kept in {@code story.txt}: written anew with {@code -Dmidwatch.golden=write}. */
class DiscordStoryIT {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dev", "midwatch", "discord", "story.txt");

    @TempDir
    Path directory;

    @Test
    void goesFromTheFaultToTheVerifiedRepair() throws Exception {
        try (Site site = new Site(directory)) {
            site.watch();
            site.cluster.inject("""
                    crash: {workload: shop/shop, exit-code: 1, after: 12s, healed-by: restart, log: [
                      'level=warn msg="connection from pool is stale" session=gone age=11d23h',
                      'panic: no usable database connection after 3 attempts']}""");
            Message report = site.alerts.awaitMessage(
                    LIMIT, message -> !message.buttons().isEmpty());
            Place thread = site.alerts.awaitThread(LIMIT, name -> true);

            assertThat(site.mallory
                            .clicks(report, approval(report))
                            .awaitAnswer(LIMIT)
                            .content())
                    .contains("may");
            site.mallory.says(thread, "approve");

            site.model
                    .toolCall("kubectl", "{\"command\": \"get pods -n shop\"}")
                    .reply(
                            "The pool of `shop` holds connections that the database closed. A restart of the rollout replaces them.");
            site.roger.says(thread, "Would a restart help?");
            thread.awaitMessage(LIMIT, message -> message.content().contains("replaces them"));

            site.roger.clicks(report, "details:" + proposal(report)).awaitAnswer(LIMIT);
            site.roger.clicks(report, approval(report)).awaitAnswer(LIMIT);
            site.alerts.awaitMessage(LIMIT, message -> message.text().contains("fixed"));
            Message record = site.alerts.message(report.id());
            assertThat(record.buttons()).isEmpty();
            assertThat(record.versions()).hasSizeGreaterThan(1);

            String story = story(site);
            Files.writeString(directory.resolve("story.txt"), story);
            if ("write".equals(System.getProperty("midwatch.golden"))) {
                Files.createDirectories(GOLDEN.getParent());
                Files.writeString(GOLDEN, story);
                Files.writeString(
                        Path.of("target", "story.html"),
                        Transcript.of(site.alerts).html());
            }
            assertThat(story).isEqualTo(Files.readString(GOLDEN));
        }
    }

    private static String story(Site site) {
        return Transcript.of(site.alerts).withEdits().text();
    }

    private static String approval(Message report) {
        return "approve:" + proposal(report);
    }

    private static String proposal(Message report) {
        return report.buttons().get(0).id().replaceFirst(".*:", "");
    }
}
