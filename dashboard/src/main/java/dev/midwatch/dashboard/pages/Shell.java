package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.signin.Visitor;
import java.util.Optional;

/**
 * What stands around every page.
 *
 * @param csrf  for each form that changes something
 * @param flash what came of the command that led here
 * @param here  the address of this page, to come back to
 * @param live  the address its events come from; empty if nothing on it changes by itself
 */
public record Shell(
        String title,
        Section section,
        Visitor visitor,
        String csrf,
        Theme theme,
        Optional<Flash> flash,
        Assets assets,
        String here,
        String live,
        Times times) {
    public boolean operator() {
        return visitor.may(Level.OPERATOR);
    }

    public boolean approver() {
        return visitor.may(Level.APPROVER);
    }
}
