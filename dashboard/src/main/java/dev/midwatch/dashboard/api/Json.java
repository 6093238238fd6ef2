package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The one way values become JSON here: members in snake_case, instants as ISO text, what is not there as null, constants in small letters. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .addModule(ours())
            .build();

    private Json() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    /** A record's component as it is called in JSON. */
    static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given != null ? given.value() : snake(component.getName());
    }

    static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static SimpleModule ours() {
        SimpleModule module = new SimpleModule("midwatch");
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addSerializer(LocalDate.class, ToStringSerializer.instance);
        module.addSerializer(new Written<Optional<?>>(Optional.class, value -> value.orElse(null)));
        module.addSerializer(
                new Written<OptionalInt>(OptionalInt.class, value -> value.isPresent() ? value.getAsInt() : null));
        module.addSerializer(
                new Written<OptionalLong>(OptionalLong.class, value -> value.isPresent() ? value.getAsLong() : null));
        module.addSerializer(
                new Written<Enum<?>>(Enum.class, value -> value.name().toLowerCase(Locale.ROOT)));
        return module;
    }

    /** Written as something else is. */
    private static final class Written<T> extends StdSerializer<T> {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient Function<T, Object> as;

        Written(Class<?> type, Function<T, Object> as) {
            super(type, false);
            this.as = as;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(as.apply(value), json);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, T value) {
            return as.apply(value) == null;
        }
    }
}
