package dev.midwatch.core.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Finds out whether the store can be written, by writing. One write at a time, however many ask and however long it takes. */
public final class WriteProbe implements AutoCloseable {
    private static final String WRITE = "INSERT OR REPLACE INTO probe (one, content) VALUES (1, randomblob(4096))";

    private final Callable<Integer> write;
    private final Duration limit;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "write-probe");
        made.setDaemon(true);
        return made;
    });
    private final Duration kept;
    private final LongSupplier nanos;
    private Future<Integer> underWay;
    private Optional<Found> last = Optional.empty();

    private record Found(Optional<String> trouble, long at) {}

    /**
     * Asks the machine for the time.
     *
     * @param limit so long a write may take
     * @param kept  so long what was found stands, as anybody may ask as often as they like
     */
    public WriteProbe(Database database, Duration limit, Duration kept) {
        this(database, limit, kept, System::nanoTime);
    }

    WriteProbe(Database database, Duration limit, Duration kept, LongSupplier nanos) {
        this.write = () -> database.update(WRITE);
        this.limit = limit;
        this.kept = kept;
        this.nanos = nanos;
    }

    /** Why nothing can be written; empty if something was. */
    public synchronized Optional<String> trouble() throws InterruptedException {
        if (last.isEmpty() || nanos.getAsLong() - last.get().at() >= kept.toNanos()) {
            Optional<String> trouble = look();
            last = Optional.of(new Found(trouble, nanos.getAsLong()));
        }
        return last.get().trouble();
    }

    private Optional<String> look() throws InterruptedException {
        if (underWay == null) {
            underWay = thread.submit(write);
        }
        try {
            underWay.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            underWay = null;
            return Optional.empty();
        } catch (TimeoutException slow) {
            return Optional.of("no write ended within %d ms".formatted(limit.toMillis()));
        } catch (ExecutionException failed) {
            underWay = null;
            return Optional.of(failed.getCause().getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
