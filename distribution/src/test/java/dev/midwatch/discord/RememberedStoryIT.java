package dev.midwatch.discord;

import static dev.midwatch.discord.Site.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.model.RecordedRequest;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An alert in Discord, a question in its thread, the root cause with the evidence, a proposal, an approval, the verified repair; and when it
 * breaks again, what helped the last time.
 */
class RememberedStoryIT {
    @TempDir
    Path directory;

    @Test
    void whatHelpedIsRememberedNextTime() throws Exception {
        try (Site site = new Site(directory)) {
            Message report = site.breakSomething();
            Place thread = site.alerts.awaitThread(LIMIT, name -> true);

            site.model
                    .toolCalls(
                            List.of("kubectl", "findings"),
                            List.of("{\"command\": \"logs -n shop deployment/shop --tail=20\"}", "{}"))
                    .toolCall(
                            "rollout_restart",
                            "{\"kind\": \"Deployment\", \"namespace\": \"shop\", \"name\": \"shop\"}")
                    .reply("**Root cause**: the pool of `shop/shop` holds connections that the database closed.");
            site.roger.says(thread, "Why, and what would help?");
            thread.awaitMessage(LIMIT, message -> message.content().contains("Root cause"));
            List<String> looked = last(site).contents("tool");
            assertThat(looked.get(0)).contains("panic: no usable database connection");
            assertThat(looked.get(1)).contains("shop/shop");
            assertThat(looked.get(2)).contains("proposal");

            assertThat(site.presses(site.roger, report, "approve")).startsWith("Approved and done");
            site.awaitRecord(report, "; fixed");
            site.awaitIncident();

            site.crash();
            Message again = site.alerts.awaitMessage(
                    LIMIT,
                    message ->
                            !message.id().equals(report.id()) && message.text().contains("Seen before"));
            assertThat(again.text()).contains("fixed by `kubectl -n shop rollout restart deployment/shop`");

            site.awaitNoted();
            site.model.reply("The restart helped last time; the pool needs a shorter lifetime.");
            site.roger.says(site.alerts.awaitThread(LIMIT, name -> !name.equals(thread.name())), "Again?");
            Awaitility.await().atMost(LIMIT).until(() -> site.model.left() == 0);
            assertThat(last(site).text()).contains("rollout restart deployment/shop");
        }
    }

    private static RecordedRequest last(Site site) {
        List<RecordedRequest> requests = site.model.requests();
        return requests.get(requests.size() - 1);
    }
}
