package dev.midwatch.cli;

import dev.midwatch.dashboard.signin.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "hash-password",
        mixinStandardHelpOptions = true,
        description = {
            "Make a hash of a password, for dashboard.basic_auth.password or MIDWATCH_DASHBOARD_BASIC_AUTH_PASSWORD.",
            "The password is asked for, or read from standard input where nobody types; never taken from the command line."
        })
final class DashboardHashPasswordCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() throws IOException {
        try {
            // Not through the terminal: what looks like a secret is taken out there, and this one is wanted.
            System.out.println(PasswordHash.of(password(System.console())));
            return 0;
        } catch (IllegalArgumentException unfit) {
            throw CliException.usage(unfit.getMessage());
        }
    }

    private static String password(Console console) throws IOException {
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        char[] first = console.readPassword("Password: ");
        char[] again = console.readPassword("Once more: ");
        if (first == null || !Arrays.equals(first, again)) {
            throw CliException.usage("the two are not the same");
        }
        return new String(first);
    }
}
