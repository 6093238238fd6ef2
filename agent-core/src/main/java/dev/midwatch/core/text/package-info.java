/**
 * What untrusted text goes through before anybody reads it: hidden characters become visible, secrets are taken out, by their looks and by
 * their value. Knows nothing of the rest, so that every way out can use it.
 */
package dev.midwatch.core.text;
