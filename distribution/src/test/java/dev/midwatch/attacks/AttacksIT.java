package dev.midwatch.attacks;

import java.io.IOException;

class AttacksIT extends AttacksContract {
    AttacksIT() {
        super("simulator");
    }

    @Override
    Ground ground() throws IOException {
        return new SimulatedGround();
    }
}
