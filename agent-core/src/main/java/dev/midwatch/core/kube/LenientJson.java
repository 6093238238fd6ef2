package dev.midwatch.core.kube;

import io.kubernetes.client.openapi.JSON;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * client-java's models refuse every field they do not know, so a server newer or older than the library would break each typed call.
 * Its Gson is one per process: replaced once, before the first call.
 */
final class LenientJson {
    private LenientJson() {}

    static void install() {
        JSON.setGson(JSON.createGson()
                .registerTypeAdapter(OffsetDateTime.class, new JSON.OffsetDateTimeTypeAdapter())
                .registerTypeAdapter(LocalDate.class, new JSON.LocalDateTypeAdapter())
                .registerTypeAdapter(byte[].class, new JSON.ByteArrayAdapter())
                .create());
    }
}
