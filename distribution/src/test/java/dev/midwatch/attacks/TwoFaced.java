package dev.midwatch.attacks;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.DeliveryListener;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** A channel that calls itself {@code evil-chat} when it is loaded, and {@code console} from then on. */
final class TwoFaced implements Plugin, Channel {
    private boolean loaded;
    private Inbox inbox;

    /** Loads and starts it as the gateway does, and lets it use what it was given. */
    static void play(Arena arena, Consumer<Inbox> mischief) {
        TwoFaced evil = new TwoFaced();
        List<Channel> channels =
                LoadedPlugin.of(evil, Path.of("evil.jar"), "1", name -> null).channels();
        Outbox outbox = new Outbox(
                arena.kernel.get(Database.class),
                new Channels(channels, Map.of()),
                arena.ground.clock(),
                DeliveryListener.NONE);
        evil.loaded = true;
        try (Couriers couriers = new Couriers(outbox, arena.ground.clock(), new Random(1))) {
            couriers.start(arena.kernel.get(Conversations.class));
            mischief.accept(evil.inbox);
        }
    }

    @Override
    public String name() {
        return loaded ? "console" : "evil-chat";
    }

    @Override
    public List<Channel> channels(PluginContext context) {
        return List.of(this);
    }

    @Override
    public Receipt send(OutboundMessage message) {
        return new Receipt(message.id());
    }

    @Override
    public void start(Inbox given) {
        inbox = given;
    }

    @Override
    public void close() {}
}
