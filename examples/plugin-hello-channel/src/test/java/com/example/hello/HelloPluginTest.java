package com.example.hello;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;
import java.util.Map;

class HelloPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new HelloPlugin();
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("url", "https://ntfy.example.org/midwatch");
    }
}
