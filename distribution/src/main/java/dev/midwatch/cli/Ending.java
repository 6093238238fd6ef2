package dev.midwatch.cli;

/** How the process ends. */
final class Ending {
    private static volatile boolean prepared;

    private Ending() {}

    /**
     * Has something happen before the process ends, by a signal too.
     *
     * @throws IllegalStateException if it is ending already
     */
    static void prepare(Runnable steps) {
        Runtime.getRuntime().addShutdownHook(new Thread(steps, "stop"));
        prepared = true;
    }

    /**
     * Ends it. Before Java ends in order it looks into every jar for a logger that would tell of it, which can be felt after a command;
     * where nothing has to be brought in order there is no need for it.
     */
    static void with(int code) {
        System.out.flush();
        System.err.flush();
        if (prepared) {
            System.exit(code);
        }
        Runtime.getRuntime().halt(code);
    }
}
