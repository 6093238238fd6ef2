package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.Receipt;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was said is said anew. */
class OutboxRevisionTest extends OnOutbox {
    private static final DeliveryException DOWN = DeliveryException.temporary("down", null);

    @Test
    void whatWasDeliveredIsRevisedUnderItsReceipt() {
        put("m", "chat:#a");
        couriers.deliverDue();
        revise("m", "approved");
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "revise receipt-of-m to approved");
        assertThat(chat.given.get(1).target()).isEqualTo("chat:#a");
        assertThat(delivery("m~1").state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(outbox.latest("m").orElseThrow().text()).isEqualTo("approved");
        assertThat(outbox.original("m").orElseThrow().text()).isEqualTo("text of m");
    }

    @Test
    void aRevisionOfWhatStillWaitsGoesOutBehindIt() {
        put("m", "chat");
        revise("m", "approved");
        put("n", "chat");
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "revise receipt-of-m to approved", "send n");
    }

    @Test
    void aRevisionThatComesWhileTheOriginalIsBeingSentIsNotLost() {
        chat.then(message -> {
            revise("m", "approved meanwhile");
            return new Receipt("r");
        });
        put("m", "chat");
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "revise r to approved meanwhile");
    }

    @Test
    void aRevisionWaitsWhileItsOriginalIsRefusedAndKeepsItsPlace() {
        chat.thenRefuse(DOWN);
        put("m", "chat");
        revise("m", "approved");
        put("n", "chat");
        couriers.deliverDue();
        assertThat(chat.calls).containsExactly("send m");

        passTo("m");
        couriers.deliverDue();
        assertThat(chat.calls)
                .containsExactly("send m", "again m after nothing", "revise receipt-of-m to approved", "send n");
    }

    @Test
    void ofRevisionsNobodyHasBegunToSendTheNewestIsSent() {
        put("m", "chat");
        couriers.deliverDue();
        revise("m", "one");
        revise("m", "two");
        revise("m", "three");
        assertThat(outbox.latest("m").orElseThrow().text()).isEqualTo("three");
        couriers.deliverDue();
        revise("m", "four");
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "revise receipt-of-m to three", "revise receipt-of-m to four");
    }

    @Test
    void aRevisionThatIsBeingSentIsNotChangedButFollowed() {
        put("m", "chat");
        couriers.deliverDue();
        chat.then(message -> {
            revise("m", "two");
            return new Receipt("");
        });
        revise("m", "one");
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "revise receipt-of-m to one", "revise receipt-of-m to two");
        assertThat(delivery("m~2").revises()).contains("m");
    }

    @Test
    void aRevisionThatMayHaveArrivedIsTriedAgainAsItWasAndFollowedByWhatIsTrueByThen() {
        put("m", "chat");
        couriers.deliverDue();
        chat.thenRefuse(DOWN);
        revise("m", "one");
        couriers.deliverDue();
        revise("m", "two");
        revise("m", "three");
        passTo("m~1");
        couriers.deliverDue();

        assertThat(chat.calls)
                .containsExactly(
                        "send m",
                        "revise receipt-of-m to one",
                        "revise receipt-of-m to one",
                        "revise receipt-of-m to three");
        assertThat(outbox.open()).isEmpty();
    }

    @Test
    void onlyChannelsThatCanAreTold() {
        put("m", "console, chat:#a, chat:#b");
        couriers.deliverDue();
        revise("m", "approved");
        couriers.deliverDue();

        assertThat(console.calls).containsExactly("send m");
        assertThat(chat.calls)
                .containsExactly(
                        "send m.2",
                        "send m.3",
                        "revise receipt-of-m.2 to approved",
                        "revise receipt-of-m.3 to approved");
        assertThat(outbox.latest("m").orElseThrow().text()).isEqualTo("approved");
    }

    @Test
    void whatNobodyGotIsNotRevised() {
        chat.thenRefuse(DeliveryException.permanent("the channel is gone"));
        put("m", "chat");
        couriers.deliverDue();
        revise("m", "approved");
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m");
        assertThat(outbox.open()).isEmpty();
    }

    @Test
    void aRevisionOfWhatIsRefusedForGoodInTheEndIsGivenUpWithIt() {
        put("m", "chat");
        revise("m", "approved");
        put("n", "chat");
        chat.thenRefuse(DeliveryException.permanent("the channel is gone"));
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "send n");
        assertThat(delivery("m~1").state()).isEqualTo(DeliveryState.FAILED);
        assertThat(delivery("m~1").error()).contains("what it revises was never delivered");
    }

    @Test
    void whatIsGoneOnTheOtherSideKeepsNothingElseWaitingAndIsSaidAnew() {
        put("m", "chat");
        couriers.deliverDue();
        revise("m", "approved");
        put("n", "chat");
        chat.thenRefuse(DeliveryException.permanent("somebody deleted the message"));
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "revise receipt-of-m to approved", "send n", "send m~1-anew");
        assertThat(delivery("m").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void orderIsKeptForEachTargetAndNoTargetWaitsForAnother() {
        put("a", "chat:#a");
        put("b", "chat:#b");
        couriers.deliverDue();
        chat.thenRefuse(DOWN);
        revise("a", "a changed");
        put("a2", "chat:#a");
        revise("b", "b changed");
        couriers.deliverDue();
        assertThat(chat.calls)
                .as("and news waits for no revision")
                .containsExactly(
                        "send a",
                        "send b",
                        "revise receipt-of-a to a changed",
                        "send a2",
                        "revise receipt-of-b to b changed");

        passTo("a~1");
        couriers.deliverDue();
        assertThat(chat.calls).endsWith("revise receipt-of-b to b changed", "revise receipt-of-a to a changed");
    }

    @Test
    void aRevisionThatTheProcessDiedOverIsSentAgain() {
        put("m", "chat");
        couriers.deliverDue();
        chat.then(message -> {
            throw new ProcessDied();
        });
        revise("m", "approved");
        assertThatThrownBy(couriers::deliverDue).isInstanceOf(ProcessDied.class);
        database.close();
        open();
        couriers.deliverDue();

        assertThat(chat.calls)
                .containsExactly("send m", "revise receipt-of-m to approved", "revise receipt-of-m to approved");
        assertThat(outbox.open()).isEmpty();
    }

    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aRevisionIsAsLastingAsTheTransactionItWasWrittenIn() {
        put("m", "chat");
        couriers.deliverDue();
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    revise("m", "approved");
                    throw new IllegalStateException("the decision failed");
                }))
                .hasMessage("the decision failed");
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m");
    }

    @Test
    void everyAttemptButTheFirstSaysWhatWasAcceptedAtThatPlaceBefore() {
        put("before", "chat");
        put("elsewhere", "chat:#other");
        couriers.deliverDue();
        chat.calls.clear();
        chat.thenRefuse(DOWN).thenRefuse(DOWN);
        put("m", "chat");
        couriers.deliverDue();
        for (int attempt = 0; attempt < 2; attempt++) {
            passTo("m");
            couriers.deliverDue();
        }

        String again = "again m after receipt-of-before";
        assertThat(chat.calls).containsExactly("send m", again, again);
    }

    @Test
    void whatIsTriedAgainByHandMayHaveArrivedBefore() {
        chat.thenRefuse(DeliveryException.permanent("the token is wrong"));
        put("m", "chat");
        couriers.deliverDue();
        assertThat(outbox.retry("m")).isTrue();
        couriers.deliverDue();

        assertThat(chat.calls).containsExactly("send m", "again m after nothing");
    }

    @Test
    void aMessageIsFoundByItsReceiptAndByThePlaceItOpened() {
        put("m", "console, chat:#a");
        couriers.deliverDue();
        revise("m", "approved");
        couriers.deliverDue();

        assertThat(outbox.known("chat", "receipt-of-m.2")).contains("m");
        assertThat(outbox.known("chat", "chat:place-of-m.2")).contains("m");
        assertThat(outbox.known("console", "receipt-of-m.2")).isEmpty();
        assertThat(outbox.known("chat", "receipt-of-m")).isEmpty();
        assertThat(delivery("m.2").receipt()).contains(new Receipt("receipt-of-m.2", Optional.of("chat:place-of-m.2")));
    }
}
