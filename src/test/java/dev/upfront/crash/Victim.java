package dev.upfront.crash;

/** What can be killed. */
enum Victim { APPLICATION, BROKER, DATABASE, STRIPE }
