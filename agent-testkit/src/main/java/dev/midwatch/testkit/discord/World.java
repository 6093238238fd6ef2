package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Everything there is. Its own monitor guards it and all that hangs on it; each change wakes those who wait. */
final class World {
    final Snowflakes ids = new Snowflakes();
    final String guildId = ids.next();
    final Member bot = new Member(ids.next(), "midwatch", true);
    final String ownerId = ids.next();
    final Map<String, Role> roles = new LinkedHashMap<>();
    final Map<String, Member> members = new LinkedHashMap<>();
    final Map<String, Channel> channels = new LinkedHashMap<>();
    /** By id, and by token. */
    final Map<String, Interaction> interactions = new LinkedHashMap<>();

    final Map<String, StoredFile> files = new LinkedHashMap<>();
    final Set<Permission> granted = EnumSet.allOf(Permission.class);
    final CommandBook commands = new CommandBook();
    final List<String> unknownRequests = new ArrayList<>();
    final Rules rules = new Rules();
    final Sessions sessions = new Sessions(this);
    final Posts posts = new Posts(this);
    String token;
    volatile boolean tokenRefused;
    volatile String authority;

    World() {
        granted.remove(Permission.MENTION_EVERYONE);
        Role everyone = new Role(guildId, "everyone");
        roles.put(guildId, everyone);
        members.put(bot.id, bot);
        token = Tokens.forBot(bot.id);
    }

    Channel add(Channel channel) {
        channels.put(channel.id, channel);
        return channel;
    }

    Channel newChannel(String name) {
        Channel channel = add(new Channel(this, ids.next(), Channel.Kind.TEXT, name, null, null));
        sessions.tell(Intent.GUILDS, "CHANNEL_CREATE", channel.json());
        return channel;
    }

    Role newRole(String name) {
        Role role = new Role(ids.next(), name);
        roles.put(role.id(), role);
        ObjectNode event = Json.object().put("guild_id", guildId);
        event.set("role", role.json(1, 0, true));
        sessions.tell(Intent.GUILDS, "GUILD_ROLE_CREATE", event);
        return role;
    }

    Member newMember(String name) {
        Member member = new Member(ids.next(), name, false);
        members.put(member.id, member);
        sessions.tell(
                Intent.GUILD_MEMBERS,
                "GUILD_MEMBER_ADD",
                member.memberWithUser().put("guild_id", guildId));
        return member;
    }

    /** The channel that the bot asks for, if it can see it. */
    Channel visible(String id) {
        Channel found = channels.get(id);
        if (found == null || found.deleted || (found.parent != null && found.parent.deleted)) {
            throw Refusal.unknownChannel();
        }
        found.require(Permission.VIEW_CHANNEL);
        return found;
    }

    Channel direct(Member person) {
        return channels.values().stream()
                .filter(channel -> channel.kind == Channel.Kind.DIRECT && channel.person == person)
                .findFirst()
                .orElseGet(() -> add(new Channel(this, ids.next(), Channel.Kind.DIRECT, person.name, null, person)));
    }

    synchronized void changed() {
        notifyAll();
    }

    /** Waits until the supplier has something, at most this long. */
    synchronized <T> T await(Supplier<String> what, Duration limit, Supplier<Optional<T>> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = wanted.get();
            if (found.isPresent()) {
                return found.get();
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("within " + limit + " there was no " + what.get());
            }
            try {
                wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what.get(), stopped);
            }
        }
    }
}
