package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Person;
import java.util.HashSet;
import java.util.Set;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;

/** Who somebody is, with the roles of this moment. */
final class People {
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
                roles.addAll(roles(guild.retrieveMemberById(user.getId()).complete()));
            } catch (ErrorResponseException e) {
                if (e.getErrorResponse() != ErrorResponse.UNKNOWN_MEMBER
                        && e.getErrorResponse() != ErrorResponse.UNKNOWN_USER) {
                    throw e;
                }
            }
        }
        return roles;
    }
}
