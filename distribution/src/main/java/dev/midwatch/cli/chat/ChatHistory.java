package dev.midwatch.cli.chat;

import dev.midwatch.core.store.OwnerOnly;
import dev.midwatch.core.text.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed, in a file that is its owner's alone. Lines with a secret in them are kept nowhere. A file that cannot be read or written is
 * left alone from then on, for the conversation does not need it.
 */
final class ChatHistory extends DefaultHistory {
    private static final int MOST = 1_000;

    private final Path file;
    private boolean broken;
    private Optional<String> trouble = Optional.empty();

    ChatHistory(Path file) {
        this.file = file;
    }

    /** To be called once the reader is attached. */
    @Override
    public void load() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            List<String> newest = lines.subList(Math.max(0, lines.size() - MOST), lines.size());
            newest.forEach(line -> super.add(Instant.EPOCH, unescaped(line)));
            if (newest.size() < lines.size()) {
                write(String.join("\n", newest) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
            }
        } catch (IOException e) {
            goOnWithout("what was typed before cannot be read", e);
        }
    }

    /** Why nothing is kept any more; told once. */
    Optional<String> trouble() {
        Optional<String> told = trouble;
        trouble = Optional.empty();
        return told;
    }

    private void goOnWithout(String what, IOException why) {
        broken = true;
        trouble = Optional.of("%s, so this conversation goes on without it: %s (%s)".formatted(what, file, why));
    }

    @Override
    public void add(Instant time, String line) {
        if (!line.isBlank() && PlainText.ofProcess().of(line).equals(line)) {
            super.add(time, line);
        }
    }

    @Override
    protected void internalAdd(Instant time, String line) {
        super.internalAdd(time, line);
        if (!broken && !time.equals(Instant.EPOCH)) {
            write(escaped(line) + "\n", StandardOpenOption.APPEND);
        }
    }

    private void write(String text, StandardOpenOption how) {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, how), OwnerOnly.attributes(file))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            goOnWithout("what is typed cannot be kept", e);
        }
    }

    /** What is typed in several lines is one line of the file. */
    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String line) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length()) {
                char next = line.charAt(++at);
                text.append(next == 'n' ? '\n' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
