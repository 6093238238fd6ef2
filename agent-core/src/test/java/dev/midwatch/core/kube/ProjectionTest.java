package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final String POD = """
            {"kind":"Pod","metadata":{"name":"web","namespace":"shop","uid":"u1","labels":{"app":"web"},
              "managedFields":[{"manager":"kubectl"}],"resourceVersion":"9",
              "annotations":{"midwatch.dev/ignore":"all","team":"blue",
                "kubectl.kubernetes.io/last-applied-configuration":"{}"}},
             "spec":{"nodeName":"n1","hostNetwork":true,
               "containers":[{"name":"a","image":"a:1","env":[{"name":"X"}]},{"name":"b","image":"b:2"}]},
             "status":{"phase":"Running","podIP":"10.0.0.1","restarts":3,"ratio":0.5,"nothing":null}}""";

    @Test
    void keepsWhatWasDeclaredAndWhatIdentifiesTheObject() throws IOException {
        KubeObject pod = read(Projection.of(
                ResourceType.PODS,
                List.of(Permission.list(ResourceType.PODS, "spec.nodeName", "status.phase", "status.restarts"))));

        assertThat(pod.json().raw())
                .isEqualTo(Map.of(
                        "metadata",
                        Map.of(
                                "name",
                                "web",
                                "namespace",
                                "shop",
                                "uid",
                                "u1",
                                "labels",
                                Map.of("app", "web"),
                                "annotations",
                                Map.of("midwatch.dev/ignore", "all")),
                        "spec",
                        Map.of("nodeName", "n1"),
                        "status",
                        Map.of("phase", "Running", "restarts", 3)));
    }

    @Test
    void goesThroughLists() throws IOException {
        KubeObject pod = read(
                Projection.of(ResourceType.PODS, List.of(Permission.list(ResourceType.PODS, "spec.containers.image"))));

        assertThat(pod.at("spec").raw())
                .isEqualTo(Map.of("containers", List.of(Map.of("image", "a:1"), Map.of("image", "b:2"))));
    }

    @Test
    void keepsTheUnionOfWhatSeveralDeclared() throws IOException {
        Permission part = Permission.list(ResourceType.PODS, "spec.containers.image");
        Permission whole = Permission.list(ResourceType.PODS, "spec");

        for (List<Permission> order : List.of(List.of(part, whole), List.of(whole, part))) {
            KubeObject pod = read(Projection.of(ResourceType.PODS, order));

            assertThat(pod.at("spec.nodeName").text()).isEqualTo("n1");
            assertThat(pod.at("spec.containers").items().get(0).members()).containsOnlyKeys("name", "image", "env");
        }
    }

    @Test
    void measuresWhatOnlyTheSizeWasAskedOf() throws IOException {
        Permission size =
                Permission.list(ResourceType.PODS, "spec" + Permission.SIZE, "status.phase:size", "none:size");
        KubeObject pod = read(Projection.of(ResourceType.PODS, List.of(size)));

        assertThat(pod.at("spec").raw()).isEqualTo((long) "n1aa:1Xbb:2".length());
        assertThat(pod.at("status.phase").number(0)).isEqualTo("Running".length());
        assertThat(pod.at("none").isPresent()).isFalse();
    }

    @Test
    void doesNotMeasureWhatSomebodyReads() throws IOException {
        Permission size = Permission.list(ResourceType.PODS, "spec:size");
        Permission whole = Permission.list(ResourceType.PODS, "spec");

        for (List<Permission> order : List.of(List.of(size, whole), List.of(whole, size))) {
            assertThat(read(Projection.of(ResourceType.PODS, order))
                            .at("spec.nodeName")
                            .text())
                    .isEqualTo("n1");
        }
    }

    @Test
    void keepsEverythingButBookkeepingWhereNoFieldsWereDeclared() throws IOException {
        Permission all = Permission.list(ResourceType.PODS);
        Permission some = Permission.list(ResourceType.PODS, "status");

        for (List<Permission> needs : List.of(List.of(all), List.of(some, all), List.<Permission>of())) {
            KubeObject pod = read(Projection.of(ResourceType.PODS, needs));

            assertThat(pod.at("metadata").members())
                    .containsKeys("name", "resourceVersion")
                    .doesNotContainKey("managedFields");
            assertThat(pod.at("metadata.annotations").members()).containsOnlyKeys("midwatch.dev/ignore", "team");
            assertThat(pod.at("spec").members()).containsOnlyKeys("nodeName", "hostNetwork", "containers");
            assertThat(pod.at("status.ratio").raw()).isEqualTo(0.5);
            assertThat(pod.at("status.nothing").isPresent()).isFalse();
        }
    }

    @Test
    void keepsNoBookkeepingThatWasAskedForByItsParent() throws IOException {
        KubeObject pod = read(Projection.of(
                ResourceType.PODS,
                List.of(
                        Permission.list(ResourceType.PODS, "metadata"),
                        Permission.list(ResourceType.PODS, "metadata.annotations"))));

        assertThat(pod.at("metadata").members())
                .doesNotContainKey("managedFields")
                .containsKey("resourceVersion");
        assertThat(pod.at("metadata.annotations").members()).containsOnlyKeys("midwatch.dev/ignore", "team");
    }

    @Test
    void doesNotListenToOtherTypesAndVerbs() throws IOException {
        KubeObject pod = read(Projection.of(
                ResourceType.PODS,
                List.of(
                        Permission.list(ResourceType.PODS, "status.phase"),
                        Permission.get(ResourceType.PODS),
                        Permission.list(ResourceType.NODES, "spec"))));

        assertThat(pod.at("spec").isPresent()).isFalse();
    }

    @Test
    void makesEqualPartsOneObject() throws IOException {
        Sharing sharing = new Sharing();
        KubeObject one = read(POD, Projection.everything(ResourceType.PODS), sharing);
        KubeObject other = read(
                POD.replace("\"web\",\"namespace", "\"api\",\"namespace"),
                Projection.everything(ResourceType.PODS),
                sharing);

        assertThat(other.name()).isEqualTo("api");
        assertThat(other.at("spec").raw()).isSameAs(one.at("spec").raw());
        assertThat(other.at("metadata.labels").raw())
                .isSameAs(one.at("metadata.labels").raw());
        assertThat(other.at("metadata").raw()).isNotSameAs(one.at("metadata").raw());
    }

    private static KubeObject read(Projection projection) throws IOException {
        return read(POD, projection, new Sharing());
    }

    private static KubeObject read(String json, Projection projection, Sharing sharing) throws IOException {
        try (JsonParser parser = ObjectParser.JSON.createParser(json)) {
            parser.nextToken();
            return KubeObject.of(ResourceType.PODS, new ObjectParser(parser, sharing).object(projection));
        }
    }
}
