package dev.midwatch.core.view;

/**
 * One thing that is wrong with an edit.
 *
 * @param line from 1; 0 where there is none
 * @param path the key; may be empty
 * @param hint what would be right; may be empty
 */
public record EditProblem(int line, String path, String message, String hint) {}
