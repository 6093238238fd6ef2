package dev.midwatch.dashboard.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** The headers that stand on every answer before anybody answers; a handler can replace one, as an asset does the caching. */
final class SecurityHeaders implements HttpConfiguration.Customizer {
    private static final Map<String, String> ALWAYS = always();

    private static Map<String, String> always() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        putAlways(responseHeaders);
        if (request.isSecure()) {
            responseHeaders.put("Strict-Transport-Security", "max-age=31536000");
        }
        return request;
    }

    static void putAlways(HttpFields.Mutable responseHeaders) {
        ALWAYS.forEach(responseHeaders::put);
    }
}
