package dev.midwatch.core.chat;

import static dev.midwatch.core.chat.ChatWorld.ANNA;
import static dev.midwatch.core.chat.ChatWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.action.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A word decides only where it is clear what it is about, and what was proposed in talk is shown as it is. */
class DecisionsInWordsTest extends InChat {
    @Test
    void asksWhichWhereSomethingElseWasProposedInTheSameThread() throws Exception {
        Proposal restart = world.proposal();
        String thread = world.report("the shop is down", restart);
        Proposal other = world.proposal("notes", thread);

        world.say(thread, ANNA, "approve");

        assertThat(world.told(2).get(1)).startsWith("Which one?").contains(restart.id(), other.id());
        assertThat(world.state(restart)).isEqualTo(Proposal.State.WAITING);
        assertThat(world.state(other)).isEqualTo(Proposal.State.WAITING);
    }

    @Test
    void asksWhichWhereTheOtherOfTwoWasDecidedJustBefore() throws Exception {
        Proposal restart = world.proposal();
        Proposal other = world.proposal("notes", "job:pods");
        String thread = world.report("two are down", restart, other);
        world.press(ANNA, "deny:" + restart.id());

        world.say(thread, ANNA, "approve");

        assertThat(world.told(2).get(1)).startsWith("Which one?").contains(other.id());
        assertThat(world.state(other)).isEqualTo(Proposal.State.WAITING);
    }

    @Test
    void anAnswerToWhatWasSaidInTheThreadIsAboutTheReportAsWell() throws Exception {
        Proposal restart = world.proposal();
        String thread = world.report("the shop is down", restart);
        world.model.reply("Its disk is full.");
        world.say(thread, ANNA, "Why?");
        world.told(2);
        String answer = world.channel.sent.get(1).id();

        world.inbox.message(new InboundMessage(thread, ANNA, "approve", Optional.of("receipt-" + answer), List.of()));

        await().atMost(SOON).until(() -> world.state(restart) == Proposal.State.APPROVED);
    }

    @Test
    void showsWhatWasProposedInATurnAsTheGateHasIt() throws Exception {
        AtomicReference<Proposal> made = new AtomicReference<>();
        world.tool = command -> {
            made.set(proposed("chat:7"));
            return "a person has to approve it";
        };
        world.model.toolCall("kubectl", "{\"command\":\"get pods\"}").reply("I only refresh a view.");

        world.say("chat:7", ANNA, "Mend the notes.");

        await().atMost(SOON).until(() -> world.channel.sent.size() == 2);
        OutboundMessage card = world.channel.sent.get(1);
        assertThat(card.target()).isEqualTo("chat:7");
        assertThat(card.text()).contains("rollout restart deployment/notes", "restartedAt");
        assertThat(card.layout().orElseThrow().cards().get(0).about())
                .isEqualTo("proposal:" + made.get().id());
        assertThat(card.choices())
                .extracting(OutboundMessage.Choice::value)
                .contains("approve:" + made.get().id());

        world.say("chat:7", ANNA, "approve");
        await().atMost(SOON).until(() -> world.state(made.get()) == Proposal.State.APPROVED);
    }

    private Proposal proposed(String origin) {
        try {
            return world.proposal("notes", origin);
        } catch (ClusterException e) {
            throw new IllegalStateException(e);
        }
    }
}
