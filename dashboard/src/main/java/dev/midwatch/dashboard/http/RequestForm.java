package dev.midwatch.dashboard.http;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** What a request must be like before any handler reads it: reading a broken one would be taken for a fault of ours. */
final class RequestForm {
    private RequestForm() {}

    static void check(Context ctx) {
        checkQuery(ctx.queryString());
        checkCharset(ctx.header("Content-Type"));
    }

    private static void checkQuery(String query) {
        if (query == null) {
            return;
        }
        try {
            if (URLDecoder.decode(query, StandardCharsets.UTF_8).indexOf('\0') >= 0) {
                throw new BadRequestResponse("The query holds a character that no query needs.");
            }
        } catch (IllegalArgumentException broken) {
            throw new BadRequestResponse("The query is not encoded as a query is.");
        }
    }

    private static void checkCharset(String contentType) {
        int at = contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return;
        }
        String name = contentType
                .substring(at + "charset=".length())
                .split(";", 2)[0]
                .strip()
                .replace("\"", "");
        try {
            Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new HttpResponseException(415, "The content's charset is not known here; send UTF-8.");
        }
    }
}
