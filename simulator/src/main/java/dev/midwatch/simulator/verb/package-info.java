/** The writing verbs of the API, independent of HTTP: create, update, patch, delete, and the subresources that write. */
package dev.midwatch.simulator.verb;
