/** The way to a model: one endpoint after the other, each within a deadline, and every failure of theirs a typed one. */
package dev.midwatch.core.model;
