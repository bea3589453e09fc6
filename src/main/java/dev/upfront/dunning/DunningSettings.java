package dev.upfront.dunning;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param at at what time of the practice's day the schedule's steps are done; one that a clock change skips is done that much later, one that comes twice the first time
 * @param payDays the days of the month on which a card without enough money is tried again; in a shorter month its last day
 * @param alertAbove from what amount on staff are written to as soon as a debt arises
 * @param alertEvery how often staff are reminded of a debt whose schedule is at its end
 * @param digestAt at what time of the practice's day staff get the list of all debts
 */
@ConfigurationProperties("upfront.dunning")
record DunningSettings(
        @DefaultValue("09:00") LocalTime at,
        @DefaultValue({"1", "15"}) List<Integer> payDays,
        @DefaultValue("250") BigDecimal alertAbove,
        @DefaultValue("7d") Duration alertEvery,
        @DefaultValue("08:00") LocalTime digestAt) {
}
