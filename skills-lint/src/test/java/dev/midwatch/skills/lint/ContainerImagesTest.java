package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerImagesTest extends CheckContract {
    private static String image(String name) {
        return Manifests.deployment("containers: [{name: a, image: '" + name + "'}]");
    }

    @Override
    protected Check check() {
        return new ContainerImages();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("no tag", "ImageUntagged", image("registry.example:5000/web")),
                new Fault("latest", "ImageLatest", image("web:latest")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("a tag", image("ghcr.io/acme/web:1.4")),
                new LookAlike("a digest", image("web@sha256:abc")),
                new LookAlike("latest with a digest", image("web:latest@sha256:abc")),
                new LookAlike("no image at all", image("")));
    }

    @Test
    void findsRegistriesThatAreNotAllowed() throws Exception {
        FakeCluster cluster = FakeCluster.of(Manifests.deployment(
                "containers: [{name: a, image: 'ghcr.io/acme/web:1'}, {name: b, image: 'redis:7'}]"));

        assertThat(CheckRun.of(check())
                        .with("allowed_registries", List.of("ghcr.io/acme/"))
                        .findings(cluster))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("RegistryNotAllowed");
                    assertThat(finding.evidence()).containsEntry("images", "redis:7");
                });
        assertThat(CheckRun.of(check())
                        .with("allowed_registries", List.of("ghcr.io", "docker.io"))
                        .findings(cluster))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "redis, docker.io, library/redis, '', ''",
        "acme/web:1, docker.io, acme/web, 1, ''",
        "localhost/web, localhost, web, '', ''",
        "registry.example:5000/a/b:2@sha256:0f, registry.example:5000, a/b, 2, sha256:0f",
        "'', docker.io, library/, '', ''"
    })
    void readsTheNamesOfImages(String name, String registry, String path, String tag, String digest) {
        assertThat(Image.of(name)).isEqualTo(new Image(registry, path, tag, digest));
    }
}
