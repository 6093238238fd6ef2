/**
 * The one gate for every write to the cluster. An {@link dev.midwatch.api.action.Action} comes in as a value; the gate refuses it, asks
 * a person, or runs it, and writes down what it did. Nothing else in Midwatch calls the cluster's writer.
 */
package dev.midwatch.core.action;
