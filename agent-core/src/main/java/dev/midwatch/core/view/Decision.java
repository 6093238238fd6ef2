package dev.midwatch.core.view;

/**
 * What came of an approval or a denial.
 *
 * @param done   whether the action was handed to the cluster
 * @param answer one line for whoever decided
 */
public record Decision(boolean done, String answer, ProposalRow proposal) {}
