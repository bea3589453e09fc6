package dev.upfront.sandbox.stripe;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Customers: create, retrieve, update, delete, list by email. */
final class Customers {

    private static final Set<String> KNOWN = Set.of("email", "name", "phone", "description", "metadata[*]", "metadata",
            "payment_method", "invoice_settings[*]", "address[*]", "shipping[*]", "preferred_locales[]", "balance",
            "tax_exempt", "tax[*]", "business_name", "individual_name");
    private static final List<String> TEXTS = List.of("email", "name", "phone", "description");

    private final Books books;
    private final PaymentMethods paymentMethods;

    Customers(Books books, PaymentMethods paymentMethods) {
        this.books = books;
        this.paymentMethods = paymentMethods;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/customers", KNOWN, (ids, given) -> create(given));
        routes.on("GET", "/v1/customers", Routes.known(Routes.LIST, "email"), (ids, given) ->
                books.list("customer", "/v1/customers", given, List.of("email"), customer -> !customer.path("deleted").booleanValue(false)
                        && given.text("email").map(email -> Books.is(customer, "email", email)).orElse(true)));
        routes.on("GET", "/v1/customers/{id}", Set.of(), (ids, given) -> books.get("customer", ids.getFirst()));
        routes.on("POST", "/v1/customers/{id}", Routes.known(KNOWN, "default_source"), (ids, given) ->
                update(existing(ids.getFirst(), "id"), given));
        routes.on("DELETE", "/v1/customers/{id}", Set.of(), (ids, given) ->
                existing(ids.getFirst(), "id").put("deleted", true));
    }

    ObjectNode create(Parameters given) {
        ObjectNode customer = books.add("customer", "cus");
        TEXTS.forEach(customer::putNull);
        customer.put("balance", 0).put("delinquent", false).putObject("metadata");
        customer.putObject("invoice_settings").putNull("default_payment_method");
        return update(customer, given);
    }

    /** A customer made by a Checkout page, that knows no more than what was typed there. */
    ObjectNode create(String email) {
        ObjectNode customer = create(Parameters.read(null)).put("email", email);
        books.index(customer, "email");
        return customer;
    }

    private ObjectNode update(ObjectNode customer, Parameters given) {
        TEXTS.stream().filter(given::has).forEach(name -> customer.put(name, given.orNull(name)));
        Books.mergeMetadata(customer, given.beneath("metadata"));
        books.index(customer, "email");
        given.text("payment_method").ifPresent(id -> paymentMethods.attach(paymentMethods.use(id, "payment_method"), customer));
        given.text("invoice_settings[default_payment_method]").ifPresent(id -> {
            paymentMethods.use(id, "invoice_settings[default_payment_method]");
            customer.putObject("invoice_settings").put("default_payment_method", id);
        });
        return customer;
    }

    /** The customer, who must not have been deleted. */
    ObjectNode existing(String id, String param) {
        ObjectNode customer = books.get("customer", id, param);
        if (customer.path("deleted").booleanValue(false)) {
            throw Refusal.unknown("customer", id, param);
        }
        return customer;
    }
}
