package dev.midwatch.core.action;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A gate over a simulated cluster of its own for each test. */
abstract class OnSimulator {
    @TempDir
    Path directory;

    GateOnSimulator world;

    @BeforeEach
    final void openTheWorld() throws IOException {
        world = new GateOnSimulator(directory);
    }

    @AfterEach
    final void closeTheWorld() {
        world.close();
    }
}
