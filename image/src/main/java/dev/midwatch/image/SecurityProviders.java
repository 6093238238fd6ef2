package dev.midwatch.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java's list of security providers. One whose module is not linked would be looked for on the class path, where each provider that is found is made to
 * ask for its name: of Bouncy Castle that takes a second of a start and 25 MB.
 */
final class SecurityProviders {
    static final String FILE = "conf/security/java.security";
    private static final Pattern LINE = Pattern.compile("security\\.provider\\.\\d+=(\\S+)(.*)");
    private static final Map<String, String> MODULES = Map.of(
            "XMLDSig", "java.xml.crypto",
            "SunPCSC", "java.smartcardio",
            "SunSASL", "java.security.sasl",
            "SunJGSS", "java.security.jgss",
            "JdkLDAP", "java.naming",
            "JdkSASL", "jdk.security.jgss",
            "SunPKCS11", "jdk.crypto.cryptoki");

    private SecurityProviders() {}

    /** The file's text with those alone that are there, in their order. */
    static String of(String security, Set<String> linkedModules) {
        List<String> lines = new ArrayList<>();
        int kept = 0;
        for (String line : security.lines().toList()) {
            Matcher provider = LINE.matcher(line);
            if (!provider.matches()) {
                lines.add(line);
            } else if (linkedModules.contains(MODULES.getOrDefault(provider.group(1), "java.base"))) {
                lines.add("security.provider.%d=%s%s".formatted(++kept, provider.group(1), provider.group(2)));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
