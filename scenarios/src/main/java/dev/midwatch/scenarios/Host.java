package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A server that takes the objects of a scenario, each kind of server in its own way. */
interface Host {
    /** Creates an object and returns it as the server has it. */
    ObjectNode create(ObjectNode object) throws IOException;

    boolean has(ObjectNode object) throws IOException;

    void remove(ObjectNode object) throws IOException;

    /** Makes it one that is being deleted, since the moment that the manifest says where the server can be told so. */
    void markDeleted(ObjectNode manifest) throws IOException;

    /** Writes the status of a manifest whose object is there. */
    void writeStatus(ObjectNode manifest) throws IOException;

    /** Takes what a node or a pod uses. */
    void measure(ObjectNode metrics) throws IOException;
}
