package dev.midwatch.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What runs programs made for a processor: this machine, or an emulation of another. */
record Machine(Architecture architecture) {
    private static final String EMULATOR = ".emulator";

    boolean emulated() {
        return architecture != Architecture.ofThisMachine();
    }

    private Path emulator() {
        String name = "qemu-%s-static".formatted(architecture.machine());
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        "an image for %s takes %s, which is not on the PATH (Debian: apt-get install qemu-user-static)"
                                .formatted(architecture.id(), name)));
    }

    /** Runs a program of the tree with the tree as its root, so that it sees the paths that it will see in the image. */
    String runIn(Tree tree, List<String> words) {
        // Java finds its libraries by way of /proc.
        List<String> command =
                new ArrayList<>(List.of("unshare", "--fork", "--pid", "--mount-proc", "--root=" + tree.root()));
        if (!"root".equals(System.getProperty("user.name"))) {
            // Whoever may not change the root may do so in a user namespace of their own.
            command.add("--map-root-user");
        }
        if (!emulated()) {
            command.addAll(words);
            return Program.run(tree.root(), command);
        }
        tree.copy(emulator(), EMULATOR);
        try {
            command.add("/" + EMULATOR);
            command.addAll(words);
            return Program.run(tree.root(), command);
        } finally {
            tree.remove(EMULATOR);
        }
    }
}
