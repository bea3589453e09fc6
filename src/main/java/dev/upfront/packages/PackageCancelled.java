package dev.upfront.packages;

/** A package was cancelled before it was paid. */
public record PackageCancelled(PackageSaleId sale) {}
