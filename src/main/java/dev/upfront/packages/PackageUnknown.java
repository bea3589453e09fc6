package dev.upfront.packages;

/** There is no such package. */
public class PackageUnknown extends RuntimeException {
    PackageUnknown(String id) {
        super("There is no sold package " + id);
    }
}
