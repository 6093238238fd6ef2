package dev.midwatch.testkit.discord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message as it stands at one moment; {@link Place#message(String)} tells how it stands now.
 *
 * @param at when it was written
 * @param author the name of who wrote it
 * @param byBot whether the bot wrote it
 * @param versions all it ever said, the oldest first; never empty
 * @param repliesTo the id of the message that it replies to
 * @param nonce what the sender gave as a name for it
 * @param pings whose telephones rang: names of people, {@code @role}, {@code @everyone}
 * @param reactions the bot's, in order
 * @param ephemeral whether only one person sees it
 * @param deleted whether it is gone
 */
public record Message(
        String id,
        Place place,
        Instant at,
        String author,
        boolean byBot,
        List<Version> versions,
        Optional<String> repliesTo,
        Optional<String> nonce,
        List<String> pings,
        List<String> reactions,
        boolean ephemeral,
        boolean deleted) {

    /** What an edit changes. */
    public record Version(
            Instant at, String content, List<Embed> embeds, List<Button> buttons, List<Attachment> attachments) {}

    /** Its text now. */
    public String content() {
        return now().content();
    }

    /** Its embeds now. */
    public List<Embed> embeds() {
        return now().embeds();
    }

    /** Its buttons now, row by row. */
    public List<Button> buttons() {
        return now().buttons();
    }

    /** Its button with this label. */
    public Button button(String label) {
        return buttons().stream()
                .filter(button -> button.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label + " among " + buttons()));
    }

    /** Its files now. */
    public List<Attachment> attachments() {
        return now().attachments();
    }

    /** Text and embeds together, for a test that asks whether something was said at all. */
    public String text() {
        List<String> parts = new ArrayList<>(List.of(content()));
        embeds().forEach(embed -> parts.add(embed.text()));
        return String.join("\n", parts).strip();
    }

    private Version now() {
        return versions.get(versions.size() - 1);
    }

    static Message of(StoredMessage stored) {
        return new Message(
                stored.id,
                new Place(stored.channel),
                stored.at,
                stored.author.name,
                stored.author.bot,
                stored.versions.stream().map(Message::version).toList(),
                Optional.ofNullable(stored.repliesTo).map(replied -> replied.id),
                Optional.ofNullable(stored.nonce),
                stored.pings,
                List.copyOf(stored.reactions),
                stored.has(StoredMessage.EPHEMERAL),
                stored.deleted);
    }

    private static Version version(StoredMessage.Body body) {
        List<Button> buttons = new ArrayList<>();
        for (int row = 0; row < body.components().size(); row++) {
            int at = row;
            Json.list(body.components().get(row).path("components")).stream()
                    .filter(component -> component.path("type").asInt() == 2)
                    .forEach(button -> buttons.add(Button.of(button, at)));
        }
        return new Version(
                body.at(),
                body.content(),
                Json.list(body.embeds()).stream().map(Embed::of).toList(),
                List.copyOf(buttons),
                body.files().stream().map(Attachment::of).toList());
    }
}
