package dev.midwatch.skills.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Job;
import dev.midwatch.api.Plugin;
import dev.midwatch.api.Skill;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesPluginTest {
    private static final Skill SKILL = new KubernetesPlugin().skills(null).get(0);

    static List<Check> checks() {
        return SKILL.checks();
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::name).containsExactly("skills-k8s");
    }

    @Test
    void givesEachCheckANameOfItsOwn() {
        assertThat(checks()).extracting(Check::name).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    @Test
    void seedsTheFiveJobsThatAreItsConcern() {
        assertThat(SKILL.jobs())
                .extracting(job -> job.name() + " | " + job.schedule() + " | " + job.when())
                .containsExactly(
                        "cluster-health-check | every 15m | ON_FINDINGS",
                        "pod-restart-loop | every 10m | ON_FINDINGS",
                        "pvc-pressure | every 30m | ON_FINDINGS",
                        "node-resource-drift | every 30m | ON_FINDINGS",
                        "daily-cluster-report | 0 8 * * * | ALWAYS");
    }

    @Test
    void seedsJobsOnlyWithChecksThatExistAndLeavesNoCheckOut() {
        List<String> names = Stream.concat(checks().stream().map(Check::name), Stream.of("skills-k8s/*", "*"))
                .toList();

        assertThat(SKILL.jobs()).flatExtracting(Job::checks).isSubsetOf(names).contains("skills-k8s/*", "*");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void isSilentAboutAnEmptyCluster(Check check) throws ClusterException {
        assertThat(CheckRun.of(check).findings(FakeCluster.empty())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void keepsOnlyFieldsItNames(Check check) {
        assertThat(check.permissions())
                .filteredOn(permission -> permission.verb() == Verb.LIST)
                .allSatisfy(permission -> assertThat(permission.fields()).isNotEmpty());
        assertThat(check.permissions())
                .filteredOn(permission ->
                        permission.verb() == Verb.LIST && permission.type().equals(ResourceType.PODS))
                .allSatisfy(permission -> assertThat(permission.fields())
                        .doesNotContain(
                                "spec", "status", "spec.containers", "status.conditions", "status.containerStatuses"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void listsEachTypeByOnePermission(Check check) {
        assertThat(check.permissions())
                .filteredOn(permission -> permission.verb() == Verb.LIST)
                .extracting(permission -> permission.type().toString())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void namesItsSettingsAsConfigurationDoes(Check check) {
        assertThat(check.settings())
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+"));
        assertThat(check.settings())
                .extracting(Setting::defaultValue)
                .allMatch(value -> value instanceof Duration || value instanceof Number);
    }
}
