package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a client says of an object where otherwise the server does. */
final class Given {
    private static final List<String> FIELDS =
            List.of("creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation");

    private Given() {}

    static void keep(ObjectNode sent, ObjectNode metadata) {
        FIELDS.stream().filter(sent::hasNonNull).forEach(field -> metadata.set(field, sent.get(field)));
    }
}
