package dev.midwatch.dashboard.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Talks to the identity provider: where to send people, and who came back. */
final class IdentityProvider {
    private static final int TIMEOUT_MS = 5_000;
    private static final int MOST_KEY_BYTES = 256 << 10;
    private static final int AT_ONCE = 4;
    private static final Duration KEPT = Duration.ofHours(1);

    private record Discovered(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant at) {}

    private final OidcSettings settings;
    private final Clock clock;
    private final Semaphore calls = new Semaphore(AT_ONCE);
    private volatile Discovered discovered;

    IdentityProvider(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Where to send somebody. */
    URI address(OidcFlow.Begun begun, URI callback) throws OidcRefusal {
        URI endpoint = call(this::discovered).metadata().getAuthorizationEndpointURI();
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        callback)
                .endpointURI(endpoint)
                .state(new State(begun.state()))
                .nonce(new Nonce(begun.nonce()))
                .codeChallenge(new CodeVerifier(begun.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who somebody is who came back with this code. */
    Person person(String code, OidcFlow.Begun begun, URI callback) throws OidcRefusal {
        return call(() -> {
            Discovered provider = discovered();
            JWT idToken = redeem(provider, code, begun, callback);
            return person(validate(provider, idToken, begun));
        });
    }

    private interface Call<T> {
        T run() throws IOException, GeneralException, ParseException, OidcRefusal;
    }

    /** A few at a time, as a provider that hangs would otherwise hold every thread we have. */
    private <T> T call(Call<T> call) throws OidcRefusal {
        if (!calls.tryAcquire()) {
            throw new OidcRefusal(OidcRefusal.Kind.DOWN, "too many are waiting for the provider already");
        }
        try {
            return call.run();
        } catch (IOException | GeneralException e) {
            throw new OidcRefusal(OidcRefusal.Kind.DOWN, "the provider failed: " + e.getMessage());
        } finally {
            calls.release();
        }
    }

    private Discovered discovered() throws IOException, GeneralException, OidcRefusal {
        Discovered known = discovered;
        if (known != null && clock.instant().isBefore(known.at().plus(KEPT))) {
            return known;
        }
        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), TIMEOUT_MS, TIMEOUT_MS);
        for (URI endpoint : List.of(
                metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI())) {
            if (!OidcSettings.isSafe(endpoint)) {
                throw new OidcRefusal(OidcRefusal.Kind.DOWN, "the provider names an address without TLS: " + endpoint);
            }
        }
        JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                        metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MOST_KEY_BYTES))
                .build();
        discovered = new Discovered(metadata, keys, clock.instant());
        return discovered;
    }

    private JWT redeem(Discovered provider, String code, OidcFlow.Begun begun, URI callback)
            throws IOException, ParseException, OidcRefusal {
        HTTPRequest request = new TokenRequest.Builder(
                        provider.metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code), callback, new CodeVerifier(begun.verifier())))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(TIMEOUT_MS);
        request.setReadTimeout(TIMEOUT_MS);
        request.setFollowRedirects(false);
        TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
        if (!answer.indicatesSuccess()) {
            throw new OidcRefusal(
                    OidcRefusal.Kind.NOT_VALID,
                    "the provider does not take the code: "
                            + answer.toErrorResponse().getErrorObject().getCode());
        }
        JWT idToken = ((com.nimbusds.openid.connect.sdk.OIDCTokenResponse) answer)
                .getOIDCTokens()
                .getIDToken();
        if (idToken == null) {
            throw new OidcRefusal(OidcRefusal.Kind.NOT_VALID, "the provider sent no ID token");
        }
        return idToken;
    }

    /** Only keys the provider publishes count: none at all, and the client's secret as a key, are left out by name. */
    private IDTokenClaimsSet validate(Discovered provider, JWT idToken, OidcFlow.Begun begun) throws OidcRefusal {
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        try {
            return new IDTokenValidator(
                            new Issuer(settings.issuer()),
                            new ClientID(settings.clientId()),
                            new JWSVerificationKeySelector<>(algorithms, provider.keys()),
                            null)
                    .validate(idToken, new Nonce(begun.nonce()));
        } catch (BadJOSEException | JOSEException wrong) {
            throw new OidcRefusal(OidcRefusal.Kind.NOT_VALID, "the ID token is not valid: " + wrong.getMessage());
        }
    }

    private Person person(IDTokenClaimsSet claims) {
        Optional<String> email = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
                ? Optional.ofNullable(claims.getStringClaim("email"))
                : Optional.empty();
        List<String> groups = Optional.ofNullable(claims.getStringListClaim(settings.groupsClaim()))
                .orElse(List.of());
        return new Person(claims.getSubject().getValue(), email, groups);
    }
}
