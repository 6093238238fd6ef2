package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;

/** What the bot may do at a place, as far as JDA was told. */
final class Rights {
    private Rights() {}

    /** Before the first page is sent, so that no half of a message stands there. */
    static void require(MessageChannel place, List<Page> pages) throws DeliveryException {
        if (!(place instanceof GuildMessageChannel channel)) {
            return;
        }
        Set<Permission> missing = needed(channel, pages);
        missing.removeIf(one -> channel.getGuild().getSelfMember().hasPermission(channel, one));
        if (missing.contains(Permission.VIEW_CHANNEL)) {
            // Who may not see a channel may do nothing there.
            missing.retainAll(Set.of(Permission.VIEW_CHANNEL));
        }
        if (!missing.isEmpty()) {
            throw Refusals.lacking(missing, Places.name(place));
        }
    }

    /** Direct messages give every right there is. */
    static boolean has(MessageChannel place, Permission permission) {
        return !(place instanceof GuildMessageChannel channel)
                || channel.getGuild().getSelfMember().hasPermission(channel, permission);
    }

    private static Set<Permission> needed(GuildMessageChannel channel, List<Page> pages) {
        Set<Permission> needed = EnumSet.of(
                Permission.VIEW_CHANNEL,
                channel.getType().isThread() ? Permission.MESSAGE_SEND_IN_THREADS : Permission.MESSAGE_SEND);
        if (pages.stream().anyMatch(page -> !page.embeds().isEmpty())) {
            needed.add(Permission.MESSAGE_EMBED_LINKS);
        }
        if (pages.stream().anyMatch(page -> !page.files().isEmpty())) {
            needed.add(Permission.MESSAGE_ATTACH_FILES);
        }
        return needed;
    }

    /** As Discord's own settings call them. */
    static String names(Set<Permission> some) {
        return some.stream().map(one -> "\"" + one.getName() + "\"").collect(Collectors.joining(" and "));
    }
}
