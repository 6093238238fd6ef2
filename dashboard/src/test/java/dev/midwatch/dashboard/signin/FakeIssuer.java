package dev.midwatch.dashboard.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An identity provider on loopback: it checks what a real one checks, and lies on demand. */
final class FakeIssuer implements AutoCloseable {
    /** How it signs. */
    enum Signature {
        GOOD,
        OTHER_KEY,
        NONE,
        SECRET_AS_KEY
    }

    static final String CLIENT = "midwatch";
    static final String SECRET = "the secret that midwatch and its issuer share";

    private static final RSAKey KEY = key();
    private static final RSAKey OTHER = key();

    /** What was asked for when a code was given out. */
    private record Asked(String nonce, String challenge, String redirect) {}

    private final HttpServer server;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    volatile Signature signature = Signature.GOOD;
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    volatile int discoveries;

    FakeIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/token", this::token);
        server.createContext("/keys", exchange -> json(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString()));
        server.start();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the person's browser does at the provider: signs in there and comes back with a code. */
    String authorize(URI asked) {
        Map<String, String> query = form(asked.getRawQuery());
        if (!asked.getPath().equals("/authorize")
                || !query.get("client_id").equals(CLIENT)
                || !query.get("response_type").equals("code")
                || !query.get("code_challenge_method").equals("S256")) {
            throw new AssertionError("no request a provider would take: " + asked);
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Asked(query.get("nonce"), query.get("code_challenge"), query.get("redirect_uri")));
        return "/sign-in/oidc/callback?code=" + code + "&state=" + query.get("state");
    }

    private void discovery(HttpExchange exchange) throws IOException {
        discoveries++;
        json(
                exchange,
                200,
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "issuer", url().toString(),
                                "authorization_endpoint", url() + "/authorize",
                                "token_endpoint", url() + "/token",
                                "jwks_uri", url() + "/keys",
                                "response_types_supported", List.of("code"),
                                "subject_types_supported", List.of("public"),
                                "id_token_signing_alg_values_supported", List.of("RS256"))));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Asked asked = codes.remove(form.getOrDefault("code", ""));
        String challenge = Digests.text(
                Digests.sha256(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII)));
        boolean right = asked != null
                && asked.challenge().equals(challenge)
                && asked.redirect().equals(form.get("redirect_uri"))
                && exchange.getRequestHeaders().getFirst("Authorization").startsWith("Basic ");
        if (!right) {
            json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        json(
                exchange,
                200,
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(asked.nonce()) + "\"}");
    }

    private String idToken(String nonce) {
        JWTClaimsSet set = claims.apply(new JWTClaimsSet.Builder()
                        .issuer(url().toString())
                        .audience(CLIENT)
                        .subject("user-1")
                        .claim("email", "mia@example.org")
                        .claim("email_verified", true)
                        .claim("groups", List.of("watch"))
                        .claim("nonce", nonce)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(300))))
                .build();
        try {
            return switch (signature) {
                case GOOD -> signed(set, KEY, KEY.getKeyID());
                case OTHER_KEY -> signed(set, OTHER, KEY.getKeyID());
                case NONE -> new PlainJWT(set).serialize();
                case SECRET_AS_KEY -> {
                    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set);
                    jwt.sign(new MACSigner(SECRET));
                    yield jwt.serialize();
                }
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet set, RSAKey key, String keyId) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), set);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
