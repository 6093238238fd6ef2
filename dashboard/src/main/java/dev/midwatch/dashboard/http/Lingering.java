package dev.midwatch.dashboard.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends no exchange before what its client still sends has gone by: closing the connection then takes back an answer that the client has not
 * read, and it hears of a broken connection in place of why it was refused. Holds no thread and no memory, and has an end.
 */
final class Lingering extends Handler.Wrapper {
    private static final int TIMES_THE_LIMIT = 4;

    private final Limits limits;

    Lingering(Handler handler, Limits limits) {
        super(handler);
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new ToBeLetGoBy(request), response, new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                new Rest(request, super::succeeded).run();
            }
        });
    }

    /** Or the server would make an end of the content as soon as the answer is begun. */
    private static final class ToBeLetGoBy extends Request.Wrapper {
        ToBeLetGoBy(Request request) {
            super(request);
        }

        @Override
        public boolean consumeAvailable() {
            return true;
        }
    }

    private final class Rest implements Runnable {
        private final Request request;
        private final Runnable end;
        private final long until = System.nanoTime() + limits.idle().toNanos();
        private long left = TIMES_THE_LIMIT * limits.bodyBytes();

        Rest(Request request, Runnable end) {
            this.request = request;
            this.end = end;
        }

        @Override
        public void run() {
            while (left > 0 && System.nanoTime() < until) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                left -= chunk.remaining();
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    break;
                }
            }
            end.run();
        }
    }
}
