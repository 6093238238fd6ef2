package dev.midwatch.testkit.discord;

import java.time.Duration;
import java.util.List;

/**
 * A Discord on a free loopback port, faithful enough that an unmodified client library logs in and works: one guild, its people, and
 * one bot, which is what is tested.
 *
 * <pre>{@code
 * try (LoopbackDiscord discord = LoopbackDiscord.start()) {
 *     Place alerts = discord.channel("alerts");
 *     Person roger = discord.person("roger", discord.role("ops"));
 *     ... start the bot with discord.botToken(), discord.apiBaseUrl(), discord.gatewayUrl() ...
 *     roger.says(alerts, discord.botMention() + " what is broken?");
 *     Message answer = alerts.awaitMessage(Duration.ofSeconds(5), Message::byBot);
 * }
 * }</pre>
 *
 * Safe for use by several threads.
 */
public final class LoopbackDiscord implements AutoCloseable {
    private final World world = new World();
    private final Faults faults = new Faults();
    private final Buckets buckets = new Buckets();
    private final LoopbackServer server;

    private LoopbackDiscord() {
        server = LoopbackServer.start(new Front(world, new Rest(world, faults, buckets)));
        world.authority = server.authority();
    }

    /** Starts one; it has no channel and no person yet. */
    public static LoopbackDiscord start() {
        return new LoopbackDiscord();
    }

    /** Where its REST API is, with the slash at the end. */
    public String apiBaseUrl() {
        return "http://" + world.authority + Rest.ROOT;
    }

    /** Where its gateway is. */
    public String gatewayUrl() {
        return "ws://" + world.authority + "/gateway";
    }

    /** The only token that it takes. It is made anew for each server and looks like a real one. */
    public String botToken() {
        return world.token;
    }

    /** The bot's snowflake, which is also its application's. */
    public String botId() {
        return world.bot.id;
    }

    /** What to write in a message to name the bot. */
    public String botMention() {
        return world.bot.mention();
    }

    /** The guild's snowflake. */
    public String guildId() {
        return world.guildId;
    }

    /** The text channel of this name, made if there is none. */
    public Place channel(String name) {
        synchronized (world) {
            return new Place(world.channels.values().stream()
                    .filter(one -> one.kind == Channel.Kind.TEXT && one.name.equals(name) && !one.deleted)
                    .findFirst()
                    .orElseGet(() -> world.newChannel(name)));
        }
    }

    /** The role of this name, made if there is none. */
    public Role role(String name) {
        synchronized (world) {
            return world.roles.values().stream()
                    .filter(role -> role.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> world.newRole(name));
        }
    }

    /** The member of this name, who joins if there is none, and has these roles too from now on. */
    public Person person(String name, Role... roles) {
        synchronized (world) {
            Person person = world.members.values().stream()
                    .filter(member -> member.name.equals(name) && !member.bot)
                    .findFirst()
                    .map(member -> new Person(world, member))
                    .orElseGet(() -> new Person(world, world.newMember(name)));
            List.of(roles).forEach(person::gets);
            return person;
        }
    }

    /** The gateway's connections. */
    public Gateway gateway() {
        return new Gateway(world);
    }

    /** What goes wrong with REST requests. */
    public Faults faults() {
        return faults;
    }

    /** The commands that the bot has registered, global ones and those of the guild. */
    public List<RegisteredCommand> commands() {
        synchronized (world) {
            return world.commands.all().stream().map(RegisteredCommand::of).toList();
        }
    }

    /** How often the bot registered commands, one or many at once. */
    public int registrations() {
        synchronized (world) {
            return world.commands.registrations;
        }
    }

    /** Requests that this server did not understand, as {@code METHOD /path}: a test may want to see none. */
    public List<String> unknownRequests() {
        synchronized (world) {
            return List.copyOf(world.unknownRequests);
        }
    }

    /** Every route takes so many requests in that time, per channel; the limit for all together is at least 50 in that time. */
    public LoopbackDiscord bucket(int requests, Duration per) {
        buckets.setAll(requests, per);
        return this;
    }

    /** This route takes so many requests in that time, per channel. Sending takes 5 in 5 seconds unless told otherwise. */
    public LoopbackDiscord bucket(Route route, int requests, Duration per) {
        buckets.set(route, requests, per);
        return this;
    }

    /** All routes together take so many requests in that time: 50 in a second unless told otherwise. */
    public LoopbackDiscord globalBucket(int requests, Duration per) {
        buckets.setGlobal(requests, per);
        return this;
    }

    /** How many requests were refused because a bucket was empty. Faults are not counted. */
    public int rateLimited() {
        return buckets.refused();
    }

    /** From now on the token is refused: 401, and the gateway closes with 4004, also for whoever is connected. */
    public void refuseToken() {
        synchronized (world) {
            world.tokenRefused = true;
            gateway().live().forEach(session -> {
                session.socket.close(4004, "Authentication failed.");
                session.socket = null;
            });
        }
    }

    /** Whether the application may read the messages of others; without it a login that asks for that is closed with 4014. */
    public LoopbackDiscord allowMessageContent(boolean allowed) {
        world.rules.messageContent = allowed;
        return this;
    }

    /** Whether the application may see the members; without it a login that asks for that is closed with 4014. */
    public LoopbackDiscord allowGuildMembers(boolean allowed) {
        world.rules.guildMembers = allowed;
        return this;
    }

    /** Takes these permissions from the bot in the whole guild. Before a login: the bot is not told of it later. */
    public LoopbackDiscord withhold(Permission... some) {
        synchronized (world) {
            List.of(some).forEach(world.granted::remove);
        }
        return this;
    }

    /** For how long a nonce is known: 3 minutes unless told otherwise. */
    public LoopbackDiscord nonceIsKept(Duration time) {
        world.rules.nonceIsKept = time;
        return this;
    }

    /** How long an interaction waits for its acknowledgement and how long its token lives: 3 seconds and 15 minutes unless told otherwise. */
    public LoopbackDiscord interactionTimes(Duration waits, Duration lives) {
        world.rules.interactionWaits = waits;
        world.rules.interactionLives = lives;
        return this;
    }

    /** Ends the server and every connection. */
    @Override
    public void close() {
        server.close();
    }
}
