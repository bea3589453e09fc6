package dev.upfront.ops;

/**
 * A person who may sign in to the console.
 *
 * @param name as timelines show it
 * @param mail what they sign in with
 * @param active an inactive member cannot sign in, and what they do while signed in is refused
 */
public record StaffMember(StaffId id, String name, String mail, boolean active) {
}
