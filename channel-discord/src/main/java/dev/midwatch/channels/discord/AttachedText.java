package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.InboundMessage.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    private static final int MOST_TOGETHER = 96 * 1024;

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
        List<File> files = new ArrayList<>();
        int left = MOST_TOGETHER;
        for (Attachment attachment : attachments) {
            if (files.size() == MOST_FILES || left <= 0) {
                files.add(new File(attachment.getFileName(), "(not read: too much at once)"));
                break;
            }
            files.add(read(attachment, Math.min(left, MOST_BYTES)));
            left -= Math.min(attachment.getSize(), MOST_BYTES);
        }
        return files;
    }

    private static File read(Attachment attachment, int most) {
        String name = attachment.getFileName();
        if (!isText(attachment)) {
            return new File(name, "(not read: it is not text)");
        }
        try {
            byte[] bytes = attachment
                    .getProxy()
                    .download()
                    .thenApply(in -> beginning(in, most))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = new String(bytes, StandardCharsets.UTF_8);
            boolean cut = attachment.getSize() > bytes.length;
            return new File(
                    name, cut ? text + "\n(cut: %d of %d bytes)".formatted(bytes.length, attachment.getSize()) : text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new File(name, "(not read: interrupted)");
        } catch (ExecutionException | TimeoutException e) {
            return new File(name, "(not read: " + e.getMessage() + ")");
        }
    }

    private static byte[] beginning(InputStream in, int most) {
        try (in) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
