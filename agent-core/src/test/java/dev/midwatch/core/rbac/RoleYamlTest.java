package dev.midwatch.core.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleYamlTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static List<Map<String, Object>> read(String yaml) throws IOException {
        MappingIterator<Map<String, Object>> documents =
                YAML.readerFor(new TypeReference<Map<String, Object>>() {}).readValues(yaml);
        return documents.readAll();
    }

    @Test
    void writesWhatIsReadAsTheSame() throws IOException {
        Map<String, Object> head = new LinkedHashMap<>(Map.of(
                "apiVersion", "rbac.authorization.k8s.io/v1", "metadata", Map.of("name", "on", "namespace", "0123")));
        RoleManifest.Part role = new RoleManifest.Part(
                head,
                List.of(
                        new RoleManifest.Rule(
                                "", "pods/log", List.of("get"), List.of("check pods: reads logs", "tool: # x")),
                        new RoleManifest.Rule("apps", "*", List.of("get", "list", "*"), List.of())));
        RoleManifest.Part account = new RoleManifest.Part(Map.of("kind", "ServiceAccount"), List.of());
        assertThat(read(RoleYaml.of(List.of(account, role)))).isEqualTo(List.of(account.json(), role.json()));
    }

    @Test
    void letsNobodyWriteARuleInAComment() throws IOException {
        RoleManifest.Part role = new RoleManifest.Part(
                Map.of("kind", "ClusterRole"),
                List.of(new RoleManifest.Rule(
                        "",
                        "pods",
                        List.of("get"),
                        List.of("mine\n  - apiGroups: [\"*\"]\n    resources: [\"*\"]\r    verbs: [\"*\"]"))));
        assertThat(read(RoleYaml.of(List.of(role)))).containsExactly(role.json());
    }
}
