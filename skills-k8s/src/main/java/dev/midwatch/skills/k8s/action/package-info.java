/** Repairs that Midwatch can plan: each looks at the live object first and returns the exact change as a value. */
package dev.midwatch.skills.k8s.action;
