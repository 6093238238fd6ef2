package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.Person;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who somebody is, with the roles of this moment. */
final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private People() {}

    /** @param member as the event brought it; null where somebody writes to the bot alone */
    static Person of(User user, Member member) {
        return new Person(user.getId(), user.getEffectiveName(), member == null ? everywhere(user) : roles(member));
    }

    private static Set<String> roles(Member member) {
        Set<String> roles = new HashSet<>();
        member.getRoles().stream().map(ISnowflake::getId).forEach(roles::add);
        return roles;
    }

    /** The roles in every server that the bot shares with the person; asks Discord, so it may take a moment. */
    private static Set<String> everywhere(User user) {
        Set<String> roles = new HashSet<>();
        for (Guild guild : user.getJDA().getGuilds()) {
            try {
                roles.addAll(roles(Calls.get(() -> guild.retrieveMemberById(user.getId()), guild.getName(), PATIENCE)));
            } catch (DeliveryException e) {
                // Fewer rights than the person has are safe; nobody at all is answered otherwise.
                LOG.debug("the roles of {} in {} are not known: {}", user.getId(), guild.getName(), e.getMessage());
            }
        }
        return roles;
    }
}
