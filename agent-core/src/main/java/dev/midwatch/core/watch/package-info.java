/**
 * The one way data flows: a run looks at the cluster, the ledger says what is news, the model or the renderer puts it into words, repairs
 * go to the gate, and one message goes to the outbox. Each step takes a value and returns a value.
 */
package dev.midwatch.core.watch;
