package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.OutboundMessage.Layout;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** What is to be said, in as many messages as Discord wants for it. */
final class Pages {
    /** Nobody reads more than that many messages in a row; the rest is a file. */
    private static final int MOST_PAGES = 4;
    /** A code block of this length is a log. */
    private static final int LONG_BLOCK = 1_500;
    /** What all the cards of one message of Discord's may have together, and what one has at least. */
    private static final int ROOM = 5_900;

    private static final int LEAST_ROOM = 1_150;

    private final TextFiles files = new TextFiles();
    private final List<Page> pages = new ArrayList<>();

    private Pages() {}

    /** At least one. */
    static List<Page> of(OutboundMessage message) {
        Pages made = new Pages();
        List<Card> cards = message.layout().map(Layout::cards).orElse(List.of());
        made.addText(cards.isEmpty() ? message.text() : message.layout().get().lead());
        made.addCards(cards);
        if (made.pages.isEmpty()) {
            made.pages.add(Page.of("(nothing to say)"));
        }
        made.pages.add(made.takeLast().with(message.choices()));
        return List.copyOf(made.pages);
    }

    /** The same for an answer to a command or a click. */
    static List<Page> of(String text) {
        return of(OutboundMessage.of("", "discord", text));
    }

    private void addText(String markdown) {
        List<Passage> passages = Passage.of(markdown);
        List<String> parts = FencedText.split(passages.stream().map(this::shown).toList(), Message.MAX_CONTENT_LENGTH);
        if (parts.size() <= MOST_PAGES && files.all().size() <= TextFiles.MOST) {
            parts.forEach(part -> pages.add(Page.of(part)));
            if (!files.all().isEmpty()) {
                pages.add(takeLast().plus(files.all()));
            }
            return;
        }
        TextFiles whole = new TextFiles();
        String note = "\n… all of it: " + whole.add("message", "md", markdown);
        String begin = FencedText.split(
                        passages.stream().map(SafeMarkdown::of).toList(), Message.MAX_CONTENT_LENGTH - note.length())
                .get(0);
        pages.add(Page.of(begin + note).plus(whole.all()));
    }

    private Passage shown(Passage passage) {
        if (!passage.isCode() || passage.text().length() <= LONG_BLOCK) {
            return SafeMarkdown.of(passage);
        }
        return Passage.prose(
                "*%d lines: %s*".formatted(passage.text().lines().count(), files.add("log", "txt", passage.text())));
    }

    private void addCards(List<Card> cards) {
        if (cards.isEmpty()) {
            return;
        }
        int room = Math.max(LEAST_ROOM, ROOM / cards.size());
        Page open = pages.isEmpty() ? Page.of("") : takeLast();
        for (Card card : cards) {
            int before = files.all().size();
            MessageEmbed embed = CardEmbed.of(card, room, files);
            Page larger = open.plus(embed).plus(files.since(before));
            if (larger.isTooLarge()) {
                pages.add(open);
                larger = Page.of("").plus(embed).plus(files.since(before));
            }
            open = larger;
        }
        pages.add(open);
    }

    private Page takeLast() {
        return pages.remove(pages.size() - 1);
    }
}
