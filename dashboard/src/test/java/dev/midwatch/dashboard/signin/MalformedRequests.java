package dev.midwatch.dashboard.signin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests as attackers and broken clients send them, the same ones for the same seed. */
final class MalformedRequests {
    private static final List<String> METHODS = List.of(
            "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "G\0T", "QUERY", "");
    private static final List<String> PATHS = List.of(
            "/",
            "/item/x",
            "/sign-in",
            "/sign-in?to=",
            "/sign-in/oidc/callback",
            "/act",
            "/assets/midwatch.css",
            "*",
            "http://evil.example/item/x",
            "//item/x",
            "/item//x",
            "/./item/x",
            "/x/../item/x",
            "/%2e%2e/item/x",
            "/item/%2e%2e",
            "/item/a%2Fb",
            "/item/a%5Cb",
            "/item/%00",
            "/item/%",
            "/item/%zz",
            "/item/%ff%fe",
            "/item/%c0%ae%c0%ae",
            "/item;x=y/x",
            "/item/x;jsessionid=1",
            "/;/item/x",
            "/item/x?%",
            "/item/x?a=%ff&b=%zz",
            "/item/x?a[]=1&a=2&=&&",
            "/item/x#frag",
            "/ITEM/x",
            "/item/x/",
            "/item/\u00e9",
            "/item/x?a=\0",
            "item/x",
            "");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP/1.1 x", "");
    private static final List<String> HEADERS = List.of(
            "Host: localhost",
            "Host: localhost\r\nHost: evil.example",
            "Host: ",
            "Host: a b",
            "Host: [::",
            "Host: x:99999",
            "Cookie: midwatch=a.b",
            "Cookie: midwatch=\"",
            "Cookie: =;;==;\0",
            "Cookie: __Host-midwatch=e30.e30",
            "Cookie: $Version=1; midwatch=x",
            "Authorization: Basic %%%",
            "Authorization: Basic bWlhOng=",
            "Authorization: Basic",
            "Authorization: Bearer \u00ff",
            "Content-Length: -1",
            "Content-Length: 5",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 99999999999999999999",
            "Content-Length: x",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 3",
            "Content-Type: application/x-www-form-urlencoded; charset=nonsense",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: ;;;=",
            "Content-Type: text/html; charset=\"",
            "Content-Encoding: gzip",
            "Expect: 100-continue",
            "Expect: x",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
            "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings",
            "Range: bytes=0-,-1,9-2",
            "If-None-Match: \"",
            "If-Modified-Since: never",
            "Accept: \0",
            "Accept: text/html;q=x",
            "Accept-Encoding: gzip;q=nan, br",
            "X-Forwarded-For: a, b,, ,",
            "X-Forwarded-Proto: https\tx",
            "X-HTTP-Method-Override: DELETE",
            "HX-Request: true",
            "Origin: http://[",
            "Sec-Fetch-Site: \u00e9",
            "X: a\rb",
            "X: a\nSet-Cookie: b=c",
            " X: folded",
            "X : space",
            ": none",
            "NoColon",
            "X: \u0001\u0002",
            "Content-Disposition: form-data; name=\"");
    private static final List<String> BODIES = List.of(
            "",
            "hello",
            "0\r\n\r\n",
            "5\r\nhello\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n",
            "-1\r\nx",
            "zz\r\n",
            "5;ext=\"\r\nhello\r\n0\r\n\r\n",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n",
            "--x\r\n\r\n",
            "--x\r\nbroken",
            "username=mia&password=%zz",
            "a=%",
            "&&&===",
            "{\"a\":",
            "\u001f\u008b\b\0");

    private final Random random;
    private final String always;

    /**
     * Theirs.
     *
     * @param always a header line that most of them have
     */
    MalformedRequests(long seed, String always) {
        this.random = new Random(seed);
        this.always = always;
    }

    byte[] next() {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            return noise;
        }
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) == 0) {
            text.append("POST ")
                    .append(random.nextBoolean() ? "/sign-in" : "/act")
                    .append(" HTTP/1.1\r\n");
        } else {
            text.append(one(METHODS))
                    .append(' ')
                    .append(one(PATHS))
                    .append(' ')
                    .append(one(VERSIONS))
                    .append("\r\n");
        }
        if (random.nextInt(4) != 0) {
            text.append("Host: localhost\r\n").append(always).append("\r\n");
        }
        for (int header = random.nextInt(5); header > 0; header--) {
            text.append(one(HEADERS)).append("\r\n");
        }
        text.append("Connection: close\r\n\r\n").append(one(BODIES));
        return damage(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] damage(byte[] request) {
        if (random.nextInt(3) != 0) {
            return request;
        }
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(request, random.nextInt(request.length)) : request;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
