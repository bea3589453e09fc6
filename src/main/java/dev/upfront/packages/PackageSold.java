package dev.upfront.packages;

/** A package was asked for: its process is to begin. */
public record PackageSold(PackageSaleId sale) {}
