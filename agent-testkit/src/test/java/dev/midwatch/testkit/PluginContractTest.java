package dev.midwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract must fail for a plugin that breaks it. */
class PluginContractTest {
    @TempDir
    Path home;

    private record Plain(String name, Check... checks) implements Plugin {
        @Override
        public List<Skill> skills(PluginContext context) {
            return List.of(Skill.named("plain", "A skill").checks(checks));
        }
    }

    /** Takes an empty or forbidden list of namespaces for a broken cluster. */
    private record Hasty(String name, String description, Permission permission) implements Check {
        @Override
        public List<Permission> permissions() {
            return List.of(permission);
        }

        @Override
        public List<Finding> run(CheckContext context) {
            try {
                boolean any = !context.cluster().list(ResourceType.NAMESPACES).isEmpty();
                return any ? List.of() : List.of(missing());
            } catch (ClusterException e) {
                return List.of(missing());
            }
        }

        private static Finding missing() {
            return Finding.of("NoNamespace", Severity.WARNING, ObjectRef.of(ResourceType.NAMESPACES, "", "default"));
        }
    }

    private static final Hasty HASTY = new Hasty("hasty", "A check", Permission.list(ResourceType.NAMESPACES));

    private PluginContract contractOf(Plugin plugin) {
        PluginContract contract = new PluginContract() {
            @Override
            protected Plugin plugin() {
                return plugin;
            }
        };
        contract.home = home;
        contract.loadTheSkills();
        return contract;
    }

    private static void assertBroken(ThrowingCallable test) {
        assertThatThrownBy(test).isInstanceOf(AssertionError.class);
    }

    @Test
    void refusesABadNameAndAMissingServicesFile() {
        PluginContract contract = contractOf(new Plain("Not A Name", HASTY));

        assertBroken(contract::hasAName);
        assertBroken(contract::isNamedInItsServicesFile);
    }

    @Test
    void refusesANameThatIsUsedTwice() {
        assertBroken(contractOf(new Plain("plain", HASTY, HASTY))::usesNoNameTwice);
    }

    @Test
    void refusesACheckWithoutDescriptionOrWithAWrite() {
        Hasty mute = new Hasty("mute", " ", Permission.of(Verb.DELETE, ResourceType.PODS));

        assertBroken(contractOf(new Plain("plain", mute))::describesItsChecksAndSettings);
        assertBroken(contractOf(new Plain("plain", mute))::declaresReadsForChecksAndTools);
    }

    @Test
    void refusesACheckThatTakesWhatItCannotSeeForMissing() {
        PluginContract contract = contractOf(new Plain("plain", HASTY));

        assertBroken(contract::findsNothingInAnEmptyCluster);
        assertBroken(contract::takesNothingForMissingThatItMayNotSee);
    }

    @Test
    void readsReasonsFromSourcesAndTheEntriesThatExplainThem(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("A.java"),
                "Finding.critical(\"One\", pod); Finding\n    .of(\n  \"Two\", x); THREE(\"Three\", Severity.INFO)");
        Path entries = Files.createDirectories(directory.resolve("findings"));
        Files.writeString(
                entries.resolve("One.md"), "- **Means:** a\n- **Likely:** b\n- **Look:** c\n- **Midwatch may:** d\n");
        Path half = Files.writeString(entries.resolve("Two.md"), "- **Means:** a\n");

        assertThat(Reasons.inSources(directory)).containsExactly("One", "Three", "Two");
        assertThat(Reasons.explainedIn(directory)).containsExactly("One", "Two");
        assertThat(Reasons.incompleteIn(directory)).containsExactly(half);
    }
}
