package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer   where in its body, as a URI fragment
 * @param parameter which of its parameters or headers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Fault(Optional<String> pointer, Optional<String> parameter, String detail) {
    static Fault at(String pointer, String detail) {
        return new Fault(Optional.of(pointer), Optional.empty(), detail);
    }

    static Fault of(String parameter, String detail) {
        return new Fault(Optional.empty(), Optional.of(parameter), detail);
    }

    /** Of neither. */
    static Fault because(String detail) {
        return new Fault(Optional.empty(), Optional.empty(), detail);
    }
}
