package dev.upfront.retainer.arithmetic;

import dev.upfront.catalog.RollOver;
import java.util.Comparator;
import java.util.List;

/**
 * Credits of an earlier period that were not used in it.
 *
 * @param period the number of that period among the renewals, from 1
 * @param credits free ones; those that a booked session holds stay with it
 */
public record Leftover(int period, int credits) {

    /** @return how many of them end at the renewal that begins period {@code next}, by the rule; none of those that another renewal ended already */
    public static List<Leftover> ending(List<Leftover> leftovers, RollOver rule, int next) {
        var room = new int[] {rule.atMost() == null ? Integer.MAX_VALUE : rule.atMost()};
        return leftovers.stream()
                .sorted(Comparator.comparingInt(Leftover::period).reversed()) // what can be used longest is kept first
                .map(leftover -> {
                    var kept = next - leftover.period > rule.periods() ? 0 : Math.min(room[0], leftover.credits);
                    room[0] -= kept;
                    return new Leftover(leftover.period, leftover.credits - kept);
                })
                .filter(ended -> ended.credits > 0)
                .sorted(Comparator.comparingInt(Leftover::period))
                .toList();
    }
}
