package dev.midwatch.dashboard.http;

import io.javalin.http.HttpStatus;
import java.util.Optional;

/**
 * Why a request got no answer, as its asker may know it.
 *
 * @param path   asked for
 * @param detail one sentence; empty where the status says it all
 * @param id     by which the log has the rest, when it was our fault
 */
public record Trouble(int status, String path, String detail, Optional<String> id) {
    public String title() {
        HttpStatus known = HttpStatus.forStatus(status);
        return known == HttpStatus.UNKNOWN ? "Error" : known.getMessage();
    }
}
