package dev.midwatch.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operator's folder of plugins, looked at again and again: what stood still since the look before counts, what moves waits. */
final class PluginFolder {
    private final Path directory;
    private Map<Path, Stood> before = Map.of();
    private boolean wasThere;

    PluginFolder(Path directory) {
        this.directory = directory;
    }

    /** A plugin as it stands there. */
    record Stood(PluginUnit unit, PluginPrint print) {}

    /**
     * What a look saw.
     *
     * @param still  the plugins that are there as they were at the look before
     * @param moving those that came, went or changed since
     */
    record Look(Map<Path, Stood> still, Set<Path> moving) {}

    /** All that is there, however long. */
    Map<Path, Stood> first() throws IOException {
        wasThere = Files.isDirectory(directory);
        before = stand();
        return before;
    }

    /** @throws IOException also if the whole folder has gone: a volume that went away takes no plugin out */
    Look look() throws IOException {
        if (wasThere && !Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "the folder is gone");
        }
        wasThere = Files.isDirectory(directory);
        Map<Path, Stood> now = stand();
        Map<Path, Stood> still = new LinkedHashMap<>(now);
        still.entrySet().removeIf(one -> !one.getValue().equals(before.get(one.getKey())));
        Map<Path, Stood> moving = new HashMap<>(before);
        moving.putAll(now);
        moving.keySet().removeAll(still.keySet());
        before = now;
        return new Look(still, Set.copyOf(moving.keySet()));
    }

    private Map<Path, Stood> stand() throws IOException {
        Map<Path, Stood> units = new LinkedHashMap<>();
        for (PluginUnit unit : PluginUnit.in(directory)) {
            print(unit).ifPresent(print -> units.put(unit.file(), new Stood(unit, print)));
        }
        return units;
    }

    /** Empty if a jar went away at this very moment. */
    private static Optional<PluginPrint> print(PluginUnit unit) throws IOException {
        try {
            return Optional.of(PluginPrint.of(unit));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
