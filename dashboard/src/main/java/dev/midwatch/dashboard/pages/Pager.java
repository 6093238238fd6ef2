package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Leads through the parts of a long list.
 *
 * @param from  which one is the first that is shown, from 1; 0 if none is
 * @param older the address of the part before; newer of the one after
 */
public record Pager(long from, long to, long total, Optional<String> before, Optional<String> after) {
    /** @param kept what the address says besides, empty values left out */
    static Pager of(Listing<?> listing, String path, Map<String, String> kept) {
        Page page = listing.page();
        int shown = listing.items().size();
        return new Pager(
                shown == 0 ? 0 : page.offset() + 1L,
                page.offset() + (long) shown,
                listing.total(),
                page.offset() == 0
                        ? Optional.empty()
                        : Optional.of(address(path, kept, Math.max(0, page.offset() - page.limit()))),
                listing.next().isEmpty()
                        ? Optional.empty()
                        : Optional.of(address(path, kept, listing.next().getAsInt())));
    }

    /** The part that the address names. */
    static Page page(Context ctx, int size) {
        return new Page(offset(ctx).orElse(0), size);
    }

    static Optional<Integer> offset(Context ctx) {
        return word(ctx, "offset").map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException noNumber) {
                throw new BadRequestResponse("No list has a part of that number.");
            }
        });
    }

    /** What the address says under that name; empty if nothing. */
    static Optional<String> word(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String address(String path, Map<String, String> kept, int offset) {
        String query = kept.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8) + "&")
                .sorted()
                .collect(Collectors.joining());
        return path + "?" + query + "offset=" + offset;
    }

    public boolean isNeeded() {
        return before.isPresent() || after.isPresent();
    }
}
