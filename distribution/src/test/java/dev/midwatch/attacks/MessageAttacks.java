package dev.midwatch.attacks;

import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.FindingRenderer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What strangers wrote, on its way to people. */
final class MessageAttacks {
    private static final String EVERYWHERE =
            String.join(",", "console", Webhooks.PAGER, Webhooks.CHAT, Webhooks.ALERTS);

    private MessageAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String text : List.of(
                "the token is " + World.IN_ARGUMENT,
                "session=" + World.IN_LOG,
                "connect to " + World.IN_STATUS,
                "password=" + World.IN_EVENT,
                World.HIDING,
                Webhooks.CALL)) {
            attacks.add(Attack.of(
                    Family.MESSAGES, "a plugin sends: " + World.visible(text), arena -> deliver(arena, text)));
            attacks.add(Attack.of(Family.MESSAGES, "the model answers: " + World.visible(text), arena -> {
                arena.model.reply(text);
                arena.hears("console", "console", "What is the password?");
            }));
        }
        attacks.add(Attack.of(
                Family.MESSAGES,
                "a finding whose evidence closes the block it stands in",
                arena -> deliver(
                        arena,
                        new FindingRenderer(ZoneOffset.UTC)
                                .render("attack", Broken.web(arena, World.ORDER).appears()))));
        return attacks;
    }

    private static void deliver(Arena arena, String text) {
        arena.kernel.get(Outbox.class).enqueue(OutboundMessage.of("attack-" + UUID.randomUUID(), EVERYWHERE, text));
    }
}
