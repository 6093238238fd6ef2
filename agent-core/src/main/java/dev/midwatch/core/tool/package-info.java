/**
 * What the model may use: tools are offered or withheld by declared permissions, level and allow-list, and their arguments checked.
 * Also what their text goes through on its way to the model: redacted, capped, fenced as data.
 */
package dev.midwatch.core.tool;
