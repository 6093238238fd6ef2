package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final ImageReference IMAGE = ImageReference.of("registry.example.com", "team/midwatch", "1");
    private static final Credential GIVEN = Credential.from("robot", "given-password");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("REGISTRY_USERNAME", "robot", "REGISTRY_PASSWORD", "given-password");

    @TempDir
    private Path home;

    private final List<String> said = new ArrayList<>();

    @Test
    void areThoseOfTheEnvironment() throws IOException {
        login(home.resolve(".docker"), "registry.example.com");

        assertThat(credentials(ENVIRONMENT).of(IMAGE)).contains(GIVEN);
    }

    @Test
    void areThoseThatDockerKeepsForTheRegistry() throws IOException {
        login(home.resolve(".docker"), "registry.example.com");

        assertThat(credentials(Map.of()).of(IMAGE)).contains(Credential.from("keeper", "kept-password"));
        assertThat(credentials(Map.of()).of(ImageReference.of("other.example.com", "team/midwatch", "1")))
                .isEmpty();
        assertThat(said).singleElement().asString().contains("config.json").doesNotContain("kept-password");
    }

    @Test
    void areKeptWhereDockerIsToldTo() throws IOException {
        Path elsewhere = home.resolve("elsewhere");
        login(elsewhere, "registry.example.com");

        assertThat(credentials(Map.of("DOCKER_CONFIG", elsewhere.toString())).of(IMAGE))
                .contains(Credential.from("keeper", "kept-password"));
    }

    @Test
    void areNoneOfSomebodyWhoNeverLoggedIn() {
        assertThat(credentials(Map.of()).of(IMAGE)).isEmpty();
    }

    @Test
    void areWholeOrNone() {
        assertThatThrownBy(
                        () -> credentials(Map.of("REGISTRY_USERNAME", "robot")).of(IMAGE))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("only one is set");
    }

    @Test
    void areNotGuessedFromAFileThatCannotBeRead() throws IOException {
        write(home.resolve(".docker"), "{not json");

        assertThatThrownBy(() -> credentials(Map.of()).of(IMAGE))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(home.resolve(".docker/config.json").toString());
    }

    private Credentials credentials(Map<String, String> environment) {
        return new Credentials(environment, home, said::add);
    }

    private static void login(Path folder, String registry) throws IOException {
        String kept = Base64.getEncoder().encodeToString("keeper:kept-password".getBytes(StandardCharsets.UTF_8));
        write(folder, "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(registry, kept));
    }

    private static void write(Path folder, String config) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("config.json"), config);
    }
}
