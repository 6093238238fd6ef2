package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Skill;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.rbac.DeclaredRights;
import dev.midwatch.skills.k8s.KubernetesPlugin;
import dev.midwatch.testkit.TestContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredRightsTest {
    /** It would be a role that only reads by name: before Kubernetes 1.35 to get pods/exec is all that a command needs. */
    @Test
    void countsACommandAmongNoReads(@TempDir Path directory) {
        List<Skill> skills = new KubernetesPlugin().skills(TestContext.in(directory));

        assertThat(DeclaredRights.of(skills, true))
                .extracting(Permission::toString)
                .contains("get pods/exec", "create pods/exec");
        assertThat(DeclaredRights.of(skills, false))
                .extracting(Permission::toString)
                .contains("get pods", "get pods/log")
                .doesNotContain("get pods/exec", "create pods/exec");
    }

    @Test
    void countsNoWatchAmongWhatIsMissedWithout(@TempDir Path directory) {
        List<Skill> skills = new KubernetesPlugin().skills(TestContext.in(directory));

        assertThat(DeclaredRights.of(skills, true))
                .extracting(Permission::toString)
                .contains("list pods")
                .noneMatch(right -> right.startsWith("watch"));
    }
}
