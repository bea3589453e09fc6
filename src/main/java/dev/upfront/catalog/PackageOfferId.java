package dev.upfront.catalog;

import java.util.UUID;

/** Identifies a package on sale. */
public record PackageOfferId(UUID value) {
    public static PackageOfferId next() {
        return new PackageOfferId(UUID.randomUUID());
    }

    public static PackageOfferId of(String text) {
        return new PackageOfferId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
