/** Takes over the data directory of another agent, Hermes. */
package dev.midwatch.cli.hermes;
