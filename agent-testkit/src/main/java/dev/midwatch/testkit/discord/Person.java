package dev.midwatch.testkit.discord;

import java.util.List;
import java.util.Map;

/** Somebody in the guild who is not the bot, and what he does. Everything is told to the bot at once. */
public final class Person {
    private final World world;
    private final Member member;
    private final Gestures gestures;

    Person(World world, Member member) {
        this.world = world;
        this.member = member;
        this.gestures = new Gestures(world, member);
    }

    /** His snowflake. */
    public String id() {
        return member.id;
    }

    /** His user name. */
    public String name() {
        return member.name;
    }

    /** What to write in a message to name him: {@code <@id>}. */
    public String mention() {
        return member.mention();
    }

    /** His direct channel with the bot. */
    public Place direct() {
        synchronized (world) {
            return new Place(world.direct(member));
        }
    }

    /** Writes a message, with files if any are given. */
    public Message says(Place place, String text, Upload... files) {
        return says(place, null, text, List.of(files));
    }

    /** Replies to a message, which names its author. */
    public Message replies(Message to, String text, Upload... files) {
        return says(to.place(), to, text, List.of(files));
    }

    private Message says(Place place, Message to, String text, List<Upload> files) {
        synchronized (world) {
            StoredMessage replied = to == null ? null : place.channel.message(to.id());
            Draft draft = new Draft(Json.object().put("content", text), files);
            draft.needsSomething();
            return Message.of(world.posts.post(place.channel, member, draft, replied, message -> {}));
        }
    }

    /** Changes what he wrote. */
    public void edits(Message message, String text) {
        synchronized (world) {
            StoredMessage stored = message.place().channel.message(message.id());
            if (stored.author != member) {
                throw new IllegalArgumentException(member.name + " did not write that");
            }
            world.posts.edit(stored, new Draft(Json.object().put("content", text), List.of()));
        }
    }

    /** Opens a thread below a message. */
    public Place opensThread(Message below, String name) {
        synchronized (world) {
            Channel parent = below.place().channel;
            return new Place(Threads.below(world, parent.message(below.id()), name, member));
        }
    }

    /**
     * Clicks the button with this id.
     *
     * @throws IllegalArgumentException if the message has no such button now, or it is disabled: then nobody could click it
     */
    public Interaction clicks(Message message, String customId) {
        synchronized (world) {
            return gestures.click(message, customId);
        }
    }

    /**
     * Uses a slash command.
     *
     * @param command its name without the slash; a space before a subcommand
     * @param options by name: text, whole numbers, numbers, truth values, or a {@link Person}
     * @throws IllegalArgumentException if the bot registered no such command or option: then nobody could use it
     */
    public Interaction commands(String command, Map<String, ?> options, Place place) {
        synchronized (world) {
            return gestures.command(command, options, place.channel);
        }
    }

    /**
     * Fills in and sends the form that the bot showed after a click or a command.
     *
     * @param values what he writes, by the field's id; a field without a value stays empty
     */
    public Interaction submits(Interaction shown, Map<String, String> values) {
        synchronized (world) {
            return gestures.submit(shown, values);
        }
    }

    /** Types the beginning of an option's value and so asks for suggestions; the options before it are given by name. */
    public Interaction types(String command, Map<String, ?> before, String option, String prefix, Place place) {
        synchronized (world) {
            return gestures.type(command, before, option, prefix, place.channel);
        }
    }

    /** Is given a role; the bot is told if it asked for members. */
    public void gets(Role role) {
        synchronized (world) {
            member.roles.add(role);
            tellOfRoles();
        }
    }

    /** Loses a role; the bot is told if it asked for members. */
    public void loses(Role role) {
        synchronized (world) {
            member.roles.remove(role);
            tellOfRoles();
        }
    }

    /** From now on the bot may not write to him directly: 403 with code 50007. */
    public void refusesDirectMessages() {
        synchronized (world) {
            member.refusesDirect = true;
        }
    }

    private void tellOfRoles() {
        world.sessions.tell(
                Intent.GUILD_MEMBERS,
                "GUILD_MEMBER_UPDATE",
                member.memberWithUser().put("guild_id", world.guildId));
    }

    @Override
    public String toString() {
        return member.name;
    }

    Member member() {
        return member;
    }
}
