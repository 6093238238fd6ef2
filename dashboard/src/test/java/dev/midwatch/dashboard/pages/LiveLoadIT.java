package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.view.Changes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What many open pages cost, and how long a change takes to reach the last of them. */
@Isolated
@Tag("alone")
class LiveLoadIT {
    private static final int VIEWERS = 500;
    private static final int CHANGES = 20;
    /** About what an overview of a busy cluster is. */
    private static final String FILLING = "<p>twenty thousand letters</p>\n".repeat(670);

    @Test
    void carriesFiveHundredPagesAndReachesAllInAQuarterOfASecond(@TempDir Path directory) throws Exception {
        AtomicInteger state = new AtomicInteger();
        Part part = new Part(
                "page", Set.of(Changes.Topic.FINDINGS), (argument, level) -> FILLING + "<b>" + state.get() + ".</b>");
        try (LiveStage stage = new LiveStage(directory, List.of(part), Live.Pace.USUAL);
                Selector selector = Selector.open()) {
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            long before = used();
            for (int n = 0; n < VIEWERS; n++) {
                open(stage, selector);
            }
            readUntilAllHave(selector, 0);
            long cost = used() - before;
            List<Long> times = new ArrayList<>();
            for (int n = 1; n <= CHANGES; n++) {
                state.set(n);
                long start = System.nanoTime();
                stage.change(Changes.Topic.FINDINGS);
                readUntilAllHave(selector, n);
                times.add((System.nanoTime() - start) / 1_000_000);
            }
            Collections.sort(times);
            report(cost, times, ManagementFactory.getThreadMXBean().getThreadCount() - threads);
            assertThat(stage.live.viewers()).isEqualTo(VIEWERS);
            assertThat(cost).isLessThan(100L << 20);
            assertThat(times.get(CHANGES / 2)).isLessThan(250);
        }
    }

    private static void open(LiveStage stage, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", stage.port()));
        channel.write(ByteBuffer.wrap(LiveStage.request("page=")));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new AtomicInteger(-1));
    }

    private static void readUntilAllHave(Selector selector, int state) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
        long limit = System.nanoTime() + 30_000_000_000L;
        int missing = VIEWERS;
        while (missing > 0) {
            assertThat(System.nanoTime()).as("all have %d in time", state).isLessThan(limit);
            selector.select(1000);
            for (SelectionKey key : selector.selectedKeys()) {
                missing -= read(key, buffer, state) ? 1 : 0;
            }
            selector.selectedKeys().clear();
        }
    }

    private static boolean read(SelectionKey key, ByteBuffer buffer, int state) throws IOException {
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            throw new IOException("a stream ended");
        }
        String text = StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
        AtomicInteger has = (AtomicInteger) key.attachment();
        if (has.get() < state && text.contains("<b>" + state + ".</b>")) {
            has.set(state);
            return true;
        }
        return false;
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + ManagementFactory.getPlatformMXBeans(java.lang.management.BufferPoolMXBean.class).stream()
                        .mapToLong(java.lang.management.BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    private static void report(long cost, List<Long> times, int threads) throws IOException {
        Path numbers = Files.createDirectories(Path.of("target", "numbers"));
        Files.writeString(
                numbers.resolve("live.txt"),
                "%d viewers: %.1f MB, %d more threads; a change of %d bytes reaches all in %d ms (median), %d ms (worst of %d)%n"
                        .formatted(
                                VIEWERS,
                                cost / 1048576.0,
                                threads,
                                FILLING.length(),
                                times.get(CHANGES / 2),
                                times.get(CHANGES - 1),
                                CHANGES));
    }
}
