/** What checks draw their cause lines from: container states, exits, events, log tails, and what exists under which name. */
package dev.midwatch.skills.k8s.evidence;
