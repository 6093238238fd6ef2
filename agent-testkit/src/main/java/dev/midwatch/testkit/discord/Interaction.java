package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a command, a click or a request for completion. It is live: each method tells of now, and those that begin with
 * {@code await} wait until the bot got that far; they throw an {@code AssertionError} when the limit is over.
 */
public final class Interaction {
    enum Kind {
        COMMAND(2),
        CLICK(3),
        COMPLETION(4),
        SUBMISSION(5);

        final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    /** One suggestion for an option: what the person reads and what is sent when it is chosen. */
    public record Choice(String name, Object value) {}

    final World world;
    final Kind kind;
    final String id;
    final String token = Tokens.forInteraction();
    final Channel channel;
    final Member person;
    /** What was clicked on; null for a command. */
    final StoredMessage clicked;
    /** As a person would say it: {@code /findings namespace:shop} or the button's id. */
    final String wording;

    final long made = System.nanoTime();
    private final Instant at = Instant.now();
    final List<StoredMessage> followUps = new ArrayList<>();
    long acknowledged;
    int callback;
    StoredMessage original;
    List<Choice> choices;
    JsonNode modal;

    Interaction(World world, Kind kind, Channel channel, Member person, StoredMessage clicked, String wording) {
        this.world = world;
        this.kind = kind;
        this.id = world.ids.next();
        this.channel = channel;
        this.person = person;
        this.clicked = clicked;
        this.wording = wording;
    }

    /** How long it took until the bot acknowledged it in any way; empty while it has not. */
    public Optional<Duration> acknowledgedAfter() {
        synchronized (world) {
            return callback == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(acknowledged - made));
        }
    }

    /** Whether the bot asked for more time instead of answering at once. */
    public boolean deferred() {
        synchronized (world) {
            return callback == 5 || callback == 6;
        }
    }

    /** Whether only the person who asked sees the answer. */
    public boolean ephemeral() {
        synchronized (world) {
            return original != null && original != clicked && original.has(StoredMessage.EPHEMERAL);
        }
    }

    /**
     * The answer as it stands: the message that was made for it, or the clicked one after its change. Empty while the bot has only
     * asked for more time.
     */
    public Optional<Message> answer() {
        synchronized (world) {
            return answered() ? Optional.of(Message.of(original)) : Optional.empty();
        }
    }

    /** What the bot sent after the first answer. */
    public List<Message> followUps() {
        synchronized (world) {
            return followUps.stream().map(Message::of).toList();
        }
    }

    /** Waits for the acknowledgement and says how long it took from the click. */
    public Duration awaitAcknowledged(Duration limit) {
        return world.await(() -> "acknowledgement of " + wording, limit, this::acknowledgedAfter);
    }

    /** Waits for the answer. */
    public Message awaitAnswer(Duration limit) {
        return world.await(() -> "answer to " + wording, limit, this::answer);
    }

    /** Waits for the suggestions; only for what {@link Person#types} returned. */
    public List<Choice> awaitChoices(Duration limit) {
        return world.await(() -> "suggestions for " + wording, limit, () -> Optional.ofNullable(choices));
    }

    /** Waits for the form that the bot shows; the person fills it in with {@link Person#submits}. */
    public Modal awaitModal(Duration limit) {
        return world.await(
                () -> "form after " + wording,
                limit,
                () -> Optional.ofNullable(modal).map(Modal::of));
    }

    private boolean answered() {
        boolean changedClicked = original != null && original == clicked && callback == 6;
        return original != null
                && !original.has(StoredMessage.LOADING)
                && (!changedClicked || original.body().at().isAfter(at));
    }
}
