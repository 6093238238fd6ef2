/** Deterministic checks and what they find. */
package dev.midwatch.api.check;
