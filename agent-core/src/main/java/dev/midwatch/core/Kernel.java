package dev.midwatch.core;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.inject.ConfigurationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;

/**
 * Everything wired together. Parts are made when they are first asked for, so that a command which only reads the jobs needs no cluster.
 */
public final class Kernel implements AutoCloseable {
    private final Opened opened = new Opened();
    private final Stores stores;
    private final Sources sources;
    private final Supplier<Injector> injector;

    private Kernel(KernelOptions options) {
        this.stores = new Stores(options, opened);
        this.sources = new Sources(options, stores, opened);
        // Production stage would make all parts at once.
        this.injector = Suppliers.memoize(
                () -> Guice.createInjector(Stage.DEVELOPMENT, new KernelModule(options, stores, sources, opened)));
    }

    public static Kernel of(KernelOptions options) {
        return new Kernel(options);
    }

    /** What stands in the data directory; to ask for it wires nothing. */
    public Stores stores() {
        return stores;
    }

    /**
     * Begins at once what takes longest of a start; whoever asks for it waits until it is there, and where it failed tries
     * once more.
     *
     * @throws dev.midwatch.core.config.ConfigException if something in the configuration is wrong
     */
    public void begin(ExecutorService workers) {
        stores.config();
        workers.submit(stores::database);
        workers.submit(sources::plugins);
        workers.submit(injector::get);
        workers.submit(sources::cluster);
    }

    /**
     * A part of the kernel, the same one at each call.
     *
     * @throws RuntimeException what making it threw: a configuration error, no cluster, a store that cannot be opened
     */
    public <T> T get(Class<T> part) {
        try {
            return injector.get().getInstance(part);
        } catch (ProvisionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException("not a part of the kernel: " + part, e);
        }
    }

    /** Ends what was begun, in the order in which it depends on each other. */
    @Override
    public void close() {
        Deque<AutoCloseable> rest = new ArrayDeque<>(opened.inOrder());
        while (!rest.isEmpty()) {
            close(rest.removeLast());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close " + part.getClass().getSimpleName(), e);
        }
    }
}
