package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Changes.Topic;
import dev.midwatch.dashboard.signin.Visitor;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class EventListenerTest {
    private final Wire wire = new Wire();
    private final EventListener listener = new EventListener(new Visitor("vera", Level.VIEWER, Visitor.How.KEY), wire);

    /** A connection that takes something only when it is told so. */
    private static final class Wire extends ServletOutputStream {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private int takes;
        private boolean broken;
        private boolean odd;

        @Override
        public boolean isReady() {
            return takes-- > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (odd) {
                throw new UnsupportedOperationException("odd");
            }
            if (broken) {
                throw new IOException("hung up");
            }
            sent.write(bytes);
        }

        String text() {
            return sent.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsWhoStalledOfEverythingInOneEvent() {
        for (int n = 0; n < 10_000; n++) {
            listener.changed(EnumSet.of(n % 2 == 0 ? Topic.RUNS : Topic.FINDINGS));
            listener.alive();
        }
        assertThat(wire.text()).isEmpty();
        wire.takes = 10;
        listener.onWritePossible();
        assertThat(wire.text())
                .isEqualTo("event: changed\ndata: {\"topics\":[\"findings\",\"runs\"]}\n\n: still here\n\n");
    }

    @Test
    void writesNothingBeforeTheServerLetsIt() {
        wire.takes = 10;
        listener.changed(EnumSet.of(Topic.RUNS));
        assertThat(wire.text()).isEmpty();
        listener.onWritePossible();
        assertThat(wire.text()).contains("runs");
    }

    @Test
    void isGoneAndEndsNoRoundForTheOthersWhenSomethingOddHappens() {
        wire.takes = 10;
        listener.onWritePossible();
        wire.odd = true;
        wire.takes = 10;
        assertThatCode(listener::alive).doesNotThrowAnyException();
        assertThat(listener.gone()).isDone();
    }

    @Test
    void isGoneWhenTheOtherSideHungUp() {
        wire.takes = 10;
        listener.onWritePossible();
        wire.broken = true;
        wire.takes = 10;
        listener.changed(EnumSet.of(Topic.RUNS));
        assertThat(listener.gone()).isDone();
    }
}
