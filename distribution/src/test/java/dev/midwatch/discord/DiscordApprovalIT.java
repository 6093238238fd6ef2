package dev.midwatch.discord;

import static dev.midwatch.discord.Site.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.discord.Interaction;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of a card that asks, with the whole program behind it. */
@Execution(ExecutionMode.CONCURRENT)
class DiscordApprovalIT {
    @TempDir
    Path directory;

    private Site site;

    @BeforeEach
    void begin() throws Exception {
        site = new Site(directory);
    }

    @AfterEach
    void end() throws Exception {
        site.close();
    }

    @Test
    void aCardFromBeforeARestartIsStillGoodAndNotToldAgain() throws Exception {
        Message report = site.breakSomething();
        site.kill();
        site.watch();

        assertThat(site.presses(site.roger, report, "approve")).startsWith("Approved and done");
        site.awaitRecord(report, "approved by");
        assertThat(cards()).as("of all that was said: %s", said()).containsExactly(report.id());
    }

    @Test
    void ofTwoWhoPressAtOnceOneDecides() throws Exception {
        Person anna = site.discord.person("anna");
        site.configure("allowed_users: \"%s, %s\"".formatted(site.roger.id(), anna.id()));
        Message report = site.breakSomething();
        String id = Site.proposal(report);

        Interaction first = site.roger.clicks(report, "approve:" + id);
        Interaction second = anna.clicks(report, "deny:" + id);
        List<String> answers = List.of(
                first.awaitAnswer(LIMIT).content(), second.awaitAnswer(LIMIT).content());

        assertThat(answers).filteredOn(answer -> answer.contains("already")).hasSize(1);
        site.awaitRecord(report, " by <@");
    }

    @Test
    void anOfferThatExpiresSaysSoAndLosesItsButtons() throws Exception {
        site.offersLast = "10m";
        site.configure("allowed_users: [\"" + site.roger.id() + "\"]");
        Message report = site.breakSomething();

        Message record = site.awaitRecord(report, "expired");

        assertThat(record.buttons()).isEmpty();
        assertThat(record.text()).contains("nothing was done");
    }

    @Test
    void whoIsTakenOffTheListIsRefusedAtTheNextClick() throws Exception {
        Message report = site.breakSomething();
        site.configure("allowed_users: [\"1\"]");

        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(site.presses(site.roger, report, "details")).startsWith("Sorry"));
        assertThat(site.presses(site.roger, report, "approve")).startsWith("Sorry");
        assertThat(site.alerts.message(report.id()).buttons()).isNotEmpty();
    }

    @Test
    void aWordInTheThreadDecidesAsWell() throws Exception {
        Message report = site.breakSomething();
        Place thread = site.alerts.awaitThread(LIMIT, name -> true);

        site.roger.says(thread, "deny");

        Message record = site.awaitRecord(report, "denied by");
        assertThat(record.buttons()).isEmpty();
        assertThat(site.model.requests()).isEmpty();
    }

    /** Messages that ask about the restart, or tell what became of it: how many problems a pass sees depends on when it looks. */
    private List<String> cards() {
        return site.alerts.messages().stream()
                .filter(message -> message.text().contains("Restart Deployment shop/shop"))
                .map(Message::id)
                .toList();
    }

    private List<String> said() {
        return site.alerts.messages().stream().map(Message::text).toList();
    }
}
