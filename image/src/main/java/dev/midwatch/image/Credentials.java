package dev.midwatch.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who somebody is to a registry: what the environment says, else what {@code docker login} keeps, in its file or with a helper that the file names.
 *
 * @param home where that file is below {@code .docker}, unless DOCKER_CONFIG names another folder
 */
record Credentials(Map<String, String> environment, Path home, Consumer<String> progress) {
    static final String USER = "REGISTRY_USERNAME";
    static final String PASSWORD = "REGISTRY_PASSWORD";

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
        try {
            return CredentialRetrieverFactory.forImage(image, this::note, environment)
                    .dockerConfig(file)
                    .retrieve();
        } catch (CredentialRetrievalException e) {
            String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new ImageException(
                    "the credentials for %s cannot be had from %s: %s".formatted(image.getRegistry(), file, cause), e);
        }
    }

    private void note(LogEvent event) {
        if (event.getLevel() != LogEvent.Level.DEBUG) {
            progress.accept(event.getMessage());
        }
    }
}
