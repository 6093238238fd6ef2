package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.PluginContract;
import dev.midwatch.testkit.TestContext;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new LintPlugin();
    }

    @Test
    void runsNothingUnasked(@TempDir Path directory) {
        assertThat(plugin().skills(TestContext.in(directory)))
                .flatMap(skill -> skill.checks())
                .isNotEmpty()
                .allMatch(Check::lint);
    }
}
