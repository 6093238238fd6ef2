package dev.midwatch.core.chat;

import static dev.midwatch.core.chat.ChatWorld.ANNA;
import static dev.midwatch.core.chat.ChatWorld.OTTO;
import static dev.midwatch.core.chat.ChatWorld.STRANGER;
import static dev.midwatch.core.chat.ChatWorld.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.text.KnownSecrets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandsTest extends InChat {
    private static final Finding WEB = Finding.of(
                    "CrashLoopBackOff", Severity.CRITICAL, ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", "web"))
            .summary("web keeps crashing ``` @everyone");

    private static final Finding NODE = Finding.of(
                    "NodePressure", Severity.WARNING, ObjectRef.of(ResourceType.NODES, "", "k3s-1"))
            .summary("the disk of k3s-1 is nearly full");

    private static final Map<String, Object> WATCH =
            Map.of("name", "watch", "schedule", "every 15m", "checks", List.of("test-check"));

    private Answer answer(Person person, String name, Map<String, String> options) {
        return world.inbox.command(new Command.Call(name, options, "chat:1", person));
    }

    private List<String> complete(Person person, String name, String option, String written) {
        return world.inbox.complete(new Command.Call(name, Map.of(option, written), "chat:1", person), option);
    }

    private void isBroken(Finding... findings) {
        world.findings.clear();
        world.findings.addAll(List.of(findings));
        world.takeIn();
    }

    @Test
    void eachCommandNeedsItsLevel() {
        for (String name : List.of("status", "findings", "jobs", "help", "stop")) {
            assertThat(world.command(VERA, name)).as(name).doesNotContain("it needs the level");
        }
        for (String name : List.of("scan", "run", "silence", "new")) {
            assertThat(answer(VERA, name, Map.of()))
                    .as(name)
                    .isEqualTo(Answer.personal("You may not do this: it needs the level operator."));
            assertThat(world.command(OTTO, name)).as(name).doesNotContain("it needs the level");
        }
        for (String name : List.of("approve", "deny")) {
            assertThat(answer(OTTO, name, Map.of()))
                    .as(name)
                    .isEqualTo(Answer.personal("You may not do this: it needs the level approver."));
            assertThat(world.command(ANNA, name)).as(name).isEqualTo("No proposal waits for a decision.");
        }
    }

    @Test
    void channelsAreToldOfAllCommandsWithShortDescriptionsAndRequiredOptionsFirst() {
        assertThat(world.inbox.commands())
                .extracting(Command::name)
                .containsExactly(
                        "status",
                        "findings",
                        "scan",
                        "jobs",
                        "run",
                        "approve",
                        "deny",
                        "silence",
                        "new",
                        "stop",
                        "help");
        assertThat(world.inbox.commands()).allSatisfy(command -> {
            assertThat(command.description()).hasSizeBetween(5, 100);
            assertThat(command.options())
                    .allSatisfy(option -> assertThat(option.description()).hasSizeBetween(5, 100));
            List<Boolean> required =
                    command.options().stream().map(Command.Option::required).toList();
            assertThat(required.lastIndexOf(true))
                    .isLessThan(required.contains(false) ? required.indexOf(false) : Integer.MAX_VALUE);
        });
        assertThat(world.inbox.commands().stream().filter(Command::personal).map(Command::name))
                .containsExactly("new", "stop", "help");
    }

    @Test
    void helpNamesWhatThisPersonMayDo() {
        assertThat(answer(VERA, "help", Map.of()).personal()).isTrue();
        assertThat(world.command(VERA, "help"))
                .startsWith("You are viewer here.")
                .contains("`/findings [namespace]`")
                .doesNotContain("/approve", "/scan");
        assertThat(world.command(ANNA, "help")).contains("`/silence <what> <for> <why>`", "`/approve <proposal>`");
    }

    @Test
    void nothingIsCalledHealthyThatNobodyLookedAtOrCouldSee() {
        assertThat(world.command(VERA, "status")).startsWith("**Nothing has been looked at yet.**");

        world.jobs.create(WATCH);
        world.command(OTTO, "run", Map.of("job", "watch"));

        assertThat(world.command(VERA, "status"))
                .startsWith("**The cluster is fine, as far as it can be seen.**")
                .contains("👁 cannot see secrets in shop: forbidden");
    }

    @Test
    void statusSaysWhatIsBrokenWhatWaitsAndWhatIsNotDelivered() throws Exception {
        isBroken(WEB, NODE);
        Proposal proposal = world.proposal();
        world.outbox.enqueue(OutboundMessage.of("late", "chat", "text"));

        assertThat(world.command(VERA, "status"))
                .startsWith("**1 critical, 1 warning** (`/findings`)")
                .contains("last tick never")
                .contains("`" + proposal.id() + "`: `kubectl -n shop rollout restart deployment/shop`")
                .contains("tokens today: 0");
    }

    @Test
    void findingsAreListedMostSevereFirst() {
        assertThat(world.command(VERA, "findings")).isEqualTo("No open findings.");
        isBroken(NODE, WEB);

        List<String> lines = world.command(VERA, "findings").lines().toList();

        assertThat(lines.get(0)).isEqualTo("**2 open**");
        assertThat(lines.get(1))
                .startsWith("🔴 web keeps crashing ''' @everyone · Deployment shop/web · for ")
                .endsWith("· `" + WEB.fingerprint() + "`");
        assertThat(lines.get(2)).startsWith("🟠 the disk");
        assertThat(world.command(VERA, "findings", Map.of("namespace", "shop")))
                .startsWith("**1 open in shop**")
                .doesNotContain("disk");
        assertThat(world.command(VERA, "findings", Map.of("namespace", "nowhere")))
                .isEqualTo("No open findings in nowhere.");
    }

    @Test
    void scanLooksNowAndLeavesTheLedgerAsItIs() {
        world.findings.add(WEB);

        assertThat(world.command(OTTO, "scan"))
                .startsWith("**1 critical**\n🔴 **web keeps crashing ''' @everyone** · Deployment shop/web")
                .contains("looked at ");
        assertThat(world.ledger.all()).isEmpty();

        world.findings.clear();
        assertThat(world.command(OTTO, "scan")).startsWith("**Nothing is broken.**");
    }

    @Test
    void jobsSayHowTheyRanAndWhenTheyRunNext() {
        assertThat(world.command(VERA, "jobs")).isEqualTo("There are no jobs.");
        world.jobs.create(WATCH);
        assertThat(world.command(VERA, "jobs")).startsWith("**watch** (every 15m) · has not run yet · ");

        world.command(OTTO, "run", Map.of("job", "watch"));
        world.jobs.pause("watch", "for the night");

        assertThat(world.command(VERA, "jobs"))
                .startsWith("**watch** (every 15m) · quiet ")
                .endsWith("paused: for the night");
    }

    @Test
    void runRunsAJobAndTheAuditSaysWhoWantedIt() {
        world.jobs.create(WATCH);

        assertThat(world.command(OTTO, "run", Map.of("job", "watch")))
                .isEqualTo("watch has run: quiet, looked at 3 pods");

        assertThat(world.audited()).containsExactly("job asked for chat:222");
        assertThat(world.command(OTTO, "run", Map.of("job", "wacht")))
                .isEqualTo("There is no job wacht (did you mean \"watch\"?).");
        assertThat(world.command(OTTO, "run")).startsWith("Which job?");
    }

    @Test
    void silenceKeepsOneFindingFromBeingToldAndSaysWhoAndWhy() {
        isBroken(WEB, NODE);

        assertThat(world.command(
                        OTTO,
                        "silence",
                        Map.of("what", WEB.fingerprint().substring(0, 6), "for", "2h", "why", "we are on it")))
                .startsWith("Silenced for 2h: ");

        assertThat(world.ledger.silences()).singleElement().satisfies(silence -> {
            assertThat(silence.by()).isEqualTo("chat:222");
            assertThat(silence.why()).isEqualTo("we are on it");
            assertThat(silence.matchers()).isEqualTo(Map.of("fingerprint", WEB.fingerprint()));
        });
        assertThat(world.audited()).containsExactly("silenced chat:222");
        assertThat(state(WEB)).isEqualTo(LedgerEntry.State.SILENCED);
        assertThat(state(NODE)).isEqualTo(LedgerEntry.State.OPEN);
        assertThat(world.command(VERA, "findings")).contains("· silenced · `" + WEB.fingerprint());
    }

    @Test
    void silenceKeepsAllOfAnObjectFromBeingTold() {
        Finding replicas = Finding.of("DeploymentReplicasShort", Severity.WARNING, WEB.subject())
                .summary("1 of 3 replicas");
        isBroken(WEB, replicas, NODE);

        world.command(OTTO, "silence", Map.of("what", "shop/web", "for", "1d", "why", "rollout"));
        world.command(OTTO, "silence", Map.of("what", "k3s-1", "for", "1d", "why", "new disk"));

        assertThat(List.of(state(WEB), state(replicas), state(NODE))).containsOnly(LedgerEntry.State.SILENCED);
    }

    @Test
    void silenceRefusesWhatItCannotKeep() {
        isBroken(WEB);
        assertThat(world.command(OTTO, "silence", Map.of("what", "shop/nosuch", "for", "1d", "why", "x")))
                .isEqualTo("Nothing is silenced: there is no finding shop/nosuch.");
        assertThat(world.command(OTTO, "silence", Map.of("what", "shop/web", "for", "soon", "why", "x")))
                .isEqualTo("Nothing is silenced: \"soon\" is not a duration.");
        for (String time : List.of("1s", "999999999w", "400d")) {
            assertThat(world.command(OTTO, "silence", Map.of("what", "shop/web", "for", time, "why", "x")))
                    .startsWith("Nothing is silenced: a silence lasts 1 minute at least and 365 days at most");
        }
        assertThat(world.command(OTTO, "silence", Map.of("what", "shop/web", "for", "1h")))
                .startsWith("Why?");
        assertThat(world.ledger.silences()).isEmpty();
        assertThat(world.audited()).isEmpty();
    }

    @Test
    void approveAndDenyGoThroughTheGate() throws Exception {
        Proposal one = world.proposal();
        assertThat(world.command(ANNA, "approve", Map.of("proposal", one.id() + " kubectl -n shop rollout")))
                .startsWith("Approved and done:");
        assertThat(world.state(one)).isEqualTo(Proposal.State.APPROVED);
        assertThat(world.command(ANNA, "deny", Map.of("proposal", one.id())))
                .isEqualTo("Proposal %s is already approved by chat:111.".formatted(one.id()));
        assertThat(world.command(ANNA, "approve", Map.of("proposal", "nosuch")))
                .isEqualTo("There is no proposal nosuch.");
        assertThat(world.decided).isEqualTo(3);
    }

    @Test
    void completesWhatCanBeNamed() throws Exception {
        isBroken(WEB, NODE);
        world.jobs.create(WATCH);
        Proposal proposal = world.proposal();

        assertThat(complete(OTTO, "run", "job", "WA")).containsExactly("watch");
        assertThat(complete(OTTO, "run", "job", "x")).isEmpty();
        assertThat(complete(ANNA, "approve", "proposal", ""))
                .containsExactly(proposal.id() + " kubectl -n shop rollout restart deployment/shop");
        assertThat(complete(ANNA, "deny", "proposal", "rollout")).hasSize(1);
        assertThat(complete(OTTO, "silence", "what", ""))
                .containsExactly(
                        WEB.fingerprint() + " Deployment shop/web (CrashLoopBackOff)",
                        "shop/web",
                        NODE.fingerprint() + " Node k3s-1 (NodePressure)",
                        "k3s-1");
        assertThat(complete(OTTO, "silence", "what", "shop")).startsWith("shop/web");
        assertThat(complete(OTTO, "silence", "for", "1")).containsExactly("1h", "1d");
        assertThat(complete(OTTO, "silence", "why", "")).isEmpty();
        assertThat(complete(VERA, "findings", "namespace", "")).containsExactly("shop");
    }

    @Test
    void aSecretIsHiddenFromChoicesBeforeTheyAreCutToTheirLength() {
        KnownSecrets.ofProcess().learn("hawthorn-lantern-7402");
        String longName = "a".repeat(90) + "-hawthorn-lantern-7402";

        assertThat(Completions.of(Stream.of(longName), ""))
                .singleElement()
                .satisfies(shown -> assertThat(shown).doesNotContain("hawthorn"));
    }

    @Test
    void completesNothingForWhoMayNotGiveTheCommand() throws Exception {
        world.proposal();
        world.jobs.create(WATCH);
        assertThat(complete(OTTO, "approve", "proposal", "")).isEmpty();
        assertThat(complete(VERA, "run", "job", "")).isEmpty();
        assertThat(complete(STRANGER, "findings", "namespace", "")).isEmpty();
    }

    @Test
    void aLineThatBeginsWithASlashIsACommandInAnyMessage() {
        isBroken(WEB);

        world.say(OTTO, "/silence shop/web 2h we are on it");
        world.say(OTTO, "/FINDINGS shop");
        world.say(OTTO, "/findigns");
        world.say(VERA, "/scan");

        assertThat(world.told(4))
                .anyMatch(text -> text.equals("Silenced for 2h: shop/web."))
                .anyMatch(text -> text.startsWith("**1 open in shop**"))
                .anyMatch(text ->
                        text.equals("There is no command `/findigns` (did you mean `/findings`?); `/help` lists them."))
                .anyMatch(text -> text.equals("You may not do this: it needs the level operator."));
        assertThat(world.ledger.silences().get(0).why()).isEqualTo("we are on it");
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    void answersHideSecretsThoughTheyDoNotGoThroughTheOutbox() {
        KnownSecrets.ofProcess().learn("magnolia-ferry-3381");
        isBroken(WEB.summary("password magnolia-ferry-3381 in the log"));

        assertThat(world.command(VERA, "findings")).contains("[redacted]").doesNotContain("magnolia");
        assertThat(world.command(OTTO, "run", Map.of("job", "magnolia-ferry-3381")))
                .doesNotContain("magnolia");
    }

    @Test
    void whatBreaksIsToldAndNotThrownAtTheChannel() {
        isBroken(NODE);
        world.database.update("DROP TABLE silences");

        Answer answer = answer(VERA, "findings", Map.of());

        assertThat(answer.text()).startsWith("I could not do this: ").contains("silences");
        assertThat(answer.personal()).isTrue();
    }

    private LedgerEntry.State state(Finding finding) {
        return world.ledger.state(world.ledger.find(finding.fingerprint()).orElseThrow(), world.ledger.silences());
    }
}
