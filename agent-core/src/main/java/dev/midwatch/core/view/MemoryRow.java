package dev.midwatch.core.view;

/**
 * Something remembered, or waiting to be.
 *
 * @param about   work or people
 * @param source  who said it
 * @param waiting whether a person has to accept it first
 */
public record MemoryRow(String about, String text, String source, boolean waiting) {}
