package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a part of a list stands and how to get to the others.
 *
 * @param before address of the part before
 * @param after  address of the part after
 */
public record Paging(long from, long to, long total, Optional<String> before, Optional<String> after) {
    static final int USUAL = 50;

    /** Which part a page's address asks for; the first for what is no number. */
    static Page asked(Context ctx) {
        return new Page(offset(ctx.queryParam("offset")), USUAL);
    }

    static int offset(String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /** @param query of the page without the offset */
    static Paging of(Listing<?> listing, String path, String query) {
        int offset = listing.page().offset();
        int limit = listing.page().limit();
        OptionalInt next = listing.next();
        return new Paging(
                listing.items().isEmpty() ? 0 : offset + 1L,
                offset + listing.items().size(),
                listing.total(),
                offset == 0 ? Optional.empty() : Optional.of(address(path, query, Math.max(0, offset - limit))),
                next.isPresent() ? Optional.of(address(path, query, next.getAsInt())) : Optional.empty());
    }

    private static String address(String path, String query, int offset) {
        return path + "?" + (query.isEmpty() ? "" : query + "&") + "offset=" + offset;
    }

    public boolean isWhole() {
        return before.isEmpty() && after.isEmpty();
    }
}
