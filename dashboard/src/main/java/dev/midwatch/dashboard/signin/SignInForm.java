package dev.midwatch.dashboard.signin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What the sign-in page shows.
 *
 * @param password whether there is an account with one
 * @param oidc     whether there is an identity provider
 * @param to       where to go afterwards
 * @param trouble  with the last try; empty if there was none
 */
public record SignInForm(boolean password, boolean oidc, String to, String trouble) {
    /** A link, not a form: a form's answer may not lead to another site here. */
    public String oidcAddress() {
        return "/sign-in/oidc?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }
}
