package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.testkit.discord.StoredMessage.Body;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Puts messages into channels and changes them, and has the sessions told. */
final class Posts {
    private final World world;

    Posts(World world) {
        this.world = world;
    }

    /** By anybody; {@code more} completes the message before it is told of. */
    StoredMessage post(
            Channel channel, Member author, Draft draft, StoredMessage repliesTo, Consumer<StoredMessage> more) {
        wake(channel);
        String content = draft.content("");
        Body body = new Body(
                Instant.now(),
                content,
                draft.embeds(Json.array()),
                draft.components(Json.array()),
                stored(channel, draft.files()));
        StoredMessage message = new StoredMessage(world.ids.next(), channel, author, body);
        message.type = repliesTo == null ? 0 : 19;
        message.repliesTo = repliesTo;
        message.nonce = draft.nonce();
        message.flags = draft.flags() & (StoredMessage.EPHEMERAL | 1 << 2 | 1 << 12);
        message.mentions = mentions(message, draft);
        message.pings = message.has(StoredMessage.EPHEMERAL) ? List.of() : message.mentions.pings(author);
        more.accept(message);
        channel.messages.put(message.id, message);
        channel.lastMessage = message.id;
        if (message.nonce != null && author == world.bot) {
            channel.byNonce.put(message.nonce, message);
        }
        world.sessions.message("MESSAGE_CREATE", message);
        world.changed();
        return message;
    }

    /** What the draft does not mention stays as it is. */
    void edit(StoredMessage message, Draft draft) {
        Body old = message.body();
        List<StoredFile> files = new ArrayList<>(kept(old, draft.json().path("attachments")));
        files.addAll(stored(message.channel, draft.files()));
        Body body = new Body(
                Instant.now(),
                draft.content(old.content()),
                draft.embeds(old.embeds()),
                draft.components(old.components()),
                files);
        if (body.content().isBlank() && body.embeds().isEmpty() && files.isEmpty()) {
            throw Refusal.of(400, 50006, "Cannot send an empty message");
        }
        message.versions.add(body);
        message.mentions = mentions(message, draft);
        message.flags &= ~StoredMessage.LOADING;
        world.sessions.message("MESSAGE_UPDATE", message);
        world.changed();
    }

    void delete(StoredMessage message) {
        message.deleted = true;
        Intent intent = message.channel.inGuild() ? Intent.GUILD_MESSAGES : Intent.DIRECT_MESSAGES;
        var gone = Json.object().put("id", message.id).put("channel_id", message.channel.id);
        if (message.channel.inGuild()) {
            gone.put("guild_id", world.guildId);
        }
        world.sessions.tell(intent, "MESSAGE_DELETE", gone);
    }

    private Mentions mentions(StoredMessage message, Draft draft) {
        boolean everyone = message.author.bot && world.granted.contains(Permission.MENTION_EVERYONE);
        return Mentions.of(
                world, draft.content(message.body().content()), draft.allowedMentions(), message.repliesTo, everyone);
    }

    private void wake(Channel channel) {
        if (channel.archived) {
            if (channel.locked) {
                throw Refusal.of(400, 50083, "Thread is archived");
            }
            channel.archived = false;
            world.sessions.tell(Intent.GUILDS, "THREAD_UPDATE", channel.json());
        }
    }

    private static List<StoredFile> kept(Body old, JsonNode attachments) {
        if (!attachments.isArray()) {
            return old.files();
        }
        Set<String> ids = Json.list(attachments).stream()
                .map(one -> one.path("id").asText())
                .collect(Collectors.toSet());
        return old.files().stream().filter(file -> ids.contains(file.id())).toList();
    }

    private List<StoredFile> stored(Channel channel, List<Upload> uploads) {
        List<StoredFile> files = new ArrayList<>();
        for (Upload upload : uploads) {
            String id = world.ids.next();
            String name = URLEncoder.encode(upload.name(), StandardCharsets.UTF_8);
            String path = "/attachments/" + channel.id + "/" + id + "/" + name;
            StoredFile file = new StoredFile(id, upload, "http://" + world.authority + path);
            world.files.put(path, file);
            files.add(file);
        }
        return List.copyOf(files);
    }
}
