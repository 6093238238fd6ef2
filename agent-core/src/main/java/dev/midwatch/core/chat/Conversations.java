package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.tool.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where everything that people say comes in: who is it, what may they do, and who answers it. */
public final class Conversations implements Inbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
    private static final long MILLIS_TO_END = 2_000;
    private static final int MOST_TURNS = 8;

    private final People people;
    private final Strangers strangers;
    private final Decisions decisions;
    private final Commands commands;
    private final Reports reports;
    private final Turns turns;
    private final Answering answering;
    private final Typing typing;
    private final Outbox outbox;
    private final Executor workers;

    private Conversations(
            People people,
            Strangers strangers,
            Decisions decisions,
            Commands commands,
            Reports reports,
            Turns turns,
            Answering answering,
            Typing typing,
            Outbox outbox,
            Executor workers) {
        this.people = people;
        this.strangers = strangers;
        this.decisions = decisions;
        this.commands = commands;
        this.reports = reports;
        this.turns = turns;
        this.answering = answering;
        this.typing = typing;
        this.outbox = outbox;
        this.workers = workers;
    }

    /** @param workers where people are answered; so many turns go on at once, and commands besides */
    public static Conversations of(
            People people,
            Decisions decisions,
            Talk talk,
            CommandParts parts,
            Outbox outbox,
            Channels channels,
            Database database,
            Clock clock,
            Executor workers) {
        return of(people, decisions, talk, parts, outbox, channels, database, clock, workers, Pace.USUAL);
    }

    static Conversations of(
            People people,
            Decisions decisions,
            Talk talk,
            CommandParts parts,
            Outbox outbox,
            Channels channels,
            Database database,
            Clock clock,
            Executor workers,
            Pace pace) {
        ConversationStore store = new ConversationStore(database);
        Reports reports = new Reports(outbox, parts.proposals(), clock);
        Typing typing = new Typing(channels, pace.pulse());
        Answering answering = new Answering(new Turn(talk, store, reports), store, outbox, channels, pace, clock);
        Turns turns = new Turns(new BoundedWorkers(workers, MOST_TURNS), typing, answering);
        return new Conversations(
                people,
                new Strangers(clock),
                decisions,
                Commands.all(parts, decisions, store, talk.findings(), turns, outbox, clock),
                reports,
                turns,
                answering,
                typing,
                outbox,
                workers);
    }

    /** Takes up what the process before left undone; to be called before anybody is heard. */
    public void resume() {
        answering.settleWhatIsOwed();
    }

    /** Who may do what has changed: what is being done for people who may not have it done any more ends. */
    public void peopleHaveChanged() {
        turns.stopWhere((place, person) -> people.level(place.channel(), person)
                .filter(level -> level.includes(place.level()))
                .isEmpty());
    }

    @Override
    public void message(InboundMessage message) {
        String channel = Channels.nameOf(message.target());
        Optional<Level> level = people.level(channel, message.person());
        if (message.target().contains(",")) {
            LOG.warn("channel {} handed in a message of two places; it is dropped", channel);
        } else if (level.isEmpty()) {
            turnAway(channel, message);
        } else {
            typing.once(message.target());
            hear(message, who(channel, message.person()), level.get());
        }
    }

    private void turnAway(String channel, InboundMessage message) {
        LOG.info("{} spoke and may not", who(channel, message.person()));
        if (strangers.deservesALine(channel, message.person())) {
            workers.execute(() -> say(message.target(), Strangers.LINE));
        }
    }

    private void hear(InboundMessage message, String who, Level level) {
        Optional<Spoken> decision = Spoken.of(message.text());
        if (CommandLine.is(message.text())) {
            answer(
                    message,
                    () -> commands.answer(new Asked(commands.read(message), who, level))
                            .text());
        } else if (decision.isPresent()) {
            Approver by = new Approver(who, level);
            answer(message, () -> decisions.spoken(decision.get(), reports.askedAt(message), by));
        } else {
            talk(message, level);
        }
    }

    private void talk(InboundMessage message, Level level) {
        if (turns.say(new Place(message.target(), level), message) == Turns.Heard.REFUSED) {
            workers.execute(
                    () -> say(
                            message.target(),
                            "I am still busy with what was said here before, and have not taken this in. Say it again later, or `/stop`."));
        }
        // An edit between the question who this is and the turn saw no turn to end.
        peopleHaveChanged();
    }

    /** Without the model. */
    private void answer(InboundMessage message, Supplier<String> words) {
        Typing.Beat beat = typing.begin(message.target());
        workers.execute(() -> {
            try (beat) {
                say(message.target(), guarded(message.target(), words, text -> text));
            }
        });
    }

    /** People are told of what breaks as well. */
    private static <T> T guarded(String who, Supplier<T> work, Function<String, T> telling) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            LOG.error("{} asked for something that broke", who, e);
            return telling.apply(plain("I could not do this: " + e.getMessage()));
        }
    }

    private void say(String target, String text) {
        outbox.enqueue(OutboundMessage.of("answer-" + UUID.randomUUID(), target, text));
    }

    @Override
    public String decide(Decision decision) {
        String who = who(decision.channel(), decision.person());
        return people.level(decision.channel(), decision.person())
                .map(level -> guarded(
                        who, () -> plain(decisions.pressed(decision.value(), new Approver(who, level))), text -> text))
                .orElseGet(() -> refused(who));
    }

    @Override
    public List<Command> commands() {
        return commands.specs();
    }

    @Override
    public Answer command(Command.Call call) {
        String channel = Channels.nameOf(call.target());
        String who = who(channel, call.person());
        return people.level(channel, call.person())
                .map(level -> guarded(who, () -> commands.answer(new Asked(call, who, level)), Answer::personal))
                .orElseGet(() -> Answer.personal(refused(who)));
    }

    @Override
    public List<String> complete(Command.Call call, String option) {
        return people.level(Channels.nameOf(call.target()), call.person())
                .map(level -> commands.complete(call, option, level))
                .orElse(List.of());
    }

    private static String who(String channel, Person person) {
        return channel + ":" + person.id();
    }

    private static String refused(String who) {
        LOG.info("{} pressed or commanded something and may not", who);
        return Strangers.LINE;
    }

    private static String plain(String text) {
        return PlainText.ofProcess().of(text);
    }

    /** Whether nobody is being answered by the model. */
    boolean isQuiet() {
        return turns.isQuiet();
    }

    /** Cuts off whoever is being answered; the next start says so. */
    @Override
    public void close() {
        turns.close(MILLIS_TO_END);
        answering.close();
        typing.close();
    }
}
