package dev.upfront.packages;

import java.util.UUID;

/** Identifies a package that was sold; also the key of its process. */
public record PackageSaleId(UUID value) {
    public static PackageSaleId next() {
        return new PackageSaleId(UUID.randomUUID());
    }

    public static PackageSaleId of(String text) {
        return new PackageSaleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
