package dev.midwatch.cli;

import dev.midwatch.core.config.ApiServerConfig;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.DashboardConfig;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.OidcConfig;
import dev.midwatch.core.config.PeopleConfig.Rank;
import dev.midwatch.core.config.Secret;
import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.api.GatewaySettings;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.signin.Account;
import dev.midwatch.dashboard.signin.ApiKey;
import dev.midwatch.dashboard.signin.OidcSettings;
import dev.midwatch.dashboard.signin.OidcSettings.By;
import dev.midwatch.dashboard.signin.OidcSettings.Grant;
import dev.midwatch.dashboard.signin.Password;
import dev.midwatch.dashboard.signin.SignInSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the configuration says of the dashboard and the API, in their own terms; what they refuse is told with its key. */
final class WebSettings {
    private WebSettings() {}

    static HttpSettings dashboard(DashboardConfig config) {
        return http("dashboard", config.host(), config.port(), config.trustedProxies());
    }

    static SignInSettings signIn(DashboardConfig config, Home home) {
        return named(
                "dashboard.basic_auth",
                () -> new SignInSettings(
                        config.basicAuth()
                                .username()
                                .map(name -> new Account(
                                        name,
                                        Password.of(config.basicAuth()
                                                .password()
                                                .orElseThrow()
                                                .reveal()),
                                        level(config.basicAuth().level()))),
                        named("dashboard.oidc", () -> oidc(config)),
                        config.basicAuth().secret().map(Secret::reveal),
                        config.sessionLength(),
                        home.directory()));
    }

    private static Optional<OidcSettings> oidc(DashboardConfig config) {
        OidcConfig oidc = config.oidc();
        return oidc.issuer()
                .map(issuer -> new OidcSettings(
                        issuer,
                        oidc.clientId().orElseThrow(),
                        oidc.clientSecret().orElseThrow().reveal(),
                        oidc.scopes(),
                        config.publicUrl(),
                        oidc.groupsClaim(),
                        grants(oidc)));
    }

    private static List<Grant> grants(OidcConfig oidc) {
        List<Grant> grants = new ArrayList<>();
        add(By.SUBJECT, oidc.subjects(), grants);
        add(By.EMAIL, oidc.emails(), grants);
        add(By.GROUP, oidc.groups(), grants);
        return grants;
    }

    private static void add(By by, Map<String, Rank> some, List<Grant> grants) {
        new TreeMap<>(some).forEach((who, rank) -> grants.add(new Grant(by, who, level(rank))));
    }

    static GatewaySettings gateway(Config config) {
        ApiServerConfig api = config.apiServer();
        List<ApiKey> keys = new ArrayList<>();
        return named("api_server.keys", () -> {
            api.key().ifPresent(key -> keys.add(new ApiKey("api_server.key", key.reveal(), Level.APPROVER)));
            new TreeMap<>(api.keys())
                    .forEach((name, key) -> keys.add(new ApiKey(name, key.key().reveal(), level(key.level()))));
            return new GatewaySettings(
                    http("api_server", api.host(), api.port(), api.trustedProxies()),
                    keys,
                    config.metrics().open());
        });
    }

    private static HttpSettings http(String section, String host, int port, List<String> proxies) {
        return new HttpSettings(
                section,
                host,
                port,
                named(section + ".trusted_proxies", () -> TrustedProxies.parse(proxies)),
                Limits.defaults());
    }

    private static Level level(Rank rank) {
        return Level.valueOf(rank.name());
    }

    private static <T> T named(String key, Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException wrong) {
            throw CliException.usage(key + ": " + wrong.getMessage());
        }
    }
}
