package dev.midwatch.dashboard.pages;

import io.javalin.http.Context;

/** The address of a page of ours, to come back to. */
final class Here {
    private Here() {}

    static String of(Context ctx) {
        return ctx.method().name().equals("GET") && ctx.queryString() != null
                ? ctx.path() + "?" + ctx.queryString()
                : ctx.path();
    }

    /** What a form says where to go back to; the overview if that is elsewhere. */
    static String back(String address) {
        boolean ours = address != null
                && address.startsWith("/")
                && !address.startsWith("//")
                && address.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != '\\');
        return ours ? address : "/";
    }
}
