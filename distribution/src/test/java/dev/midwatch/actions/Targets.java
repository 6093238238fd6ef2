package dev.midwatch.actions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The objects that the actions are run on. */
public final class Targets {
    private Targets() {}

    /** As manifests. */
    public static String in(String namespace) throws IOException {
        try (var resource = Targets.class.getResourceAsStream("targets.yaml")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("NAMESPACE", namespace);
        }
    }
}
