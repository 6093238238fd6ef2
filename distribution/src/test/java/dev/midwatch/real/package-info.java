/** The real API server that tests tagged {@code real-cluster} use: kubectl, identities of their own, and its audit log. */
package dev.midwatch.real;
