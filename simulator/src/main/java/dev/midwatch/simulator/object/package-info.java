/** What every Kubernetes object has in common: JSON trees, metadata, selectors, quantities, names, and the errors of the API. */
package dev.midwatch.simulator.object;
