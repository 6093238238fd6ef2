package dev.midwatch.skills.argocd;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;
import java.nio.file.Path;
import java.util.Optional;

class ArgocdPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new ArgocdPlugin();
    }

    @Override
    protected Optional<Path> findingsPage() {
        return Optional.of(Path.of("../docs/findings.md"));
    }
}
