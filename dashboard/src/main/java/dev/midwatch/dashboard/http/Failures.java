package dev.midwatch.dashboard.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes failures past a handler that keeps them to itself: Jetty's EagerContentHandler names the method {@code fail} that should be
 * {@code failed} (12.1.12), so an exchange whose answer breaks off never ends and holds its connection, which no idle timeout frees.
 */
final class Failures {
    private Failures() {}

    /** Around all of it, the handler that keeps failures and what is {@link #inside} it. */
    static Handler.Wrapper around(Handler all) {
        return new Handler.Wrapper(all) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return super.handle(new Known(request, callback), response, callback);
            }
        };
    }

    /** What is handed to that handler. */
    static Handler.Wrapper inside(Handler handler) {
        return new Handler.Wrapper(handler) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return super.handle(request, response, new Callback.Nested(callback) {
                    @Override
                    public void failed(Throwable why) {
                        Request.as(request, Known.class).callback.failed(why);
                    }
                });
            }
        };
    }

    private static final class Known extends Request.Wrapper {
        private final Callback callback;

        Known(Request request, Callback callback) {
            super(request);
            this.callback = callback;
        }
    }
}
