package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import dev.midwatch.image.LoopbackRegistry.Entrance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryTest {
    private static final Release RELEASE =
            new Release("1.2.3", "0123456789abcdef0123456789abcdef01234567", false, Instant.EPOCH);
    private static final String TAG = "1.2.3-0123456789ab";
    private static final Optional<Credential> ROBOT =
            Optional.of(Credential.from(LoopbackRegistry.USER, LoopbackRegistry.PASSWORD));

    @TempDir
    private Path directory;

    @Test
    void takesAnImageUnderItsVersionAndRevision() throws IOException {
        try (LoopbackRegistry registry = new LoopbackRegistry(Entrance.OPEN)) {
            String digest = push(registry, Optional.empty(), Architecture.AMD64);

            assertThat(registry.tags()).containsExactly(TAG);
            assertThat(digest).isEqualTo(registry.manifest(TAG).digest());
            assertThat(registry.manifest(TAG).type()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
            assertThat(config(registry, TAG)
                            .at("/config/Labels/org.opencontainers.image.revision")
                            .asText())
                    .isEqualTo(RELEASE.commit());
        }
    }

    @Test
    void takesTheImagesOfTwoProcessorsUnderOneName() throws IOException {
        try (LoopbackRegistry registry = new LoopbackRegistry(Entrance.OPEN)) {
            String digest = push(registry, Optional.empty(), Architecture.AMD64, Architecture.ARM64);

            assertThat(registry.tags()).containsExactly(TAG, TAG + "-amd64", TAG + "-arm64");
            LoopbackRegistry.Manifest index = registry.manifest(TAG);
            assertThat(digest).isEqualTo(index.digest());
            assertThat(index.type()).isEqualTo("application/vnd.oci.image.index.v1+json");
            assertThat(index.json().path("manifests")).hasSize(2).allSatisfy(image -> {
                String processor = image.at("/platform/architecture").asText();
                assertThat(image.at("/platform/os").asText()).isEqualTo("linux");
                assertThat(image.path("digest").asText())
                        .isEqualTo(registry.manifest(TAG + "-" + processor).digest());
                assertThat(config(registry, TAG + "-" + processor)
                                .path("architecture")
                                .asText())
                        .isEqualTo(processor);
            });
            assertThat(index.json().findValuesAsText("architecture")).containsExactly("amd64", "arm64");
        }
    }

    @Test
    void isSentNothingASecondTime() throws IOException {
        try (LoopbackRegistry registry = new LoopbackRegistry(Entrance.OPEN)) {
            String digest = push(registry, Optional.empty(), Architecture.AMD64, Architecture.ARM64);
            List<String> first = List.copyOf(registry.taken());
            assertThat(first).isNotEmpty();

            assertThat(push(registry, Optional.empty(), Architecture.ARM64, Architecture.AMD64))
                    .isEqualTo(digest);
            assertThat(registry.taken()).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASIC", "BEARER"})
    void letsInWhoHasThePassword(Entrance entrance) throws IOException {
        try (LoopbackRegistry registry = new LoopbackRegistry(entrance)) {
            push(registry, ROBOT, Architecture.AMD64, Architecture.ARM64);

            assertThat(registry.tags()).contains(TAG);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASIC", "BEARER"})
    void keepsOutWhoHasAnotherPassword(Entrance entrance) throws IOException {
        try (LoopbackRegistry registry = new LoopbackRegistry(entrance)) {
            Optional<Credential> wrong = Optional.of(Credential.from(LoopbackRegistry.USER, "not-the-password"));

            assertThatThrownBy(() -> push(registry, wrong, Architecture.AMD64))
                    .isInstanceOf(ImageException.class)
                    .hasMessage(
                            "%1$s refuses the name or the password of robot: correct them: `docker login %1$s`, or set REGISTRY_USERNAME and REGISTRY_PASSWORD",
                            registry.host());
            assertThat(registry.taken()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASIC", "BEARER"})
    void asksStrangersWhoTheyAre(Entrance entrance) throws IOException {
        try (LoopbackRegistry registry = new LoopbackRegistry(entrance)) {
            assertThatThrownBy(() -> push(registry, Optional.empty(), Architecture.AMD64))
                    .isInstanceOf(ImageException.class)
                    .hasMessage(
                            "%1$s takes nothing for team/midwatch from strangers: `docker login %1$s`, or set REGISTRY_USERNAME and REGISTRY_PASSWORD",
                            registry.host());
        }
    }

    @Test
    void isNamedWhereItDoesNotAnswer() throws IOException {
        LoopbackRegistry registry = new LoopbackRegistry(Entrance.OPEN);
        registry.close();

        assertThatThrownBy(() -> push(registry, Optional.empty(), Architecture.AMD64))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(registry.host());
    }

    @Test
    void isNotToldTheTag() {
        for (String name :
                List.of("registry.example.com/team/midwatch:1", "registry.example.com/team/midwatch:latest")) {
            assertThatThrownBy(() -> Registry.reference(name, TAG)).hasMessageContaining("leave the tag out");
        }
        assertThatThrownBy(() -> Registry.reference("Not a name", TAG))
                .hasMessageContaining("is not the name of an image");
        assertThat(Registry.reference("registry.example.com/team/midwatch", TAG))
                .hasToString("registry.example.com/team/midwatch:" + TAG);
    }

    @Test
    void saysOfAChangedSourceThatItIs() {
        Release changed = new Release(RELEASE.version(), RELEASE.commit(), true, RELEASE.time());

        assertThat(RELEASE.tag()).isEqualTo(TAG);
        assertThat(changed.tag()).isEqualTo(TAG + "-dirty");
        assertThat(changed.revision()).isEqualTo(RELEASE.commit() + "-dirty");
    }

    private String push(LoopbackRegistry registry, Optional<Credential> credential, Architecture... architectures) {
        ImageReference target = Registry.reference(registry.host() + "/team/midwatch", RELEASE.tag());
        Map<Architecture, OciImage> images = new EnumMap<>(Architecture.class);
        for (Architecture each : architectures) {
            Tree tree = new Tree(directory.resolve(each.id()), RELEASE.time());
            tree.text("opt/java/release", "a Java for " + each.id());
            tree.text("usr/share/doc/midwatch/LICENSE", "the same on all");
            images.put(each, new OciImage(tree, each, RELEASE));
        }
        return new Registry(target, credential).push(images, directory.resolve("layers"));
    }

    private static JsonNode config(LoopbackRegistry registry, String tag) {
        try {
            return registry.json(
                    registry.manifest(tag).json().at("/config/digest").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
