package com.example.hello;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;

class HelloPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new HelloPlugin();
    }
}
