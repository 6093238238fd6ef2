package dev.midwatch.dashboard.http;

import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.security.RouteRole;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * How much a request may bring, as what is made of it takes many times the memory: 64 KB, on routes marked {@link #LARGE} as much as the
 * server takes at all. Of those over 64 KB two are in hand at a time in the whole process, as its memory is one.
 */
public final class Bodies {
    /** Of a route that more may be sent to. */
    public static final RouteRole LARGE = new RouteRole() {};

    static final int USUAL = 64 << 10;
    static final int AT_ONCE = 2;
    private static final int MOST_FIELDS = 1_000;
    private static final String HELD = "midwatch.large-body";
    private static final Semaphore IN_HAND = new Semaphore(AT_ONCE);

    private Bodies() {}

    /**
     * Call it before the body is read and once it is known who sends it, so that strangers cannot keep others waiting.
     *
     * @throws HttpResponseException if the route takes none of that length, or enough large ones are in hand
     */
    public static void admit(Context ctx) {
        if (ctx.req().getContentLengthLong() <= USUAL && !ofUnknownLength(ctx)) {
            return;
        }
        if (!ctx.routeRoles().contains(LARGE)) {
            throw ofUnknownLength(ctx)
                    ? new HttpResponseException(411, "Say how long the body is.")
                    : new ContentTooLargeResponse("Nothing that long is taken here.");
        }
        if (!IN_HAND.tryAcquire()) {
            ctx.header("Retry-After", "1");
            throw new ServiceUnavailableResponse("Other large requests are in hand; try again in a second.");
        }
        AtomicBoolean held = new AtomicBoolean(true);
        ctx.attribute(HELD, held);
        Request request = ServletContextRequest.getServletContextRequest(ctx.req());
        Request.addCompletionListener(request, failure -> giveBack(held));
    }

    /** The body was read and nothing large is left of it, though the answer may take long. */
    public static void done(Context ctx) {
        AtomicBoolean held = ctx.attribute(HELD);
        if (held != null) {
            giveBack(held);
        }
    }

    private static void giveBack(AtomicBoolean held) {
        if (held.getAndSet(false)) {
            IN_HAND.release();
        }
    }

    /**
     * Call it before a form is taken apart.
     *
     * @throws ContentTooLargeResponse if it has more fields than any page of ours
     */
    public static void checkForm(Context ctx) {
        if (ctx.isMultipart()) {
            throw new HttpResponseException(415, "No form here has files.");
        }
        int fields = 1;
        for (byte one : ctx.bodyAsBytes()) {
            fields += one == '&' ? 1 : 0;
        }
        if (fields > MOST_FIELDS) {
            throw new ContentTooLargeResponse("No form here has that many fields.");
        }
    }

    private static boolean ofUnknownLength(Context ctx) {
        return ctx.header("Transfer-Encoding") != null;
    }
}
