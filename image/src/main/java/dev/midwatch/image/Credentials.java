package dev.midwatch.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who somebody is to a registry: what the environment says, else what {@code docker login} keeps, in its file or with a helper that the file names.
 *
 * @param home where that file is below {@code .docker}, unless DOCKER_CONFIG names another folder
 */
record Credentials(Map<String, String> environment, Path home, Consumer<String> progress) {
    static final String USER = "REGISTRY_USERNAME";
    static final String PASSWORD = "REGISTRY_PASSWORD";
    private static final Set<LogEvent.Level> SHOWN =
            Set.of(LogEvent.Level.ERROR, LogEvent.Level.WARN, LogEvent.Level.LIFECYCLE);

    static Credentials ofThisUser(Consumer<String> progress) {
        return new Credentials(System.getenv(), Path.of(System.getProperty("user.home")), progress);
    }

    Optional<Credential> of(ImageReference image) {
        String user = environment.getOrDefault(USER, "");
        String password = environment.getOrDefault(PASSWORD, "");
        if (user.isEmpty() != password.isEmpty()) {
            throw new ImageException(
                    "of %s and %s only one is set: set both, or neither to use what `docker login` keeps"
                            .formatted(USER, PASSWORD));
        }
        return user.isEmpty() ? kept(image) : Optional.of(Credential.from(user, password));
    }

    private Optional<Credential> kept(ImageReference image) {
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        Path file = (folder.isEmpty() ? home.resolve(".docker") : Path.of(folder)).resolve("config.json");
        checkReadable(file);
        try {
            return CredentialRetrieverFactory.forImage(image, this::note, environment)
                    .dockerConfig(file)
                    .retrieve();
        } catch (CredentialRetrievalException e) {
            throw new ImageException(
                    "%s cannot be asked for credentials for %s: %s"
                            .formatted(file, image.getRegistry(), e.getMessage()),
                    e);
        }
    }

    /** To jib a file that makes no sense is one that is not there. */
    private static void checkReadable(Path file) {
        try {
            if (Files.exists(file)) {
                new ObjectMapper().readTree(file.toFile());
            }
        } catch (IOException e) {
            throw new ImageException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private void note(LogEvent event) {
        if (SHOWN.contains(event.getLevel())) {
            progress.accept(event.getMessage());
        }
    }
}
