package dev.midwatch.dashboard.signin;

/** A server will not start where others can reach it and nobody has to show who they are. */
public final class OpenToStrangers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OpenToStrangers(String message) {
        super(message);
    }

    static OpenToStrangers dashboard(String host) {
        return new OpenToStrangers("the dashboard would be open to everybody on " + host
                + ": set dashboard.basic_auth.username and dashboard.basic_auth.password"
                + " (MIDWATCH_DASHBOARD_BASIC_AUTH_USERNAME and MIDWATCH_DASHBOARD_BASIC_AUTH_PASSWORD),"
                + " or let it listen on 127.0.0.1");
    }

    static OpenToStrangers api(String host) {
        return new OpenToStrangers("the gateway API would be open to everybody on " + host
                + ": set API_SERVER_KEY, or let it listen on 127.0.0.1");
    }
}
