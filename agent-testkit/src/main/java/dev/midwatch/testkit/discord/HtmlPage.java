package dev.midwatch.testkit.discord;

import static dev.midwatch.testkit.discord.Markdown.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes a channel as one page of HTML. */
final class HtmlPage {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final StringBuilder out = new StringBuilder();
    private final Channel channel;
    private final boolean edits;
    private final LocalTime start;
    private final HtmlBody body;
    private Instant first;

    HtmlPage(Channel channel, Names names, boolean edits, LocalTime start) {
        this.channel = channel;
        this.edits = edits;
        this.start = start;
        this.body = new HtmlBody(names);
    }

    String html() {
        String name = escaped(channel.name);
        String sign = channel.kind == Channel.Kind.TEXT ? "#" : channel.kind == Channel.Kind.DIRECT ? "@" : "›";
        out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(name)
                .append("</title><style>")
                .append(style())
                .append("</style></head><body><header><span>")
                .append(sign)
                .append("</span> ")
                .append(name)
                .append("</header><main>\n");
        entries(channel);
        return out.append("</main></body></html>\n").toString();
    }

    private void entries(Channel of) {
        for (Timeline.Entry entry : Timeline.of(of)) {
            if (entry.message() != null) {
                message(entry.message());
            } else if (entry.thread() != null) {
                thread(entry.thread());
            } else {
                used(entry.interaction());
            }
        }
    }

    private void used(Interaction one) {
        String verb = switch (one.kind) {
            case SUBMISSION -> "sent";
            case CLICK -> "pressed";
            default -> "used";
        };
        out.append("<p class=\"used\"><b>%s</b> %s <kbd>%s</kbd></p>\n"
                .formatted(escaped(one.person.name), verb, escaped(one.wording.replaceAll("^[\\[{]|[\\]}]$", ""))));
    }

    private void thread(Channel thread) {
        out.append("<section><h2>")
                .append(escaped(thread.name))
                .append(thread.archived ? " <em>archived</em>" : "")
                .append("</h2>\n");
        entries(thread);
        out.append("</section>\n");
    }

    private void message(StoredMessage message) {
        if (message.deleted) {
            return;
        }
        boolean hidden = message.has(StoredMessage.EPHEMERAL);
        out.append(
                "<article class=\"%s%s\">".formatted(message.author.bot ? "bot" : "person", hidden ? " hidden" : ""));
        out.append(face(message.author)).append("<div>");
        if (message.repliesTo != null && !message.repliesTo.deleted) {
            out.append("<div class=\"reply\">")
                    .append(body.excerpt(message.repliesTo))
                    .append("</div>");
        }
        out.append("<div class=\"who\"><b>%s</b>%s<time>%s</time>%s</div>"
                .formatted(
                        escaped(message.author.name),
                        message.author.bot ? "<i>bot</i>" : "",
                        clock(message.at),
                        message.edited() ? "<small>edited</small>" : ""));
        List<Message.Version> versions = Message.of(message).versions();
        if (edits) {
            versions.subList(0, versions.size() - 1)
                    .forEach(old -> out.append("<div class=\"old\">")
                            .append(body.html(old))
                            .append("</div>"));
        }
        out.append(body.html(versions.get(versions.size() - 1)));
        if (message.has(StoredMessage.LOADING)) {
            out.append("<p class=\"note\">is thinking …</p>");
        }
        if (!message.reactions.isEmpty()) {
            out.append("<p class=\"reactions\">")
                    .append(escaped(String.join(" ", message.reactions)))
                    .append("</p>");
        }
        if (hidden) {
            out.append("<p class=\"note\">Only %s sees this</p>".formatted(escaped(message.interaction.person.name)));
        }
        out.append("</div></article>\n");
        if (message.thread != null) {
            thread(message.thread);
        }
    }

    private static String face(Member member) {
        String letter = member.bot ? "" : member.name.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
        return "<div class=\"face f%d\">%s</div>".formatted(Math.floorMod(member.name.hashCode(), 5), escaped(letter));
    }

    private String clock(Instant at) {
        first = first == null ? at : first;
        return CLOCK.format(start.plus(Duration.between(first, at)));
    }

    private static String style() {
        try (InputStream file = HtmlPage.class.getResourceAsStream("transcript.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
