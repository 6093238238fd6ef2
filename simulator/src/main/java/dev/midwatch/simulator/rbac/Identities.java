package dev.midwatch.simulator.rbac;

import dev.midwatch.simulator.object.Names;
import dev.midwatch.simulator.resource.Catalog;
import dev.midwatch.simulator.store.ObjectStore;
import dev.midwatch.simulator.store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Bearer tokens. A token of a ServiceAccount ends with its time, and with its account. */
public final class Identities {
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final ObjectStore store;
    private final Catalog catalog;
    private final InstantSource clock;
    private final Names names;
    private final String adminToken;

    private record Token(User user, String namespace, String account, String accountUid, Instant until) {}

    public Identities(ObjectStore store, Catalog catalog, InstantSource clock, Names names) {
        this.store = store;
        this.catalog = catalog;
        this.clock = clock;
        this.names = names;
        this.adminToken = "simulated-admin-" + names.suffix() + names.suffix();
        tokens.put(adminToken, new Token(User.admin(), "", "", "", Instant.MAX));
    }

    public String adminToken() {
        return adminToken;
    }

    /** A new token for a ServiceAccount that exists. */
    public String issue(Stored account, Duration life) {
        String token =
                "simulated-" + account.namespace() + "-" + account.name() + "-" + names.suffix() + names.suffix();
        User user = User.serviceAccount(account.namespace(), account.name(), account.uid());
        tokens.put(
                token,
                new Token(
                        user,
                        account.namespace(),
                        account.name(),
                        account.uid(),
                        clock.instant().plus(life)));
        return token;
    }

    public Optional<User> authenticate(String token) {
        return Optional.ofNullable(tokens.get(token)).filter(this::valid).map(Token::user);
    }

    private boolean valid(Token token) {
        if (token.account.isEmpty()) {
            return true;
        }
        return clock.instant().isBefore(token.until)
                && store.find(catalog.get("", "serviceaccounts"), token.namespace, token.account)
                        .filter(account -> account.uid().equals(token.accountUid))
                        .isPresent();
    }
}
