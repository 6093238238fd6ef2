/** The checks of what the API server itself calls: admission webhooks and the servers behind aggregated APIs. */
package dev.midwatch.skills.k8s.admission;
