package dev.midwatch.core.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Skill;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.rbac.DeclaredRights.Right;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredRightsTest {
    private static final ActionsConfig NO_ACTIONS = new ActionsConfig(
            ActionsConfig.Mode.OFF,
            List.of(),
            new ActionsConfig.Rate(2, 20),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            List.of(),
            new ActionsConfig.Exec(false, List.of()));

    private record Lists(String name, ResourceType type, boolean lint) implements Check {
        @Override
        public String description() {
            return "Lists";
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.list(type));
        }

        @Override
        public List<Finding> run(CheckContext context) {
            return List.of();
        }
    }

    private static final LoadedPlugin PLUGIN = new LoadedPlugin(
            "test",
            Path.of("test.jar"),
            "1",
            List.of(Skill.named("test", "Two checks")
                    .checks(
                            new Lists("pods", ResourceType.PODS, false),
                            new Lists("tidy", ResourceType.CONFIG_MAPS, true))),
            List.of());

    private static List<Right> rights(boolean followed) {
        return DeclaredRights.of(List.of(PLUGIN), NO_ACTIONS, false, followed);
    }

    @Test
    void askToWatchWhatIsFollowedAndNothingThatOnlyMattersOfHygieneList() {
        assertThat(rights(true))
                .filteredOn(Right::optional)
                .extracting(right -> right.permission().toString())
                .contains("watch pods", "watch replicasets.apps", "watch jobs.batch")
                .doesNotContain("watch configmaps");
        assertThat(rights(true))
                .extracting(right -> right.permission().toString())
                .contains("list configmaps");
    }

    @Test
    void askToWatchNothingWhereNothingIsFollowed() {
        assertThat(rights(false)).noneMatch(Right::optional);
    }
}
