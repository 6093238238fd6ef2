package dev.midwatch.attacks;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The same on a real API server with its controllers, judged by its own audit log; no kubelet, so there are no logs and no commands. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_AUDIT_LOG", matches = ".+")
class AttacksRealClusterIT extends AttacksContract {
    AttacksRealClusterIT() {
        super("real");
    }

    @Override
    Ground ground() throws Exception {
        return new RealGround(
                Path.of(System.getenv("MIDWATCH_TEST_KUBECONFIG")), Path.of(System.getenv("MIDWATCH_TEST_AUDIT_LOG")));
    }
}
