package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.InboundMessage.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.entities.Message.Attachment;

/** What was attached to a message, as far as it is text. */
final class AttachedText {
    private static final int MOST_FILES = 5;
    /** More than a model of a cellar's size can read at once. */
    private static final int MOST_BYTES = 48 * 1024;

    private static final int PATIENCE_SECONDS = 20;
    private static final Set<String> TEXTS = Set.of(
            "txt",
            "log",
            "md",
            "yaml",
            "yml",
            "json",
            "jsonl",
            "csv",
            "tsv",
            "xml",
            "toml",
            "ini",
            "conf",
            "cfg",
            "properties",
            "env",
            "diff",
            "patch",
            "sh",
            "sql",
            "html",
            "out",
            "err");

    private AttachedText() {}

    static List<File> of(List<Attachment> attachments) {
        return attachments.stream().limit(MOST_FILES).map(AttachedText::read).toList();
    }

    private static File read(Attachment attachment) {
        String name = attachment.getFileName();
        if (!isText(attachment)) {
            return new File(name, "(not read: it is not text)");
        }
        try (InputStream in = attachment.getProxy().download().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            String text = new String(bytes, StandardCharsets.UTF_8);
            boolean cut = attachment.getSize() > bytes.length;
            return new File(
                    name, cut ? text + "\n(cut: %d of %d bytes)".formatted(bytes.length, attachment.getSize()) : text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new File(name, "(not read: interrupted)");
        } catch (IOException | ExecutionException | TimeoutException e) {
            return new File(name, "(not read: " + e.getMessage() + ")");
        }
    }

    private static boolean isText(Attachment attachment) {
        String type = attachment.getContentType();
        String ending = attachment.getFileExtension();
        return type != null
                        && (type.startsWith("text/")
                                || type.contains("json")
                                || type.contains("yaml")
                                || type.contains("xml"))
                || ending != null && TEXTS.contains(ending.toLowerCase(Locale.ROOT));
    }
}
