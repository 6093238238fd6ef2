package dev.midwatch.cli;

import dev.midwatch.api.Plugin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print the version of Midwatch, of its plugin API and of Java.")
final class VersionCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("midwatch", Version.TEXT);
        version.put("plugin_api", Plugin.API_LEVEL);
        version.put("java", System.getProperty("java.version"));
        if (global.output() == OutputFormat.table) {
            global.terminal()
                    .line("midwatch %s (plugin API %d, Java %s)"
                            .formatted(Version.TEXT, Plugin.API_LEVEL, version.get("java")));
        } else {
            global.terminal().value(global.output(), version);
        }
        return 0;
    }
}
