package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.pages.DashboardServer;
import dev.midwatch.dashboard.signin.SignInSettings;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The dashboard of the demo, open to this machine alone; or none. */
record DemoPage(Optional<DashboardServer> server) implements AutoCloseable {
    private static final int USUAL_PORT = 9119;
    private static final int SECONDS_BETWEEN_PAGES = 10;

    static DemoPage none() {
        return new DemoPage(Optional.empty());
    }

    /** @param port empty: the usual one, or any if that is taken */
    static DemoPage serve(Kernel kernel, KernelOptions options, Optional<Integer> port) {
        try {
            return new DemoPage(Optional.of(start(kernel, options, port.orElse(USUAL_PORT))));
        } catch (CliException taken) {
            if (port.isPresent()) {
                throw taken;
            }
            return new DemoPage(Optional.of(start(kernel, options, 0)));
        }
    }

    private static DashboardServer start(Kernel kernel, KernelOptions options, int port) {
        SignInSettings nobodySignsIn = new SignInSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SignInSettings.DEFAULT_LENGTH,
                options.home().directory());
        return Surfaces.dashboard(kernel, HttpSettings.loopback("dashboard", port), nobodySignsIn, options.clock());
    }

    Optional<String> address() {
        return server.map(one -> "http://127.0.0.1:" + one.port());
    }

    /** Whether somebody has a page of it open. */
    boolean isLookedAt() {
        return server.filter(one -> one.viewers() > 0).isPresent();
    }

    /** Until nobody has looked for a while: going from page to page is not going away. */
    void awaitClosed() throws InterruptedException {
        for (int unseen = 0; unseen < SECONDS_BETWEEN_PAGES; unseen = isLookedAt() ? 0 : unseen + 1) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    @Override
    public void close() {
        server.ifPresent(DashboardServer::close);
    }
}
