package dev.midwatch.core.view;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.agent.Reply;
import dev.midwatch.core.agent.RunListener;
import dev.midwatch.core.agent.RunRequest;
import dev.midwatch.core.agent.StopReason;
import dev.midwatch.core.agent.ToolUse;
import dev.midwatch.core.chat.Interruption;
import dev.midwatch.core.chat.Talk;
import dev.midwatch.core.chat.ToolWords;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Authority;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Talks with the model on behalf of whoever looks at a page or asks through the API; one turn at a time in each session. */
public final class Chat {
    private static final int MOST_TURNS = 8;
    private static final int TITLE = 60;

    private final Talk talk;
    private final Proposals proposals;
    private final Optional<String> model;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(MOST_TURNS);
    private final Map<String, Interruption> going = new ConcurrentHashMap<>();

    /** @param model its name, if one is configured */
    public Chat(Talk talk, Proposals proposals, Optional<String> model, InstantSource clock) {
        this.talk = talk;
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

    /**
     * Works until there is an answer, on the caller's thread, which {@link #stop} interrupts.
     *
     * @param begun    hears the session's id, before the model is asked
     * @param progress hears of each tool before it is used; must not wait for a slow reader
     * @throws Refusal if there is no model, too much is going on, or that session is at work or unknown
     */
    public ChatReply say(Said said, Consumer<String> begun, Consumer<ToolStep> progress) {
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
            return work(said, session(said), begun, progress);
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

    private ChatReply work(Said said, String session, Consumer<String> begun, Consumer<ToolStep> progress) {
        Interruption interruption = new Interruption();
        if (going.putIfAbsent(session, interruption) != null) {
            throw Refusal.conflict("the session " + session + " is still at work");
        }
        Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            if (!interruption.begin()) {
                // Stopped in between: the agent ends at once.
                Thread.currentThread().interrupt();
            }
            begun.accept(session);
            Reply reply = talk.agent().run(request(said, session), List::of, new RunListener() {
                @Override
                public void uses(ToolUse use) {
                    progress.accept(new ToolStep(use.tool(), ToolWords.of(use)));
                }
            });
            return reply(reply, session, proposals.of(said.actor().who(), start));
        } finally {
            interruption.end();
            going.remove(session);
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

    private String session(Said said) {
        if (said.session().isPresent()) {
            String id = said.session().get();
            Session session = talk.sessions().find(id).orElseThrow(() -> Refusal.notFound("there is no session " + id));
            if (!session.origin().equals(said.actor().who())) {
                throw Refusal.conflict("the session " + id + " is of " + session.origin()
                        + "; what others said in it must not speak with your rights");
            }
            return id;
        }
        List<Turn> earlier = said.earlier().stream().map(Chat::turn).toList();
        String id =
                talk.sessions().start(title(said.text()), said.actor().who()).id();
        earlier.forEach(turn -> talk.sessions().append(id, turn));
        return id;
    }

    /** Shortened afterwards: the half of a secret is not known for one. */
    private static String title(String text) {
        String line = PlainText.ofProcess().of(text.strip().lines().findFirst().orElse(""));
        return line.codePointCount(0, line.length()) <= TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE - 1)) + "…";
    }

    private static Turn turn(TurnRow row) {
        return Arrays.stream(Turn.Role.values())
                .filter(role -> RunRows.word(role).equals(row.role()))
                .findFirst()
                .map(role -> new Turn(role, row.text(), row.at()))
                .orElseThrow(() -> Refusal.invalid("role: " + row.role() + " is none of "
                        + Arrays.stream(Turn.Role.values()).map(RunRows::word).collect(Collectors.joining(", "))));
    }

    private RunRequest request(Said said, String session) {
        return new RunRequest(
                RunRequest.CONVERSATION,
                "chat",
                UUID.randomUUID().toString(),
                talk.prompt().get(),
                said.text(),
                List.of(),
                talk.tools()
                        .offer(Authority.attended(
                                said.actor().who(), said.actor().level(), talk.access())),
                talk.limits(),
                Optional.of(session),
                Optional.empty());
    }

    private static ChatReply reply(Reply reply, String session, List<ProposalRow> proposed) {
        return new ChatReply(
                session,
                reply.text(),
                reply.stopped().map(Reply.Stopped::detail),
                reply.usage().input(),
                reply.usage().output(),
                proposed);
    }
}
