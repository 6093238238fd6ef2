package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.testkit.discord.Interaction.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one person does without writing a message; each becomes an interaction that the bot is told of. */
final class Gestures {
    private final World world;
    private final Member member;

    Gestures(World world, Member member) {
        this.world = world;
        this.member = member;
    }

    Interaction click(Message message, String customId) {
        StoredMessage stored = message.place().channel.message(message.id());
        Button button = Message.of(stored).buttons().stream()
                .filter(one -> one.id().equals(customId) && !one.disabled())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no button " + customId + " to click"));
        if (stored.has(StoredMessage.EPHEMERAL) && stored.interaction.person != member) {
            throw new IllegalArgumentException(member.name + " does not see that message");
        }
        String wording = "[" + button.label() + "]";
        return sent(
                new Interaction(world, Kind.CLICK, stored.channel, member, stored, wording),
                Json.object().put("custom_id", customId).put("component_type", 2));
    }

    Interaction command(String command, Map<String, ?> options, Channel channel) {
        ObjectNode data = world.commands.invocation(command, options, "");
        return sent(new Interaction(world, Kind.COMMAND, channel, member, null, wording(command, options)), data);
    }

    Interaction type(String command, Map<String, ?> before, String option, String prefix, Channel channel) {
        Map<String, Object> options = new LinkedHashMap<>(before);
        options.put(option, prefix);
        ObjectNode data = world.commands.invocation(command, options, option);
        return sent(new Interaction(world, Kind.COMPLETION, channel, member, null, wording(command, options)), data);
    }

    Interaction submit(Interaction shown, Map<String, String> values) {
        if (shown.modal == null || shown.person != member) {
            throw new IllegalArgumentException("no form was shown to " + member.name);
        }
        String wording = "{" + Modal.of(shown.modal).title() + "}";
        return sent(
                new Interaction(world, Kind.SUBMISSION, shown.channel, member, shown.clicked, wording),
                Modal.filled(shown.modal, values));
    }

    private static String wording(String command, Map<String, ?> options) {
        StringBuilder wording = new StringBuilder("/" + command);
        options.forEach(
                (name, value) -> wording.append(' ').append(name).append(':').append(value));
        return wording.toString();
    }

    private Interaction sent(Interaction interaction, ObjectNode data) {
        world.interactions.put(interaction.id, interaction);
        world.interactions.put(interaction.token, interaction);
        world.sessions.tell(Intent.ALWAYS, "INTERACTION_CREATE", InteractionJson.event(interaction, data));
        return interaction;
    }
}
