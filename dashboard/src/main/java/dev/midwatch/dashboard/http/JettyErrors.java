package dev.midwatch.dashboard.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what never reached a handler of ours, such as a request that is none, in the same words and with the same headers. */
final class JettyErrors extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JettyErrors.class);

    private final Answers answers;

    JettyErrors(Answers answers) {
        this.answers = answers;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        boolean theirs = code < 500
                || cause instanceof HttpException
                || Errors.clientsFault(cause).isPresent();
        Optional<String> id = theirs ? Optional.empty() : Optional.of(Errors.newId());
        id.ifPresent(known -> LOG.error("{} {} failed [{}]", request.getMethod(), request.getHttpURI(), known, cause));
        String path = Optional.ofNullable(request.getHttpURI().getDecodedPath()).orElse("/");
        Trouble trouble = new Trouble(code, path, "", id);
        SecurityHeaders.putAlways(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answers.contentType(trouble));
        // Jetty says the length, and leaves the body of an answer to HEAD away: a servlet's error page that says the
        // length
        // here counts as broken off, for the servlet wrote none of it.
        Content.Sink.write(response, true, answers.body(trouble), callback);
    }
}
