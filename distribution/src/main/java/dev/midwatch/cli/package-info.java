/**
 * The command line. Standard output carries the result only, as a table, JSON or YAML; progress and messages go to standard error.
 * Exit codes: 0 done, 1 could not do it, 2 usage or configuration, 3 findings at or above {@code --fail-on}, 130 interrupted.
 */
package dev.midwatch.cli;
