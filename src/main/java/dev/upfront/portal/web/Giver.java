package dev.upfront.portal.web;

/** A provider to choose, or anyone. */
record Giver(String name, String address, boolean chosen) {}
