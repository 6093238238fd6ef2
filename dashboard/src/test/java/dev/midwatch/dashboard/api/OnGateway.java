package dev.midwatch.dashboard.api;

import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that ask one gateway, over the cluster of the demo at its first minute. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnGateway {
    Stage stage;
    Gateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) {
        stage = Stage.demo(directory);
        gateway = Gateway.of(stage.view());
    }

    @AfterAll
    void stop() {
        gateway.close();
        stage.close();
    }
}
