package dev.upfront.catalog;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalog's door to retainer plans. */
@Service
@Transactional
public class RetainerPlans {

    private final RetainerPlanRepository plans;
    private final OfferingRepository offerings;

    RetainerPlans(RetainerPlanRepository plans, OfferingRepository offerings) {
        this.plans = plans;
        this.offerings = offerings;
    }

    /** What clients can agree to now, by name. */
    @Transactional(readOnly = true)
    public List<RetainerPlan> onSale() {
        return plans.findByActiveTrueOrderByNameAscIdAsc();
    }

    /** The plan on sale at that address, if there is one. */
    @Transactional(readOnly = true)
    public Optional<RetainerPlan> bySlug(String slug) {
        return plans.findBySlug(slug).filter(RetainerPlan::active);
    }

    /** All plans by name, those not on sale too. */
    @Transactional(readOnly = true)
    public List<RetainerPlan> all() {
        return plans.findAllByOrderByNameAscIdAsc();
    }

    /** @throws NoSuchElementException if there is none */
    @Transactional(readOnly = true)
    public RetainerPlan plan(RetainerPlanId id) {
        return plans.findById(id).orElseThrow(() -> new NoSuchElementException("There is no retainer plan " + id));
    }

    /**
     * Adds (version 0) or changes a plan. Retainers already agreed keep the terms they were agreed with.
     *
     * @throws IllegalArgumentException with a sentence, if its address is taken, an offering is unknown, or somebody else changed it since it was read
     */
    public RetainerPlan save(RetainerPlan changed) {
        Valid.that(plans.findBySlug(changed.slug()).map(RetainerPlan::id).filter(id -> !id.equals(changed.id())).isEmpty(),
                "Another retainer plan already has the address /retainers/%s: choose another one.".formatted(changed.slug()));
        Valid.that(changed.terms().offerings().stream().allMatch(offerings::existsById), "One of the chosen offerings does not exist: load the page again.");
        try {
            return plans.save(changed);
        } catch (OptimisticLockingFailureException | DuplicateKeyException stale) {
            throw new IllegalArgumentException("Somebody else changed this retainer plan meanwhile, so nothing was saved: load the page again.", stale);
        }
    }
}
