package dev.midwatch.core.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.midwatch.api.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** JSON with sorted keys and no white space, so that what is equal is equal by the byte and has one hash. */
public final class CanonicalJson {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    public static String sha256(String canonical) {
        return sha256(canonical.getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static String text(Object json) {
        try {
            return CANONICAL.writeValueAsString(json);
        } catch (JsonProcessingException ofPlainMaps) {
            throw new IllegalStateException(ofPlainMaps);
        }
    }

    public static Json parse(String text) {
        try {
            return Json.of(CANONICAL.readValue(text, new TypeReference<Object>() {}));
        } catch (JsonProcessingException notOurs) {
            throw new IllegalArgumentException("not JSON: " + text, notOurs);
        }
    }

    /** Empty if it is not JSON at all, as the part of a line that a crash left. */
    public static Optional<Json> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }
}
