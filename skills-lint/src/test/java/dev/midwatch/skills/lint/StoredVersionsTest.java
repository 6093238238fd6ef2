package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredVersionsTest extends CheckContract {
    private static String crd(String old, String stored) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: foos.example.com}
                spec: {versions: [{name: v1beta1, %s}, {name: v1, served: true, storage: true}]}
                status: {storedVersions: [%s]}
                """.formatted(old, stored);
    }

    @Override
    protected Check check() {
        return new StoredVersions();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "stored in a deprecated version",
                        "DeprecatedStoredVersion",
                        crd("served: true, deprecated: true", "v1beta1, v1")),
                new Fault(
                        "stored in a version that is not served",
                        "DeprecatedStoredVersion",
                        crd("served: false", "v1beta1, v1")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("all objects were written anew", crd("served: false", "v1")),
                new LookAlike("an older version in good standing", crd("served: true", "v1beta1, v1")),
                new LookAlike("garbage", crd("served: false", "v1beta1").replace("[v1beta1]", "{a: b}")));
    }

    @Test
    void saysWhatToDo() throws Exception {
        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(crd("served: false", "v1beta1, v1")))
                        .get(0)
                        .cause())
                .isEqualTo("v1beta1 is in its stored versions beside v1; write every object once more and take it out");
    }
}
