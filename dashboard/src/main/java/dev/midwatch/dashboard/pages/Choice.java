package dev.midwatch.dashboard.pages;

/**
 * One of several that a form offers.
 *
 * @param about what it is or where it comes from; may be empty
 */
public record Choice(String name, String about) {}
