package dev.midwatch.testkit.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a channel as plain text. */
final class TextPage {
    private final StringBuilder out = new StringBuilder();
    private final Channel channel;
    private final Names names;
    private final boolean edits;

    TextPage(Channel channel, Names names, boolean edits) {
        this.channel = channel;
        this.names = names;
        this.edits = edits;
    }

    String text() {
        line("", (channel.kind == Channel.Kind.TEXT ? "#" : "") + channel.name);
        entries(channel, "");
        return out.toString();
    }

    private void entries(Channel of, String indent) {
        for (Timeline.Entry entry : Timeline.of(of)) {
            out.append('\n');
            if (entry.message() != null) {
                message(entry.message(), indent);
            } else if (entry.thread() != null) {
                thread(entry.thread(), indent);
            } else {
                used(entry.interaction(), indent);
            }
        }
    }

    private void used(Interaction one, String indent) {
        String where = one.clicked == null ? "" : " below " + names.of(one.clicked);
        line(indent, one.person.name + verb(one) + one.wording + where);
        if (one.callback == 0) {
            line(indent + "   ", "(not acknowledged)");
        }
    }

    private static String verb(Interaction one) {
        return switch (one.kind) {
            case SUBMISSION -> " submits ";
            case CLICK -> " clicks ";
            default -> " uses ";
        };
    }

    private void thread(Channel thread, String indent) {
        line(indent, "thread \"" + thread.name + "\"" + (thread.archived ? " (archived)" : ""));
        entries(thread, indent + "   ");
    }

    private void message(StoredMessage message, String indent) {
        line(indent, names.of(message) + " " + message.author.name + remarks(message));
        String inner = indent + "   ";
        if (edits) {
            Message.of(message).versions().stream()
                    .limit(message.versions.size() - 1L)
                    .forEach(old -> {
                        version(old, inner);
                        line(inner, "-- then --");
                    });
        }
        List<Message.Version> all = Message.of(message).versions();
        version(all.get(all.size() - 1), inner);
        if (message.has(StoredMessage.LOADING)) {
            line(inner, "(is thinking)");
        }
        if (!message.reactions.isEmpty()) {
            line(inner, "reactions: " + String.join(" ", message.reactions));
        }
        if (message.thread != null) {
            thread(message.thread, inner);
        }
    }

    private String remarks(StoredMessage message) {
        List<String> remarks = new ArrayList<>();
        if (message.repliesTo != null) {
            remarks.add("to " + names.of(message.repliesTo));
        }
        if (message.has(StoredMessage.EPHEMERAL)) {
            remarks.add("only " + message.interaction.person.name + " sees this");
        }
        if (!message.pings.isEmpty()) {
            remarks.add("pings " + String.join(", ", message.pings));
        }
        if (message.edited()) {
            remarks.add("edited");
        }
        if (message.deleted) {
            remarks.add("deleted");
        }
        return remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")";
    }

    private void version(Message.Version version, String indent) {
        lines(indent, version.content());
        version.embeds().forEach(embed -> embed(embed, indent + "| "));
        version.buttons().stream()
                .collect(Collectors.groupingBy(Button::row))
                .values()
                .forEach(row -> line(indent, row.stream().map(TextPage::button).collect(Collectors.joining(" "))));
        version.attachments()
                .forEach(file ->
                        line(indent, "file " + file.name() + " (" + file.type().split(";")[0] + ")"));
    }

    private static String button(Button button) {
        return "[" + button.label() + (button.disabled() ? ", disabled" : "") + "]";
    }

    private void embed(Embed embed, String indent) {
        if (embed.color().isPresent()) {
            line(indent, "color #%06x".formatted(embed.color().getAsInt()).toLowerCase(Locale.ROOT));
        }
        lines(indent, embed.author());
        lines(indent, embed.title().isEmpty() ? "" : "== " + embed.title() + " ==");
        lines(indent, embed.description());
        for (Embed.Field field : embed.fields()) {
            if (field.value().contains("\n")) {
                line(indent, field.name() + ":");
                lines(indent + "   ", field.value());
            } else {
                line(indent, field.name() + ": " + field.value());
            }
        }
        lines(indent, embed.footer().isEmpty() ? "" : "-- " + embed.footer());
    }

    private void lines(String indent, String text) {
        if (!text.isEmpty()) {
            text.lines().forEach(one -> line(indent, one));
        }
    }

    private void line(String indent, String text) {
        out.append((indent + names.stable(text)).stripTrailing()).append('\n');
    }
}
