/** Who is asking, and what the Roles, ClusterRoles and bindings in the store let them do. */
package dev.midwatch.simulator.rbac;
