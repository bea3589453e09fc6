package dev.upfront.year;

import static dev.upfront.year.Act.did;
import static dev.upfront.year.Act.nothing;

import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageStatus;
import java.util.Optional;

/** What clients do with packages. */
final class PackageActs {

    private static final int MOST_AT_A_TIME = 2;

    private PackageActs() {}

    static final class Buy implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            if (town.packagesOf(scene.person(), sale -> !sale.status().ended()).size() >= MOST_AT_A_TIME) {
                return nothing();
            }
            var client = scene.person().client();
            var offer = Town.any(town.offers.packages, scene.luck()).orElseThrow();
            var sale = town.sales.request(new PackageRequest(Town.requestKey(scene), offer.id(), client.name(), client.mail(), null, client.zone(), client.locale(), "client"));
            return did("buys %s, %s", sale.reference(), offer.slug());
        }
    }

    /** One tap, paid from the card on file; sometimes by two taps. */
    static final class Renew implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            if (town.packagesOf(scene.person(), sale -> !sale.status().ended()).size() >= MOST_AT_A_TIME) {
                return nothing();
            }
            var paid = town.packagesOf(scene.person(), sale -> sale.status() != PackageStatus.REQUESTED && sale.status() != PackageStatus.LAPSED && sale.status() != PackageStatus.CANCELLED);
            return Town.any(paid, scene.luck()).filter(sale -> town.sales.renewalOf(sale.id()).isEmpty()).flatMap(sale -> {
                var seen = town.packages.offer(sale.offer()).version();
                var renewal = town.sales.renew(sale.id(), seen, "client");
                town.sales.renew(sale.id(), seen, "client");
                return did("renews %s as %s", sale.reference(), renewal.reference());
            });
        }
    }

    /** Does not want it after all. */
    static final class CancelUnpaid implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            return Town.any(town.packagesOf(scene.person(), sale -> sale.status() == PackageStatus.REQUESTED), scene.luck()).flatMap(sale -> {
                town.sales.cancel(sale.id(), "client");
                return did("does not want %s any more", sale.reference());
            });
        }
    }
}
