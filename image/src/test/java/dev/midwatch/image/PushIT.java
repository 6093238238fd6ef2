package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.image.LoopbackRegistry.Entrance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image as its script sends it to a registry that wants to know who it is. Wants what ImageIT does. */
@Tag("image")
class PushIT {
    @TempDir
    private Path directory;

    @Test
    void sendsWhatIsInTheArchiveWithWhatDockerKeeps() throws IOException {
        Path archive = Made.archive();
        try (LoopbackRegistry registry = new LoopbackRegistry(Entrance.BEARER)) {
            login(registry, LoopbackRegistry.PASSWORD);
            String said = push(registry);

            String tag = registry.tags().get(0);
            assertThat(registry.tags()).hasSize(1);
            assertThat(said).endsWith("\n%s/team/midwatch:%s\n".formatted(registry.host(), tag));
            String commit = Program.run(Path.of(".."), List.of("git", "rev-parse", "HEAD"))
                    .strip();
            assertThat(tag).matches("\\d[\\w.-]*-" + commit.substring(0, 12) + "(-dirty)?");
            assertThat(registry.manifest(tag).digest()).isEqualTo(digestOf(archive));
        }
    }

    private String push(LoopbackRegistry registry) {
        return Program.run(
                Path.of("..").toAbsolutePath(),
                Map.of(
                        "MIDWATCH_SKIP_BUILD", "1",
                        "MIDWATCH_IMAGE_WORK", directory.resolve("work").toString(),
                        "DOCKER_CONFIG", directory.toString()),
                List.of("distribution/build-and-push.sh", registry.host() + "/team/midwatch"));
    }

    private void login(LoopbackRegistry registry, String password) throws IOException {
        String auth = Base64.getEncoder()
                .encodeToString((LoopbackRegistry.USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                directory.resolve("config.json"),
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(registry.host(), auth));
    }

    private String digestOf(Path archive) throws IOException {
        String index = Program.run(directory, List.of("tar", "-xOf", archive.toString(), "index.json"));
        return new ObjectMapper().readTree(index).at("/manifests/0/digest").asText();
    }
}
