package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Tone;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Choice;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMessageTest {
    private static final Finding FULL = CardWorld.full(Severity.WARNING);

    @TempDir
    Path directory;

    private CardWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new CardWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private OutboundMessage sheet(int number) {
        return world.wall.hanging.get("sheet-" + number);
    }

    private static String lead(OutboundMessage message) {
        return message.layout().orElseThrow().lead();
    }

    @Test
    void whatNobodyHasToDecideOpensNoPlaceForAnswers() {
        world.run(FULL);

        assertThat(sheet(1).topic()).isEmpty();
        assertThat(sheet(1).choices()).isEmpty();
        assertThat(sheet(1).severity()).contains(Severity.WARNING);
    }

    @Test
    void theButtonsOfSeveralProposalsSayWhichTheyAreOf() {
        world.run(CardWorld.crash(), CardWorld.crash("kube-system", "coredns"));

        List<String> ids = world.proposals();
        assertThat(ids).hasSize(2);
        assertThat(sheet(1).choices())
                .containsExactlyInAnyOrderElementsOf(ids.stream()
                        .flatMap(id -> Stream.of(
                                new Choice("approve:" + id, "Approve " + id, true),
                                new Choice("deny:" + id, "Deny " + id, false),
                                new Choice("details:" + id, "Details " + id, false)))
                        .toList());
    }

    @Test
    void asksOnceForWhatTwoFindingsWishFor() {
        Finding other = Finding.of(
                        "DeploymentReplicasShort",
                        Severity.WARNING,
                        CardWorld.crash().owner())
                .summary("Deployment shop/shop has 1 of 3 replicas")
                .remedy(Restart.NAME, CardWorld.crash().remedy().orElseThrow().arguments());
        world.run(CardWorld.crash(), other);

        assertThat(sheet(1).choices()).extracting(Choice::label).containsExactly("Approve", "Deny", "Details");
        assertThat(world.wall.cards("sheet-1"))
                .extracting(Card::tone)
                .containsExactly(Tone.CRITICAL, Tone.WARNING, Tone.ASKING);
    }

    @Test
    void namesWhatNoButtonIsLeftFor() {
        world.run(Stream.of(
                        "kube-system/coredns",
                        "kube-system/metrics-server",
                        "kube-system/local-path-provisioner",
                        "kube-system/traefik",
                        "argocd/argocd-server",
                        "argocd/argocd-repo-server",
                        "cert-manager/cert-manager",
                        "shop/shop",
                        "shop/shop-worker")
                .map(name -> name.split("/"))
                .map(name -> CardWorld.crash(name[0], name[1]))
                .toArray(Finding[]::new));

        List<String> buttons = sheet(1).choices().stream()
                .filter(Choice::approves)
                .map(choice -> choice.value().substring("approve:".length()))
                .toList();
        assertThat(sheet(1).choices()).hasSize(24);
        String left = world.proposals().stream()
                .filter(id -> !buttons.contains(id))
                .reduce((one, two) -> {
                    throw new AssertionError("two without buttons: " + one + ", " + two);
                })
                .orElseThrow();
        String line =
                "🔧 without buttons here: proposals %s; `midwatch proposals show|approve|deny ID`".formatted(left);
        assertThat(sheet(1).text()).endsWith(line);
        assertThat(lead(sheet(1))).isEqualTo("**9 new problems** · watch\n\n" + line);
        assertThat(world.wall.cards("sheet-1"))
                .as("asked all the same")
                .filteredOn(card -> card.tone() == Tone.ASKING)
                .hasSize(9);
    }

    @Test
    void whatStandsInNoCardStandsInTheLead() {
        world.run(CardWorld.crash("shop", "nowhere"));

        String line = "🔧 no repair by rollout_restart: there is no nowhere";
        assertThat(sheet(1).text()).endsWith("\n\n" + line);
        assertThat(lead(sheet(1))).isEqualTo("**1 new problem** · watch\n\n" + line);
    }

    @Test
    void onlyWhatTellsOfNothingButEndsFollowsUp() {
        world.run(FULL, CardWorld.crash("shop", "nowhere"));
        world.pass(Duration.ofMinutes(10));
        world.run(CardWorld.crash("shop", "nowhere"));
        assertThat(sheet(2).replyTo()).contains("sheet-1");
        world.pass(Duration.ofMinutes(10));
        world.run(CardWorld.full(Severity.CRITICAL));
        assertThat(sheet(3).text()).contains("new problem", "resolved");
        assertThat(sheet(3).replyTo()).isEmpty();
    }
}
