package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {
    private static final Permission PATCH = Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS);
    private static final Permission SCALE = PATCH.on("scale");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # verbs, groups, resources, names, patch deployments.apps, patch deployments/scale.apps
                    patch,      apps,  deployments,       '', true,  false
                    patch,      apps,  deployments/scale, '', false, true
                    patch,      apps,  */scale,           '', false, true
                    patch,      apps,  *,                 '', true,  true
                    *,          *,     *,                 '', true,  true
                    get|patch,  *,     *,                 '', true,  true
                    get,        apps,  *,                 '', false, false
                    patch,      '',    *,                 '', false, false
                    patch,      batch, deployments,       '', false, false
                    patch,      apps,  deployments,       web, false, false
                    patch,      apps,  deployment,        '', false, false
                    patch,      apps,  deploy*,           '', false, false
                    """)
    void grantsWhatOneRuleGrantsInAllItsLists(
            String verbs, String groups, String resources, String names, boolean patch, boolean scale) {
        Rights rights = new Rights(
                List.of(new Rights.Rule(split(verbs), split(groups), split(resources), names(names))), List.of(), true);

        assertThat(rights.grants(PATCH)).isEqualTo(patch);
        assertThat(rights.grants(SCALE)).isEqualTo(scale);
    }

    @Test
    void grantsNothingByPuttingTwoRulesTogether() {
        Rights rights = new Rights(
                List.of(
                        new Rights.Rule(List.of("patch"), List.of("batch"), List.of("*"), List.of()),
                        new Rights.Rule(List.of("get"), List.of("apps"), List.of("deployments"), List.of())),
                List.of(),
                true);

        assertThat(rights.grants(PATCH)).isFalse();
    }

    @Test
    void asksForTheRulesOfNoNamespaceWhereTheyHoldInAll() throws Exception {
        try (ApiStub server =
                        new ApiStub().on("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", ApiStub.json("""
                        {'status':{'incomplete':true,
                          'resourceRules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods/log']}],
                          'nonResourceRules':[{'verbs':['get'],'nonResourceURLs':['/metrics']}]}}"""));
                Cluster cluster = server.cluster()) {
            Rights rights = cluster.access().rights("");
            cluster.access().rights("shop");

            assertThat(rights.grants(Permission.logs())).isTrue();
            assertThat(rights.grants(Permission.get(ResourceType.PODS))).isFalse();
            assertThat(rights.grants(Permission.readAny())).isTrue();
            assertThat(rights.paths()).containsExactly("/metrics");
            assertThat(rights.complete()).isFalse();
            assertThat(server.requests)
                    .extracting(ApiStub.Request::body)
                    .satisfiesExactly(
                            everywhere -> assertThat(everywhere).contains("\"namespace\":\"-\""),
                            shop -> assertThat(shop).contains("\"namespace\":\"shop\""));
        }
    }

    private static List<String> split(String text) {
        return List.of(text.split("\\|", -1));
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : split(text);
    }
}
