package dev.midwatch.dashboard.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads JSON that somebody sent: a tree of it takes a hundred times its length where it has many small parts. */
public final class RequestJson {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxTokenCount(20_000)
            .maxDocumentLength(1 << 20)
            .build();

    private RequestJson() {}

    /** One like this that refuses what is too deep, has too many parts or is too long. */
    public static ObjectMapper bounded(ObjectMapper mapper) {
        ObjectMapper bounded = mapper.copy();
        bounded.getFactory().setStreamReadConstraints(BOUNDS);
        return bounded;
    }
}
