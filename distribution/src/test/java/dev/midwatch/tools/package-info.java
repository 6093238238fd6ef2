/** What the tools that ship tell the model, through the registry that hands them out. */
package dev.midwatch.tools;
