package dev.upfront.catalog;

import java.util.regex.Pattern;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A retainer on sale.
 *
 * @param slug    its address: /retainers/{slug}; unique
 * @param active  whether it is on sale
 * @param version 0 for one never saved
 */
@Table(schema = "catalog", name = "retainer_plan")
public record RetainerPlan(
        @Id RetainerPlanId id, String slug, String name, String description, @Embedded.Empty RetainerTerms terms, boolean active, @Version int version) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public RetainerPlan {
        Valid.that(SLUG.matcher(slug).matches(), "The address is written in small letters, digits and single hyphens, such as coaching-monthly.");
        Valid.text(name, "A retainer plan needs a name.");
    }

    /** One never saved. */
    public RetainerPlan(RetainerPlanId id, String slug, String name, String description, RetainerTerms terms, boolean active) {
        this(id, slug, name, description, terms, active, 0);
    }
}
