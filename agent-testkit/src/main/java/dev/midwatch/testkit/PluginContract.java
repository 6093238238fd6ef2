package dev.midwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Job;
import dev.midwatch.api.Plugin;
import dev.midwatch.api.Skill;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the kernel relies on in every plugin. Extend it, say which plugin, and the tests are there:
 *
 * <pre>{@code
 * class HelloPluginTest extends PluginContract {
 *     @Override
 *     protected Plugin plugin() {
 *         return new HelloPlugin();
 *     }
 * }
 * }</pre>
 */
public abstract class PluginContract {
    private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    @TempDir
    Path home;

    private List<Skill> skills;

    /** The plugin under test, as the service loader would make it. */
    protected abstract Plugin plugin();

    /** The plugin's section of {@code config.yaml}, of one that brings nothing without. */
    protected Map<String, ?> config() {
        return Map.of();
    }

    @BeforeEach
    void loadTheSkills() {
        skills = plugin().skills(context());
    }

    @Test
    void hasAName() {
        assertThat(plugin().name()).matches(NAME);
    }

    @Test
    void isNamedInItsServicesFile() {
        assertThat(ServiceLoader.load(Plugin.class))
                .as("META-INF/services/" + Plugin.class.getName())
                .extracting(Object::getClass)
                .contains(plugin().getClass());
    }

    @Test
    void bringsASkillOrAChannel() {
        assertThat(skills.size() + plugin().channels(context()).size()).isPositive();
        assertThat(skills).allSatisfy(skill -> assertOneLine(skill.description()));
    }

    @Test
    void usesNoNameTwice() {
        assertThat(skills).extracting(Skill::name).doesNotHaveDuplicates();
        assertThat(checks()).extracting(Check::name).doesNotHaveDuplicates();
        assertThat(all(Skill::jobs)).extracting(Job::name).doesNotHaveDuplicates();
        assertThat(Stream.concat(
                        all(Skill::tools).stream().map(Tool::spec),
                        all(Skill::actions).stream().map(ActionTool::spec)))
                .extracting("name")
                .doesNotHaveDuplicates();
    }

    @Test
    void describesItsChecksAndSettings() {
        assertThat(checks()).allSatisfy(check -> {
            assertThat(check.name()).matches(NAME);
            assertOneLine(check.description());
            assertThat(check.settings()).extracting(Setting::name).doesNotHaveDuplicates();
            assertThat(check.settings()).allSatisfy(setting -> {
                assertThat(setting.name()).matches("[a-z][a-z0-9_]*");
                assertOneLine(setting.description());
            });
        });
    }

    @Test
    void declaresReadsForChecksAndTools() {
        assertThat(checks()).allSatisfy(check -> assertReadsOnly(check.name(), check.permissions()));
        assertThat(all(Skill::tools))
                .allSatisfy(tool -> assertReadsOnly(tool.spec().name(), tool.permissions()));
    }

    @Test
    void declaresAWriteForEveryAction() {
        assertThat(all(Skill::actions))
                .allSatisfy(action -> assertThat(action.permissions())
                        .as(action.spec().name())
                        .anyMatch(permission -> !permission.verb().reads()));
    }

    @Test
    void describesItsToolsInFewWords() {
        assertThat(Stream.concat(
                        all(Skill::tools).stream().map(Tool::spec),
                        all(Skill::actions).stream().map(ActionTool::spec)))
                .allSatisfy(spec -> {
                    assertThat(spec.description()).as(spec.name()).isNotBlank().hasSizeLessThan(1_000);
                    assertThat(spec.parameters().at("type").text()).isEqualTo("object");
                });
    }

    @Test
    void findsNothingInAnEmptyCluster() throws ClusterException {
        for (Check check : checks()) {
            assertThat(CheckRun.of(check).findings(FakeCluster.empty()))
                    .as(check.name())
                    .isEmpty();
        }
    }

    @Test
    void takesNothingForMissingThatItMayNotSee() {
        assertThat(checks()).allSatisfy(check -> {
            FakeCluster blind = FakeCluster.empty();
            check.permissions().forEach(permission -> blind.forbid(permission.type()));
            try {
                assertThat(CheckRun.of(check).findings(blind)).isEmpty();
            } catch (ClusterException gapInCoverage) {
                assertThat(gapInCoverage.why()).isEqualTo(ClusterException.Why.FORBIDDEN);
            }
        });
    }

    @Test
    void explainsEveryReasonAndNoOther() throws IOException {
        assertThat(Reasons.explainedIn(Path.of("src/main/resources")))
                .as("the entries src/main/resources/findings/<Reason>.md")
                .isEqualTo(Reasons.inSources(Path.of("src/main/java")));
        assertThat(Reasons.incompleteIn(Path.of("src/main/resources")))
                .as("entries without one of Means, Likely, Look, Midwatch may")
                .isEmpty();
    }

    private TestContext context() {
        return TestContext.in(home).config(config());
    }

    private List<Check> checks() {
        return all(Skill::checks);
    }

    private <T> List<T> all(Function<Skill, List<T>> part) {
        return skills.stream().flatMap(skill -> part.apply(skill).stream()).toList();
    }

    private static void assertReadsOnly(String name, List<Permission> permissions) {
        assertThat(permissions)
                .as(name)
                .isNotEmpty()
                .allMatch(permission -> permission.verb().reads());
    }

    private static void assertOneLine(String text) {
        assertThat(text).isNotBlank().doesNotContain("\n");
    }
}
