package dev.midwatch.core.view;

import java.time.LocalDate;

/** The tokens of one job, or of {@code chat}, on one day. */
public record UsageDay(LocalDate day, String job, long tokensIn, long tokensOut, long calls) {}
