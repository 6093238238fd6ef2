/** The Table form of lists: the columns kubectl get prints. */
package dev.midwatch.simulator.table;
