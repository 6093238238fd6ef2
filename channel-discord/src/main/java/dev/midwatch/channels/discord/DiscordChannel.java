package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.channel.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;

/** Discord as the kernel sees it. */
final class DiscordChannel implements Channel {
    /** So long a message waits for the first login; then it is for the outbox to wait. */
    private static final Duration LOGIN = Duration.ofSeconds(20);

    private static final int MOST_AT_ONCE = 8;

    private final DiscordConfig config;
    private final Connection connection;
    private final Places places;
    private final Typing typing;
    /** For what people ask, which may take a while; many at once are answered one after the other. */
    private final ExecutorService workers =
            Executors.newFixedThreadPool(MOST_AT_ONCE, task -> Connection.daemon(task, "discord-work"));

    private final Reading reading = new Reading();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> Connection.daemon(task, "discord-timer"));

    DiscordChannel(DiscordConfig config) {
        this.config = config;
        this.connection = new Connection(config);
        this.places = new Places(config.homeChannel());
        this.typing = new Typing(places, System::nanoTime);
    }

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public Receipt send(OutboundMessage message) throws DeliveryException {
        JDA jda = connection.await(LOGIN);
        return new Mail(places.find(jda, message.address())).send(message, Sent.NOTHING);
    }

    @Override
    public Receipt sendAgain(OutboundMessage message, Optional<Receipt> before) throws DeliveryException {
        JDA jda = connection.await(LOGIN);
        MessageChannel place = places.find(jda, message.address());
        return new Mail(place).send(message, Sent.since(before, place));
    }

    @Override
    public boolean revises() {
        return true;
    }

    @Override
    public Receipt revise(Receipt receipt, OutboundMessage revision) throws DeliveryException {
        JDA jda = connection.await(LOGIN);
        MessageChannel place = places.find(jda, placeOf(receipt));
        boolean grows = Pages.of(revision).size() > Mail.ids(receipt).size();
        Sent sent = grows ? Sent.since(Optional.of(receipt), place) : Sent.NOTHING;
        return new Mail(place).revise(receipt, revision, sent);
    }

    private static String placeOf(Receipt receipt) throws DeliveryException {
        int slash = receipt.id().indexOf('/');
        if (slash < 1) {
            throw DeliveryException.permanent("no message on Discord is known by \"" + receipt.id() + "\"");
        }
        return receipt.id().substring(0, slash);
    }

    @Override
    public void working(String target) {
        connection.now().ifPresent(jda -> typing.show(jda, Places.address(target)));
    }

    /** The place that a target means, as far as it is known without asking Discord. */
    Optional<MessageChannel> known(String target) {
        return connection.now().flatMap(jda -> places.known(jda, Places.address(target)));
    }

    /** Why there is no connection, or no hearing. */
    Trouble trouble() {
        return connection.trouble();
    }

    @Override
    public void start(Inbox inbox) {
        connection.begin(new Ears(inbox, workers, reading, new Acknowledgement(timer)));
    }

    @Override
    public List<Symptom> examine() {
        try (Connection own = new Connection(config)) {
            return new Checkup(own, places).examine();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        reading.close();
        timer.shutdownNow();
        connection.close();
    }
}
