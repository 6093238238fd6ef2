package dev.midwatch.attacks;

class AttacksIT extends AttacksContract {
    AttacksIT() {
        super("simulator");
    }

    @Override
    Ground ground() {
        return new SimulatedGround();
    }
}
