package dev.midwatch.core.config;

import java.util.Objects;

/** Cheaper models for side work; what is absent is taken from {@code model}. */
public record AuxiliaryConfig(ModelConfig.Other compression, ModelConfig.Other titleGeneration) {
    static AuxiliaryConfig defaults() {
        return new AuxiliaryConfig(ModelConfig.Other.defaults(), ModelConfig.Other.defaults());
    }

    public AuxiliaryConfig {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(titleGeneration, "titleGeneration");
    }
}
