package dev.midwatch.core.audit;

/**
 * A line of the audit files.
 *
 * @param n its number through all files, from 1
 */
public record AuditLine(long n, String text) {}
