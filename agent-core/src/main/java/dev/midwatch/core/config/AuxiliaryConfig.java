package dev.midwatch.core.config;

import java.util.Objects;

/**
 * Cheaper models for side work. A section that names a model or a server takes the rest from {@code model}; without either that work is done
 * by rule and costs no token.
 */
public record AuxiliaryConfig(
        @Description("Sums up the older part of a long conversation.")
        ModelConfig.Other compression,

        @Description("Gives a conversation its title.") ModelConfig.Other titleGeneration) {
    static AuxiliaryConfig defaults() {
        return new AuxiliaryConfig(ModelConfig.Other.defaults(), ModelConfig.Other.defaults());
    }

    public AuxiliaryConfig {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(titleGeneration, "titleGeneration");
    }
}
