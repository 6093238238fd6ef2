package dev.midwatch.core.config;

import dev.midwatch.core.store.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Fills a data directory with what is missing in it, and never writes over anything. */
final class HomeSeed {

    private final Home home;
    private final Optional<Path> given;

    /** @param given a folder whose files are planted in place of ours */
    HomeSeed(Home home, Optional<Path> given) {
        this.home = home;
        this.given = given;
    }

    /** @param environment of the process, which a configuration may refer to */
    void plant(Map<String, String> environment) {
        if (home.isBeingRestored()) {
            throw new ConfigException(new Problem(
                    home.directory().toString(),
                    0,
                    "",
                    "a restore of this data directory was broken off",
                    "start the gateway, or restore again: either ends it"));
        }
        Optional<Path> config = given("config.yaml").filter(any -> !Files.exists(home.config()));
        if (config.isPresent()) {
            ConfigLoader.check(config.get(), text(config.get()), Environment.of(environment, home));
        }
        try {
            for (Path directory : List.of(
                    home.directory(),
                    home.jobs().getParent(),
                    home.output(),
                    home.sessions(),
                    home.memories(),
                    home.skills(),
                    home.plugins())) {
                make(directory);
            }
            seed(home.env(), () -> shipped("env"));
            seed(home.soul(), () -> given("SOUL.md").map(HomeSeed::text).orElseGet(() -> shipped("SOUL.md")));
            seed(home.config(), () -> given("config.yaml").map(HomeSeed::text).orElseGet(() -> shipped("config.yaml")));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void requireWritable() {
        try {
            Files.delete(
                    Files.createTempFile(home.directory(), ".writable", "", OwnerOnly.attributes(home.directory())));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, OwnerOnly.directoryAttributes(directory));
        }
    }

    private Optional<Path> given(String name) {
        return given.map(folder -> folder.resolve(name)).filter(Files::exists);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException(new Problem(
                    file.toString(),
                    0,
                    "",
                    "the seed cannot be read: " + e,
                    "it has to be UTF-8 text that may be read"));
        }
    }

    private static String shipped(String resource) {
        try (InputStream text = HomeSeed.class.getResourceAsStream("seed/" + resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written beside and moved, so that a crash leaves no half of a file behind. */
    private void seed(Path file, Supplier<String> text) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        String content = text.get();
        Path fresh = Files.createTempFile(file.getParent(), ".seed", "", OwnerOnly.attributes(file));
        try {
            Files.writeString(fresh, content);
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException theOperatorWasFaster) {
            Files.deleteIfExists(fresh);
        }
    }

    private ConfigException unusable(IOException e) {
        String why = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : e.getClass().getSimpleName();
        String where = e instanceof FileSystemException system && system.getFile() != null ? system.getFile() : "";
        return new ConfigException(new Problem(
                home.directory().toString(),
                0,
                "",
                "the data directory cannot be written: " + why + (where.isEmpty() ? "" : " at " + where),
                "choose another with --home or MIDWATCH_HOME, or make it writable"));
    }
}
