/** The rights in the cluster that plugins declare, and the least roles that grant them. */
package dev.midwatch.core.rbac;
