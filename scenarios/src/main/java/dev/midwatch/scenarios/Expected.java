package dev.midwatch.scenarios;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A finding that is to be told.
 *
 * @param about    whom it is told about: kind and namespace/name, or kind and name
 * @param severity in small letters
 * @param cause    found somewhere in the line that says the cause
 * @param explains the reasons of what is folded under it
 */
public record Expected(
        String reason,
        String about,
        Optional<String> severity,
        Optional<Pattern> cause,
        Optional<List<String>> explains) {}
