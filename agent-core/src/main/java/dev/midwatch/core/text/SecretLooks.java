package dev.midwatch.core.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What looks like a secret wherever it stands. Group 1 of a look stays, the rest goes. None may look far ahead from every character, and none
 * may begin inside its own match: a log line can be one word of a megabyte, written by somebody who wants this to take long.
 */
final class SecretLooks {
    private static final String ALONE = "(?<![A-Za-z0-9_-])";

    private static final List<Look> LOOKS = List.of(
            exact(
                    "()-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|CERTIFICATE)[A-Z ]{0,10}-----(?s:.*?)(?:-----END [A-Z0-9 ]{1,50}-----|\\z)",
                    "-----begin "),
            exact("()\\bAGE-SECRET-KEY-[A-Z0-9]{20,100}", "age-secret-key-"),
            any(
                    "(authorization\\\\?[\"']?\\s{0,10}[:=]\\s{0,10}\\\\?[\"']?(?:bearer|basic|token|digest|apikey|negotiate)\\s{1,10})"
                            + "[^\\s\"',\\\\]+",
                    "authorization"),
            any("(authorization\\\\?[\"']?\\s{0,10}[:=]\\s{0,10}\\\\?[\"']?)[^\\s\"',\\\\]{16,}", "authorization"),
            any("(\\b(?:set-)?cookie\\\\?[\"']?\\s{0,4}:\\s{0,4}\\\\?[\"']?[\\w.-]{1,60}=)[^\\s\"'\\\\]++", "cookie"),
            any("(\\bbearer\\s{1,10})[A-Za-z0-9._~+/=-]{12,}", "bearer"),
            // Signed web tokens: header, claims, signature; also the encrypted ones.
            exact("()" + ALONE + "eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+){1,3}", "eyj"),
            exact(
                    "()\\b(?:sk|rk|pk)[-_](?:live|test|proj|ant|or)?[A-Za-z0-9_-]{12,}",
                    "sk-",
                    "sk_",
                    "rk-",
                    "rk_",
                    "pk-",
                    "pk_"),
            exact(
                    "()\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent)-[A-Za-z0-9_.-]{16,}"
                            + "|xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|hf_[A-Za-z0-9]{30,}"
                            + "|dop_v1_[a-f0-9]{40,}|hv[sb]\\.[A-Za-z0-9_-]{20,}|SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"
                            + "|ya29\\.[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{20,}|sha256~[A-Za-z0-9_-]{40,})",
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_",
                    "gl",
                    "xox",
                    "xapp-",
                    "npm_",
                    "pypi-",
                    "hf_",
                    "dop_v1_",
                    "hvs.",
                    "hvb.",
                    "sg.",
                    "ya29.",
                    "aiza",
                    "gocspx-",
                    "sha256~"),
            exact("()\\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\\b", "akia", "asia", "aroa", "aida"),
            exact("()" + ALONE + "[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,45}", "."),
            any("(discord(?:app)?\\.com/api/(?:v\\d{1,2}/)?webhooks/\\d{1,30}/)[A-Za-z0-9_-]{8,}", "/webhooks/"),
            any("(hooks\\.slack\\.com/(?:services|workflows|triggers)/)[A-Za-z0-9_/-]{8,}", "hooks.slack.com"),
            exact("()" + ALONE + "\\d{8,10}:AA[A-Za-z0-9_-]{33}", ":aa"),
            // To the last @ of the word: a password may have one. An image's registry has a port and a path there.
            exact("(://[^\\s:/@\"']{0,100}:)(?!\\d{1,5}/)[^\\s\"'<>]{1,512}(?=@)", "@"),
            any("(jdbc:oracle:\\w{1,10}:[^\\s/@:]{1,60}/)[^\\s\"']{1,200}(?=@)", "jdbc:oracle:"),
            // curl -u user:password, not docker run -u 1000:1000.
            exact(
                    "((?<![\\w-])(?:-u|--user|--proxy-user)[=\\s\"',-]{0,20}+[^\\s:\"',\\\\/]{1,60}+:)(?!\\d{1,6}(?:\\D|$)|//)[^\\s\"',\\\\]{3,200}",
                    "-u"),
            // Ports and options of one dash are none.
            any(
                    "(\\b(?:mysql|mariadb)\\w{0,10}\\b[^|;]{0,200}?[\\s\"']-p)(?![\\w-]{0,30}=|\\d{1,5}\\b)[^\\s\"',\\\\]{4,200}",
                    "mysql",
                    "mariadb"),
            any(
                    "(\\b(?:sshpass\\b[^|;]{0,100}?[\\s\"']-p|redis-cli\\b[^|;]{0,100}?[\\s\"']-a)[\\s\"',]{0,20}+)[^\\s\"',\\\\]{4,200}",
                    "sshpass",
                    "redis-cli"),
            exact("(://)[A-Za-z0-9_-]{20,512}+(?=@)", "@"),
            any(
                    "([?&](?:sig|signature|x-amz-signature|x-amz-security-token|key|code|auth|access_token|sas)=)[A-Za-z0-9%._~+/-]{12,}",
                    "="));

    private SecretLooks() {}

    /** @param needs one of these is in every match, in lower case: a first look that costs next to nothing */
    private record Look(Pattern pattern, List<String> needs) {}

    static void find(String text, SmallLetters small, Spans into) {
        for (Look look : LOOKS) {
            if (small.hasAny(look.needs())) {
                Matcher found = look.pattern().matcher(text);
                while (found.find()) {
                    into.add(found.end(1), found.end());
                }
            }
        }
    }

    private static Look exact(String regex, String... needs) {
        return new Look(Pattern.compile(regex), List.of(needs));
    }

    private static Look any(String regex, String... needs) {
        return new Look(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), List.of(needs));
    }
}
