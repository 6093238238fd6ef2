package dev.midwatch.core.view;

import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.agent.Reply;
import dev.midwatch.core.agent.RunListener;
import dev.midwatch.core.agent.RunRequest;
import dev.midwatch.core.agent.StopReason;
import dev.midwatch.core.agent.ToolUse;
import dev.midwatch.core.agent.Words;
import dev.midwatch.core.chat.FindingTalks;
import dev.midwatch.core.chat.Interruption;
import dev.midwatch.core.chat.Talk;
import dev.midwatch.core.chat.ToolWords;
import dev.midwatch.core.tool.Authority;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Talks with the model on behalf of whoever looks at a page or asks through the API; one turn at a time in each session. */
public final class Chat {
    private static final int MOST_TURNS = 8;

    private final Talk talk;
    private final ChatSessions sessions;
    private final Findings findings;
    private final Proposals proposals;
    private final Optional<String> model;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(MOST_TURNS);
    private final Map<String, Interruption> going = new ConcurrentHashMap<>();

    /** @param model its name, if one is configured */
    public Chat(Talk talk, Findings findings, Proposals proposals, Optional<String> model, InstantSource clock) {
        this.talk = talk;
        this.sessions = new ChatSessions(talk.sessions(), talk.findings());
        this.findings = findings;
        this.proposals = proposals;
        this.model = model;
        this.clock = clock;
    }

    /** The name of the model that answers, if one is configured. */
    public Optional<String> model() {
        return model;
    }

    /** Why nobody has to be asked, in a sentence; empty if the model can be. */
    public Optional<String> unavailable() {
        return talk.agent()
                .unavailable()
                .map(why -> why == StopReason.DAILY_BUDGET
                        ? "the tokens of this day are used up"
                        : "no model is configured (OPENAI_BASE_URL, model.default)");
    }

    /** The same as a word, {@code no_model}. */
    public Optional<String> reasonUnavailable() {
        return talk.agent().unavailable().map(RunRows::word);
    }

    /** Words that go on with a session, or with a copy of it where it is somebody else's; without one they begin a fresh one. */
    public Said said(Optional<String> session, String text, Actor actor) {
        return sessions.said(session, text, actor);
    }

    /** As the other, where nobody says anything meanwhile. */
    public ChatReply say(Said said, ChatListener listener) {
        return say(said, List::of, listener);
    }

    /**
     * Works until there is an answer, on the caller's thread, which {@link #stop} interrupts.
     *
     * @param more what the same person has said meanwhile, each once; asked for while the model works
     * @throws Refusal if there is no model, too much is going on, or that session is at work or unknown
     */
    public ChatReply say(Said said, Supplier<List<String>> more, ChatListener listener) {
        unavailable().ifPresent(why -> {
            throw new Refusal(Refusal.Why.UNAVAILABLE, why);
        });
        if (said.text().isBlank()) {
            throw Refusal.invalid("nothing was said");
        }
        refuseLong(said);
        if (!turns.tryAcquire()) {
            throw new Refusal(
                    Refusal.Why.UNAVAILABLE, "%d answers are being worked on; ask again later".formatted(MOST_TURNS));
        }
        try {
            Optional<FindingRow> about = said.about().map(findings::get);
            String session = sessions.of(said, about.map(FindingRow::fingerprint));
            return work(said, evidence(about, session), session, more, listener);
        } finally {
            turns.release();
        }
    }

    /** All of it is kept, and each answer is paid for by its length. */
    private static void refuseLong(Said said) {
        if (said.earlier().size() > Said.MOST_EARLIER) {
            throw Refusal.invalid("at most %d earlier turns, not %d"
                    .formatted(Said.MOST_EARLIER, said.earlier().size()));
        }
        Stream.concat(Stream.of(said.text()), said.earlier().stream().map(TurnRow::text))
                .mapToInt(String::length)
                .filter(length -> length > Said.MOST_CHARACTERS)
                .findFirst()
                .ifPresent(length -> {
                    throw Refusal.invalid(
                            "a text has at most %d characters, not %d".formatted(Said.MOST_CHARACTERS, length));
                });
    }

    private List<Evidence> evidence(Optional<FindingRow> about, String session) {
        return about.map(finding -> AboutFinding.evidence(finding, proposals.about(finding.fingerprint())))
                .orElseGet(() -> talk.findings().finding(session).stream().toList());
    }

    private ChatReply work(
            Said said, List<Evidence> evidence, String session, Supplier<List<String>> more, ChatListener listener) {
        Interruption interruption = new Interruption();
        if (going.putIfAbsent(session, interruption) != null) {
            throw atWork(session);
        }
        Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<FindingTalks.Floor> floor = Optional.empty();
        try {
            floor = talk.findings().tryTake(session);
            if (floor.isEmpty()) {
                throw atWork(session);
            }
            if (!interruption.begin()) {
                // Stopped in between: the agent ends at once.
                Thread.currentThread().interrupt();
            }
            listener.begins(session);
            Reply reply = talk.agent()
                    .run(
                            request(said, evidence, session),
                            () -> more.get().stream()
                                    .map(text -> new Words(text, List.of()))
                                    .toList(),
                            new Following(listener));
            return reply(reply, session, proposals.of(said.actor().who(), start));
        } finally {
            floor.ifPresent(FindingTalks.Floor::close);
            interruption.end();
            going.remove(session);
        }
    }

    private static Refusal atWork(String session) {
        return Refusal.conflict("the session " + session + " is still at work");
    }

    /** Whether somebody may go on with a session: one's own, or the talk about a finding that people of one's level have. */
    public boolean mayGoOn(String session, Actor actor) {
        return talk.sessions()
                .find(session)
                .filter(one -> sessions.mayGoOn(one, actor))
                .isPresent();
    }

    /** Tells whoever follows a turn what its run does, in a surface's words. */
    private record Following(ChatListener listener) implements RunListener {
        @Override
        public void uses(ToolUse use) {
            listener.uses(step(use));
        }

        @Override
        public void used(ToolUse use, boolean failed) {
            listener.used(step(use), failed);
        }

        @Override
        public void says(String lines) {
            listener.says(lines);
        }

        @Override
        public void startsOver() {
            listener.startsOver();
        }

        private static ToolStep step(ToolUse use) {
            return new ToolStep(use.tool(), ToolWords.of(use));
        }
    }

    /** Ends what a session is working on; false if it is not. */
    public boolean stop(String session) {
        Interruption at = going.get(session);
        if (at != null) {
            at.ask(Interruption.Why.STOPPED);
        }
        return at != null;
    }

    private RunRequest request(Said said, List<Evidence> evidence, String session) {
        return new RunRequest(
                RunRequest.CONVERSATION,
                "chat",
                UUID.randomUUID().toString(),
                talk.prompt().get(),
                said.text(),
                evidence,
                talk.tools()
                        .offer(Authority.attended(
                                        said.actor().who(), said.actor().level(), talk.access())
                                .in(session)),
                talk.limits(),
                Optional.of(session),
                said.model());
    }

    private static ChatReply reply(Reply reply, String session, List<ProposalRow> proposed) {
        return new ChatReply(
                session,
                reply.text(),
                reply.stopped().map(Reply.Stopped::detail),
                reply.stopped().map(stopped -> RunRows.word(stopped.reason())),
                reply.usage().input(),
                reply.usage().output(),
                reply.usage().toolCalls(),
                proposed);
    }
}
