package dev.midwatch.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The configuration of a running gateway. A change of {@code config.yaml} or {@code .env} takes hold once two looks in a row saw the
 * same: a file that is being saved is empty for a moment, and empty means every default. A change that cannot be used leaves the last
 * good set in force and is told once.
 */
public final class LiveConfig {
    private final Home home;
    private final Map<String, String> process;
    private final Map<String, String> flags;
    private final Consumer<Config> alsoRight;
    private byte[][] judged;
    private byte[][] seen;
    private boolean again;
    private volatile Config current;
    private volatile Optional<ConfigException> broken = Optional.empty();

    /**
     * Reads for the first time.
     *
     * @param alsoRight what must hold besides, as for the sections of checks; throws {@link ConfigException}
     * @throws ConfigException if there is no good set to begin with
     */
    public LiveConfig(Home home, Map<String, String> process, Map<String, String> flags, Consumer<Config> alsoRight) {
        this.home = home;
        this.process = Map.copyOf(process);
        this.flags = Map.copyOf(flags);
        this.alsoRight = alsoRight;
        this.judged = contents();
        this.seen = judged;
        this.current = load();
    }

    /** The last good set. */
    public Config current() {
        return current;
    }

    /** Why the files as they are now are not in force; empty if they are. */
    public Optional<ConfigException> broken() {
        return broken;
    }

    /** What a look at the files brought. */
    public enum Change {
        NONE,
        /** A new set is in force. */
        TAKEN,
        /** What was written cannot be used; said once for each edit. */
        REFUSED
    }

    /** Looks whether the files changed; cheap enough for every tick. */
    public synchronized Change refresh() {
        byte[][] now = contents();
        boolean settled = Arrays.deepEquals(now, seen);
        seen = now;
        if (!settled || Arrays.deepEquals(now, judged) && !again) {
            return Change.NONE;
        }
        again = false;
        boolean wasThere = judged[0] != null;
        judged = now;
        try {
            if (wasThere && now[0] == null) {
                throw new ConfigException(new Problem(home.config().toString(), 0, "", "is gone", "put it back"));
            }
            current = load();
            broken = Optional.empty();
            return Change.TAKEN;
        } catch (ConfigException e) {
            broken = Optional.of(e);
            return Change.REFUSED;
        }
    }

    /** Judges what could not be taken over once more at the next look: what it needs may have come. */
    public synchronized void lookAgain() {
        again = broken.isPresent() && judged[0] != null;
    }

    /** What would be wrong if {@code config.yaml} held this text. */
    public List<Problem> problems(String text) {
        try {
            List<Problem> problems = new ArrayList<>();
            Environment environment = Environment.of(process, home);
            problems.addAll(environment.dotEnv().problems());
            alsoRight.accept(
                    ConfigLoader.parse(home.config().getFileName().toString(), text, environment, flags, problems));
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    private Config load() {
        Config config = ConfigLoader.load(home, process, flags);
        alsoRight.accept(config);
        return config;
    }

    private byte[][] contents() {
        return new byte[][] {content(home.config()), content(home.env())};
    }

    /** Null for a file that is not there; what cannot be read counts as empty here, and loading says why. */
    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
