package dev.midwatch.core.view;

/**
 * Something remembered, or something that waits for a person.
 *
 * @param about   work or people
 * @param source  who said it
 * @param at      when, as RFC 3339; empty for what a person typed into the file
 * @param waiting whether a person has to accept it first
 * @param change  what is to be done: add, replace or remove; empty for what is in force
 * @param old     the line that it would replace, or nothing
 */
public record MemoryRow(
        String about, String text, String source, String at, boolean waiting, String change, String old) {}
