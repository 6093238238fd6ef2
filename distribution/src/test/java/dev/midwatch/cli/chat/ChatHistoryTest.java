package dev.midwatch.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jline.reader.History;
import org.jline.reader.LineReaderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatHistoryTest {
    @TempDir
    Path home;

    private ChatHistory open() throws IOException {
        ChatHistory history = new ChatHistory(home.resolve("chat_history"));
        history.attach(LineReaderBuilder.builder()
                .terminal(new VirtualTerminal().terminal)
                .build());
        return history;
    }

    private static List<String> lines(ChatHistory history) {
        return StreamSupport.stream(history.spliterator(), false)
                .map(History.Entry::line)
                .toList();
    }

    @Test
    void isThereAgainNextTimeAndIsTheOwnersAlone() throws IOException {
        ChatHistory history = open();
        history.add("why is shop down?");
        history.add("two\nlines with a \\ and a \\n");
        assertThat(lines(open())).containsExactly("why is shop down?", "two\nlines with a \\ and a \\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("chat_history"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsNoLineWithASecretInIt() throws IOException {
        ChatHistory history = open();
        history.add("is ghp_" + "0123456789abcdef".repeat(3) + " revoked?");
        history.add("and now?");
        assertThat(lines(history)).containsExactly("and now?");
        assertThat(Files.readString(home.resolve("chat_history"))).isEqualTo("and now?\n");
    }

    @Test
    void goesOnWithoutAFileThatIsNoText() throws IOException {
        Path file = home.resolve("chat_history");
        byte[] latin = {'s', 'c', 'h', (byte) 0xF6, 'n', '\n'};
        Files.write(file, latin);
        ChatHistory history = open();
        assertThat(history.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be read", "chat_history"));
        history.add("and now?");
        assertThat(lines(history)).containsExactly("and now?");
        assertThat(history.trouble()).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(latin);
    }

    @Test
    void goesOnWhereNothingCanBeWrittenAndSaysSoOnce() throws IOException {
        ChatHistory history = open();
        Files.createDirectory(home.resolve("chat_history"));
        history.add("one");
        assertThat(history.trouble()).hasValueSatisfying(why -> assertThat(why).contains("cannot be kept"));
        history.add("two");
        assertThat(history.trouble()).isEmpty();
        assertThat(lines(history)).containsExactly("one", "two");
    }

    @Test
    void keepsTheNewestThousand() throws IOException {
        Path file = home.resolve("chat_history");
        Files.write(file, IntStream.range(0, 1_500).mapToObj(i -> "line " + i).toList());
        assertThat(lines(open())).last().isEqualTo("line 1499");
        assertThat(Files.readAllLines(file)).hasSize(1_000).first().isEqualTo("line 500");
    }
}
