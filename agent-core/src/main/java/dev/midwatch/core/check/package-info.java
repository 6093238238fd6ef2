/**
 * From checks to what people need to hear: the runner makes a report of one cycle, the ledger remembers findings over time and says
 * what of the report is news, the renderer puts it into words without a model.
 */
package dev.midwatch.core.check;
