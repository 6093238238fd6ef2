/** Objects with resource versions, selectors, consistent pages and a history to watch from. */
package dev.midwatch.simulator.store;
