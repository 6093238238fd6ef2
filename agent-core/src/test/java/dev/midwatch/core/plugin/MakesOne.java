package dev.midwatch.core.plugin;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a private directory where others have theirs, and ends. */
final class MakesOne {
    private MakesOne() {}

    public static void main(String[] arguments) throws IOException {
        PrivateDirectory.make(Path.of(arguments[0]), "copies-").close();
    }
}
