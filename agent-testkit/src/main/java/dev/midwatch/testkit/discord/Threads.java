package dev.midwatch.testkit.discord;

/** Opens threads. */
final class Threads {
    private Threads() {}

    /** Discord gives the thread below a message the message's own id. */
    static Channel below(World world, StoredMessage message, String name, Member by) {
        if (message.thread != null) {
            throw Refusal.of(400, 160004, "A thread has already been created for this message");
        }
        Channel thread = open(world, message.channel, message.id, name, by);
        message.thread = thread;
        world.sessions.message("MESSAGE_UPDATE", message);
        return thread;
    }

    static Channel open(World world, Channel parent, String id, String name, Member by) {
        if (parent.kind != Channel.Kind.TEXT) {
            throw Refusal.of(400, 50024, "Cannot execute action on this channel type");
        }
        FormErrors errors = new FormErrors();
        errors.required(name, "name");
        errors.atMost(100, name, "name");
        errors.refuse();
        Channel thread = world.add(new Channel(world, id, Channel.Kind.THREAD, name, parent, by));
        world.sessions.tell(Intent.GUILDS, "THREAD_CREATE", thread.json().put("newly_created", true));
        return thread;
    }
}
