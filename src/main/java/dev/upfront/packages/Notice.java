package dev.upfront.packages;

/** What a client is told about a package by the decision table {@code package-notice}; each once for a package. */
public enum Notice {
    FEW_CREDITS,
    EXPIRES_SOON,
    EXPIRES_NEXT_DAYS
}
