package dev.midwatch.core.view;

/** A piece of evidence: {@code last exit: 1 Error}. */
public record Fact(String label, String value) {}
