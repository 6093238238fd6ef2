/** The check of warning events that no other check explains. */
package dev.midwatch.skills.k8s.event;
