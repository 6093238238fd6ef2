package dev.midwatch.core.config;

import java.util.Objects;

/**
 * Cheaper models for side work. A section that names a model or a server takes the rest from {@code model}; without either that work is done
 * by rule and costs no token.
 */
public record AuxiliaryConfig(ModelConfig.Other compression, ModelConfig.Other titleGeneration) {
    static AuxiliaryConfig defaults() {
        return new AuxiliaryConfig(ModelConfig.Other.defaults(), ModelConfig.Other.defaults());
    }

    public AuxiliaryConfig {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(titleGeneration, "titleGeneration");
    }
}
