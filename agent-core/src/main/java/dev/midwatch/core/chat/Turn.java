package dev.midwatch.core.chat;

import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.core.agent.Reply;
import dev.midwatch.core.agent.RunRequest;
import dev.midwatch.core.agent.StopReason;
import dev.midwatch.core.agent.Usage;
import dev.midwatch.core.agent.Words;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.tool.Authority;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One turn of a conversation: the model answers what somebody said, with the tools which that person may use. */
record Turn(Talk talk, ConversationStore store, Reports reports) {
    private static final String NO_MODEL = "I can talk only with a model (OPENAI_BASE_URL, model.default). "
            + "What is broken: `/findings`; what waits for you: `/status`; all I understand without one: `/help`.";
    private static final String SPENT =
            "The tokens of this day are used up, so I cannot talk until midnight. What I understand without a model: `/help`.";

    /** Why nobody has to be asked; empty if the model can be. */
    Optional<String> unavailable() {
        return talk.agent().unavailable().map(why -> why == StopReason.DAILY_BUDGET ? SPENT : NO_MODEL);
    }

    /**
     * Runs on this thread, and ends early if that is interrupted.
     *
     * @param more what was said there meanwhile
     */
    Reply answer(Place place, InboundMessage message, Supplier<List<InboundMessage>> more, Progress progress) {
        String session = session(place);
        // Others may be talking about the same finding elsewhere.
        Optional<FindingTalks.Floor> floor =
                talk.findings().take(session, talk.limits().runBudget());
        if (floor.isEmpty()) {
            return new Reply(
                    new Reply.Stopped(StopReason.WALL_CLOCK, "others are still talking about this; ask again"),
                    Usage.NONE,
                    Optional.empty());
        }
        try (FindingTalks.Floor taken = floor.get()) {
            return answer(place, message, more, progress, session);
        }
    }

    private Reply answer(
            Place place,
            InboundMessage message,
            Supplier<List<InboundMessage>> more,
            Progress progress,
            String session) {
        Words words = words(place, message);
        RunRequest request = new RunRequest(
                RunRequest.CONVERSATION,
                "chat",
                UUID.randomUUID().toString(),
                talk.prompt().get(),
                words.text(),
                words.evidence(),
                talk.tools()
                        .offer(Authority.attended(place.target(), place.level(), talk.access())
                                .in(session)),
                talk.limits(),
                Optional.of(session),
                Optional.empty());
        return talk.agent()
                .run(
                        request,
                        () -> more.get().stream().map(one -> words(place, one)).toList(),
                        progress);
    }

    /** Shows what was proposed in a turn, however that ended. */
    void putForward(Place place, Instant begun, Instant now, Outbox outbox) {
        talk.forward().show(place.target(), begun.truncatedTo(ChronoUnit.MILLIS), now, outbox);
    }

    private Words words(Place place, InboundMessage message) {
        return Framing.of(message, place.level(), reports.of(message));
    }

    /**
     * Kept before it is used, so that a restart goes on with it. A place that was opened for answers to the report of one finding goes on
     * with the talk about that finding, wherever it began.
     */
    private String session(Place place) {
        Optional<String> known = store.session(place);
        String session = reports.findingAt(place.target())
                .map(finding -> talk.findings().open(finding, place.level(), known))
                .or(() -> known)
                .orElseGet(() -> talk.sessions()
                        .start(RunRequest.CONVERSATION, place.target())
                        .id());
        if (!known.equals(Optional.of(session))) {
            store.begin(place, session);
        }
        return session;
    }
}
