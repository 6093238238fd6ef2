/**
 * The audit file: what was asked for, approved and done, in a chain that shows whatever is done to it, and held against the API server's
 * own log. Knows nothing of the gate.
 */
package dev.midwatch.core.audit;
