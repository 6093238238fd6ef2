/** What the operator decided: the data directory, the environment, and config.yaml read into records with every problem at once. */
package dev.midwatch.core.config;
