package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;
import java.nio.file.Path;
import java.util.Optional;

class CertmanagerPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new CertmanagerPlugin();
    }

    @Override
    protected Optional<Path> findingsPage() {
        return Optional.of(Path.of("../docs/findings.md"));
    }
}
