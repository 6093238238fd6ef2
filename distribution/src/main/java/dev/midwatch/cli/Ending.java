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
        prepared = true;
        Runtime.getRuntime().addShutdownHook(new Thread(steps, "stop"));
    }

    /**
     * Ends it. Before Java ends in order it looks into every jar for a logger that would tell of it, which can be felt after a command;
     * where nothing has to be brought in order there is no need for it.
     */
    static void with(int code) {
        System.out.flush();
        System.err.flush();
        if (prepared || isAskedFor() || isEndingAlready()) {
            System.exit(code);
        }
        Runtime.getRuntime().halt(code);
    }

    /** Options of somebody's own may be those of a recorder, which writes at the end; a library of SQLite's that was unpacked is deleted then. */
    private static boolean isAskedFor() {
        return System.getenv("MIDWATCH_JAVA_OPTS") != null || System.getProperty("org.sqlite.lib.path") == null;
    }

    /** By a signal, whose exit code is the one that counts. */
    private static boolean isEndingAlready() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
