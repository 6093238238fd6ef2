package dev.midwatch.core.view;

/**
 * A skill, or a change of one that waits for a person.
 *
 * @param from    plugin, operator, or the model and where it spoke
 * @param at      when the model wrote it, as RFC 3339; empty for what a person wrote
 * @param waiting whether a person has to accept it first
 * @param change  what is to be done: create, replace or remove; empty for what is in force
 */
public record SkillRow(String name, String description, String from, String at, boolean waiting, String change) {}
