/** The facts of a periodic report: how the cluster is, told also when nothing is wrong. */
package dev.midwatch.skills.k8s.report;
