package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;

/** Looks whether the bot can do its work, by logging in as it does. */
final class Checkup {
    private static final Duration LOGIN = Duration.ofSeconds(15);
    /** What the bot does, and nothing else. */
    static final EnumSet<Permission> NEEDED = EnumSet.of(
            Permission.VIEW_CHANNEL,
            Permission.MESSAGE_SEND,
            Permission.MESSAGE_SEND_IN_THREADS,
            Permission.CREATE_PUBLIC_THREADS,
            Permission.MESSAGE_EMBED_LINKS,
            Permission.MESSAGE_ATTACH_FILES,
            Permission.MESSAGE_HISTORY);

    private final Connection connection;
    private final Places places;

    Checkup(Connection connection, Places places) {
        this.connection = connection;
        this.places = places;
    }

    List<Symptom> examine() {
        List<Symptom> symptoms = new ArrayList<>();
        JDA jda;
        try {
            jda = connection.await(LOGIN);
        } catch (DeliveryException e) {
            return List.of(Symptom.fail("discord token", e.getMessage()));
        }
        String invite = invite(jda);
        symptoms.add(token(jda));
        Trouble trouble = connection.trouble();
        symptoms.add(
                trouble.text().isEmpty()
                        ? Symptom.ok("discord intents", "it hears what is written to it")
                        : Symptom.warn("discord intents", trouble.text()));
        try {
            MessageChannel home = places.find(jda, "");
            symptoms.add(home(home));
            symptoms.add(permissions(home, invite));
        } catch (DeliveryException e) {
            symptoms.add(Symptom.fail("discord home", e.getMessage()));
        }
        symptoms.add(Symptom.ok("discord invite", invite));
        return symptoms;
    }

    private static Symptom token(JDA jda) {
        String servers = jda.getGuilds().stream().map(Guild::getName).collect(Collectors.joining(", "));
        String who = jda.getSelfUser().getName() + ", in " + (servers.isEmpty() ? "no server yet" : servers);
        return jda.getGuilds().size() > 1
                ? Symptom.warn(
                        "discord token",
                        who + ": if you did not invite it to all of them, leave those and switch off Public Bot in the"
                                + " developer portal")
                : Symptom.ok("discord token", who);
    }

    private static Symptom home(MessageChannel home) {
        return home instanceof IThreadContainer || home instanceof PrivateChannel || home instanceof ThreadChannel
                ? Symptom.ok("discord home", Places.name(home))
                : Symptom.warn(
                        "discord home",
                        Places.name(home)
                                + ": no thread can be opened there for a report's answers; a text channel is better");
    }

    private static Symptom permissions(MessageChannel home, String invite) {
        if (!(home instanceof GuildMessageChannel channel)) {
            return Symptom.ok("discord permissions", "none needed to write to a person");
        }
        EnumSet<Permission> missing = EnumSet.copyOf(NEEDED);
        missing.removeAll(channel.getGuild().getSelfMember().getPermissions(channel));
        return missing.isEmpty()
                ? Symptom.ok("discord permissions", "all that are needed in #" + channel.getName())
                : Symptom.fail(
                        "discord permissions",
                        "in #%s the bot lacks %s: give them to its role there, or invite it again: %s"
                                .formatted(
                                        channel.getName(),
                                        missing.stream()
                                                .map(Permission::getName)
                                                .collect(Collectors.joining(", ")),
                                        invite));
    }

    /** The address at which an owner of a server lets the bot in, with exactly these permissions. */
    private static String invite(JDA jda) {
        jda.setRequiredScopes("applications.commands");
        return jda.getInviteUrl(NEEDED);
    }
}
