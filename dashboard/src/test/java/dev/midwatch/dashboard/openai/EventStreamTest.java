package dev.midwatch.dashboard.openai;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final List<String> heard = new ArrayList<>();
    private final Client client = new Client();

    @Test
    void whatWasSentBeforeTheClientIsThereComesFirst() {
        EventStream events = stream(Duration.ofMinutes(1));
        events.send("one");
        CompletableFuture<Void> done = events.open(client);
        events.onWritePossible();
        events.send("two");
        events.end();

        assertThat(client.text()).isEqualTo("data: one\n\ndata: two\n\n");
        assertThat(done).isCompleted();
        assertThat(heard).isEmpty();
    }

    @Test
    void whatASlowClientDoesNotTakeIsKeptUntilItDoes() {
        client.takes = 1;
        EventStream events = stream(Duration.ofMinutes(1));
        CompletableFuture<Void> done = events.open(client);
        events.onWritePossible();
        events.send("one");
        events.send("two");
        events.end();
        assertThat(client.text()).isEqualTo("data: one\n\n");
        assertThat(done).isNotDone();

        client.takes = 10;
        events.onWritePossible();
        assertThat(client.text()).isEqualTo("data: one\n\ndata: two\n\n");
        assertThat(done).isCompleted();
    }

    @Test
    void aClientThatTakesTooLittleIsCutAndNothingIsKeptForIt() {
        client.takes = 1;
        EventStream events = stream(Duration.ofMinutes(1));
        CompletableFuture<Void> done = events.open(client);
        events.onWritePossible();
        for (int sent = 0; sent < 30; sent++) {
            events.send("0123456789");
        }

        assertThat(heard).containsExactly("gone", "cut");
        assertThat(done).isCompleted();
    }

    @Test
    void aClientThatTakesNothingForTooLongIsCut() {
        client.takes = 0;
        EventStream patient = stream(Duration.ofMinutes(1));
        patient.open(client);
        patient.stillHere();
        assertThat(heard).isEmpty();

        EventStream impatient = stream(Duration.ZERO);
        impatient.open(client);
        impatient.stillHere();
        assertThat(heard).containsExactly("gone", "cut");
    }

    @Test
    void aClientThatHasLeftIsNoticedByTheNextSignOfLife() {
        EventStream events = stream(Duration.ofMinutes(1));
        CompletableFuture<Void> done = events.open(client);
        events.onWritePossible();
        events.stillHere();
        assertThat(client.text()).isEqualTo(": working\n\n");

        client.left = true;
        events.stillHere();
        events.send("more");
        assertThat(heard).containsExactly("gone");
        assertThat(done).isCompleted();
    }

    private EventStream stream(Duration patience) {
        return new EventStream(new EventStream.Bounds(200, patience), () -> heard.add("gone"), () -> heard.add("cut"));
    }

    /** Takes so many writes. */
    private static final class Client extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int takes = Integer.MAX_VALUE;
        private boolean left;

        String text() {
            return taken.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return takes > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            assertThat(listener).isNotNull();
        }

        @Override
        public void write(int one) throws IOException {
            throw new AssertionError("events are written whole");
        }

        @Override
        public void write(byte[] some) throws IOException {
            if (left) {
                throw new EOFException("gone");
            }
            taken.write(some);
            takes--;
        }
    }
}
