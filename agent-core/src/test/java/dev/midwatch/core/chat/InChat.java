package dev.midwatch.core.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A chat of its own for each test, with people in it. */
abstract class InChat {
    @TempDir
    Path directory;

    ChatWorld world;

    @BeforeEach
    final void openTheWorld() throws IOException {
        world = new ChatWorld(directory);
    }

    @AfterEach
    final void closeTheWorld() {
        world.close();
    }

    /** What the model was told last in a request. */
    final String user(int request) {
        List<String> all = world.model.requests().get(request).contents("user");
        return all.get(all.size() - 1);
    }
}
