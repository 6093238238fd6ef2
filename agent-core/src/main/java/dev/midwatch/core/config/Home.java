package dev.midwatch.core.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The data directory and the paths in it. */
public record Home(Path directory) {
    public Home {
        directory =
                Objects.requireNonNull(directory, "directory").toAbsolutePath().normalize();
    }

    /** Flag, {@code MIDWATCH_HOME}, {@code HERMES_HOME}, {@code ~/.midwatch}: the first that is given. */
    public static Home locate(Map<String, String> environment, Optional<Path> flag) {
        return flag.or(() -> Stream.of("MIDWATCH_HOME", "HERMES_HOME")
                        .map(environment::get)
                        .filter(value -> value != null && !value.isBlank())
                        .findFirst()
                        .map(Path::of))
                .map(Home::new)
                .orElseGet(() -> new Home(
                        Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".midwatch")));
    }

    /**
     * Makes the directory and what is missing in it, readable by its owner alone; what is there stays as it is.
     *
     * @throws ConfigException if that cannot be done
     */
    public void prepare() {
        new HomeSeed(this, Optional.empty()).plant(Map.of());
    }

    /**
     * The same, and what is missing is taken from the folder that {@code MIDWATCH_SEED} names, as far as it is there: {@code config.yaml},
     * {@code SOUL.md}. A configuration that could not be loaded is refused before anything is planted: once here, a better one there
     * would change nothing.
     *
     * @throws ConfigException if that cannot be done
     */
    public void prepare(Map<String, String> environment) {
        new HomeSeed(this, seed(environment)).plant(environment);
    }

    /** The folder that {@code MIDWATCH_SEED} names, of files for a data directory that lacks them. */
    public static Optional<Path> seed(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("MIDWATCH_SEED"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }

    /** @throws ConfigException if nothing can be written here */
    public void requireWritable() {
        new HomeSeed(this, Optional.empty()).requireWritable();
    }

    public Path config() {
        return directory.resolve("config.yaml");
    }

    public Path env() {
        return directory.resolve(".env");
    }

    public Path soul() {
        return directory.resolve("SOUL.md");
    }

    public Path jobs() {
        return directory.resolve("cron").resolve("jobs.json");
    }

    public Path output() {
        return directory.resolve("cron").resolve("output");
    }

    public Path sessions() {
        return directory.resolve("sessions");
    }

    public Path memories() {
        return directory.resolve("memories");
    }

    public Path skills() {
        return directory.resolve("skills");
    }

    public Path plugins() {
        return directory.resolve("plugins");
    }

    /** What a plugin itself keeps. */
    public Path pluginData(String plugin) {
        return directory.resolve("plugin-data").resolve(plugin);
    }

    public Path database() {
        return directory.resolve("state.db");
    }

    public Path audit() {
        return directory.resolve("audit.jsonl");
    }

    /** While this file is there, nothing is written to the cluster. */
    public Path stop() {
        return directory.resolve("STOP");
    }

    /** What the next start of a gateway brings in, in the place of what is here. */
    public Path restoreAtStart() {
        return directory.resolve(".restore-at-start");
    }

    /** There while a restore takes out what was there, and after a crash in it. */
    public Path takingOut() {
        return directory.resolve(".restore-taking-out");
    }

    /** There while a restore brings in what comes, and after a crash in it. */
    public Path bringingIn() {
        return directory.resolve(".restore-bringing-in");
    }

    /** Half of it may be of before and half of after: nothing may be read or written here. */
    public boolean isBeingRestored() {
        return Files.exists(takingOut()) || Files.exists(bringingIn());
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
