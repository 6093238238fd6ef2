package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigMapSizeTest extends CheckContract {
    private static String map(int data, int binary) {
        return Manifests.object(
                "v1",
                "ConfigMap",
                "big",
                "data: {a: %s, b: c}\nbinaryData: {d: %s}".formatted("x".repeat(data), "y".repeat(binary)));
    }

    @Override
    protected Check check() {
        return new ConfigMapSize();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(new Fault("one that is nearly full", "ConfigMapLarge", map(500_000, 400_000)));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one that is half full", map(400_000, 100_000)),
                new LookAlike("an empty one", Manifests.object("v1", "ConfigMap", "none", "")),
                new LookAlike("garbage", Manifests.object("v1", "ConfigMap", "none", "data: [7]")));
    }

    @Test
    void saysHowLargeItIs() throws Exception {
        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(map(500_000, 400_000)))
                        .get(0)
                        .summary())
                .isEqualTo("ConfigMap shop/big holds 900 kB");
    }
}
