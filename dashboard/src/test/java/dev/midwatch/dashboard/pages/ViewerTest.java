package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ViewerTest {
    private final Wire wire = new Wire();
    private final List<Viewer> left = new ArrayList<>();
    private final Viewer viewer = new Viewer(wire, Live.Pace.USUAL, () -> true, left::add);

    /** A connection that takes something only when it is told so. */
    private static final class Wire extends ServletOutputStream {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private boolean takes = true;
        private boolean closed;

        @Override
        public boolean isReady() {
            return takes;
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
        public void write(byte[] bytes) {
            if (closed) {
                throw new IllegalStateException("the answer is over");
            }
            sent.writeBytes(bytes);
        }

        String taken() {
            String text = sent.toString(StandardCharsets.UTF_8);
            sent.reset();
            return text;
        }
    }

    @Test
    void doesNotShowASlowPageWhatIsNoLongerSo() {
        viewer.send(Event.of("page", "down"));
        assertThat(wire.taken()).contains("data: down");
        wire.takes = false;
        viewer.send(Event.of("page", "up"));
        viewer.send(Event.of("page", "down"));
        wire.takes = true;
        viewer.onWritePossible();
        assertThat(wire.taken()).isEmpty();
        assertThat(viewer.isIdle()).isTrue();
        viewer.send(Event.of("page", "up"));
        assertThat(wire.taken()).contains("data: up");
    }

    @Test
    void isGoneAndEndsNoBeatForTheOthersWhenSomethingOddHappens() {
        BooleanSupplier odd = () -> {
            throw new UnsupportedOperationException("odd");
        };
        Live.Pace always = new Live.Pace(Duration.ZERO, Duration.ofSeconds(25), Duration.ZERO);
        Viewer other = new Viewer(wire, always, odd, left::add);
        assertThatCode(other::beat).doesNotThrowAnyException();
        assertThat(other.ended()).isTrue();
        assertThat(left).containsExactly(other);
    }

    @Test
    void isGoneWhenItsAnswerIsOver() {
        wire.closed = true;
        viewer.send(Event.of("page", "down"));
        assertThat(viewer.ended()).isTrue();
        assertThat(left).containsExactly(viewer);
    }
}
