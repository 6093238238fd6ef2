package dev.midwatch.skills.k8s.pod;

import dev.midwatch.skills.k8s.evidence.Exit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a container's exit and last words say about why it ended. */
enum CrashCause {
    /** Something it needs over the network did not answer; a fresh start may find it there. */
    DEPENDENCY(
            "something it depends on does not answer",
            true,
            "connection (was )?(refused|reset|closed|timed out)|econnrefused|econnreset|etimedout|no route to host"
                    + "|i/o timeout|dial tcp.*timeout|connect(ion)? timed? ?out|context deadline exceeded"
                    + "|temporary failure in name resolution|broken pipe|server closed the connection"
                    + "|stale (connection|nfs|file handle)|service unavailable|the database system is starting up"
                    + "|terminating connection|connection from pool is stale|no usable \\w* ?connection"),
    /** A lock that another holds, or that a dead one left. */
    LOCK(
            "a lock it needs is held",
            true,
            "lock(file)? (is )?(already )?held|could not (acquire|obtain|get) (the )?lock|failed to acquire lock"
                    + "|database is locked|resource temporarily unavailable|lost leader|leader election lost"),
    PORT("its port is taken", false, "address already in use|eaddrinuse|port .* (is )?already (in use|allocated)"),
    CREDENTIALS(
            "it is refused by what it connects to",
            false,
            "authentication failed|password authentication|access denied for user|unauthori[sz]ed|invalid credentials"
                    + "|permission denied for|x509|certificate (has expired|verify failed|signed by unknown)"),
    CONFIGURATION(
            "its configuration is not accepted",
            false,
            "pars(e|ing) (error|failed|exception)|(failed|unable|could not|cannot|error) (to )?(pars|load|read)\\w* .*conf"
                    + "|invalid (config|configuration|value|argument|option|flag)|unknown (flag|option|field|key)"
                    + "|(missing|required|undefined|unset) .*(env|environment|variable|setting|config|flag|argument|option|key)"
                    + "|environment variable .* (not set|missing|required|undefined)|yaml:|unmarshal|syntax error"),
    FILE(
            "a file it needs is not there",
            false,
            "no such file or directory|filenotfound|enoent|cannot find module|modulenotfounderror"),
    RIGHTS(
            "it lacks a right on a file or call",
            false,
            "permission denied|eacces|operation not permitted|read-only file system"),
    DISK("its disk is full", false, "no space left on device|enospc|disk quota exceeded");

    private final String words;
    private final boolean passing;
    private final Pattern says;

    CrashCause(String words, boolean passing, String says) {
        this.words = words;
        this.passing = passing;
        this.says = Pattern.compile(says, Pattern.CASE_INSENSITIVE);
    }

    /** A cause and the line that says it. */
    record Found(CrashCause cause, String line) {}

    /** From the last words, the latest line first; empty if they do not say, or if the exit alone says enough. */
    static Optional<Found> of(Optional<Exit> exit, List<String> lines) {
        if (exit.filter(Exit::outOfMemory).isPresent()) {
            return Optional.empty();
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            for (CrashCause cause : values()) {
                if (cause.says.matcher(lines.get(i)).find()) {
                    return Optional.of(new Found(cause, lines.get(i).strip()));
                }
            }
        }
        return Optional.empty();
    }

    /** For a cause line: {@code its port is taken}. */
    String words() {
        return words;
    }

    /** Whether starting again may be all it takes. */
    boolean passing() {
        return passing;
    }
}
