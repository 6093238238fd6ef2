/**
 * The agent measured: cases on simulated clusters, judged by the facts in an answer and by what was done to the cluster, never by
 * another model.
 */
package dev.midwatch.eval;
