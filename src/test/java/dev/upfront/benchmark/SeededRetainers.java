package dev.upfront.benchmark;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import dev.upfront.catalog.Offering;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.StripeStandIn;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many retainers that all renew in the same second: their rows are written directly, as the first period would have left them, with a card at Stripe each,
 * and their processes begin where they wait for the renewal.
 */
public final class SeededRetainers {

    /** Each costs that much a week, in minor units of the euro, and gives two sessions. */
    public static final long AMOUNT = 30_000;
    private static final int AT_ONCE = 8;
    private static final int CANCELLED_AT_ONCE = 200;

    private final JdbcClient database;
    private final CamundaClient engine;
    private final Sandbox sandbox;
    private final Offering offering;
    private final StripeClient stripe;

    public SeededRetainers(ApplicationContext application) {
        database = application.getBean(JdbcClient.class);
        engine = application.getBean(CamundaClient.class);
        sandbox = application.getBean(Sandbox.class);
        offering = application.getBean(Fixtures.class).offering().onSale();
        stripe = StripeClient.builder().setApiKey(StripeStandIn.API_KEY).setApiBase(sandbox.stripe().baseUri().toString()).build();
    }

    /**
     * One lot of them.
     *
     * @param due when all of them renew
     */
    public record Lot(List<UUID> retainers, Instant due) {
    }

    /** Makes that many, due in an hour, and waits until their processes wait for it. */
    public Lot due(int number) throws InterruptedException {
        var due = sandbox.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
        var ids = new ArrayList<UUID>();
        for (int each = 0; each < number; each++) {
            ids.add(UUID.randomUUID());
        }
        atOnce(ids, id -> {
            write(id, due, waiting(id, due));
            return null;
        });
        database.sql("analyze").update();
        awaitRest();
        return new Lot(ids, due);
    }

    /** Moves the world to the moment of the renewal. */
    public void renew(Lot lot) {
        var missing = Duration.between(sandbox.clock().instant(), lot.due());
        sandbox.advance(missing.plusMillis(1));
    }

    /** Ends them and their processes: else they renew whenever somebody moves the time again. */
    public void end(Lot lot) {
        var ids = lot.retainers().toArray(UUID[]::new);
        var running = database.sql("select process_instance_key from retainer.retainer where id = any (:ids) and status <> 'ENDED' and process_instance_key is not null")
                .param("ids", ids).query(Long.class).list();
        for (var from = 0; from < running.size(); from += CANCELLED_AT_ONCE) { // all at once would outlast the engine's time for an answer
            running.subList(from, Math.min(running.size(), from + CANCELLED_AT_ONCE)).stream().map(key -> engine.newCancelInstanceCommand(key).send()).toList().forEach(CamundaFuture::join);
        }
        database.sql("update retainer.retainer set status = 'ENDED', ended_at = :now, end_reason = 'CANCELLED' where id = any (:ids) and status <> 'ENDED'")
                .param("ids", ids).param("now", Timestamp.from(sandbox.clock().instant())).update();
    }

    /** How many of them have paid for the period that was due. */
    public int paid(Lot lot) {
        return database.sql("select count(*) from retainer.period where retainer = any (:ids) and renewal = 2 and status = 'PAID'")
                .param("ids", lot.retainers().toArray(UUID[]::new)).query(Integer.class).single();
    }

    /** Waits until the engine has nothing to do. */
    public void awaitRest() throws InterruptedException {
        await(() -> {
            try {
                sandbox.engine().waitForIdleState(Duration.ofSeconds(1));
                return true;
            } catch (java.util.concurrent.TimeoutException busy) {
                return false;
            }
        });
    }

    /** Waits without end, as who runs this sees whether it goes on; and asks seldom, as the question costs what is measured. */
    public static void await(Callable<Boolean> condition) {
        try {
            while (!condition.call()) {
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private interface Work {
        Void on(UUID id) throws Exception;
    }

    private static void atOnce(List<UUID> ids, Work work) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var done : threads.invokeAll(ids.stream().<Callable<Void>>map(id -> () -> work.on(id)).toList())) {
                try {
                    done.get();
                } catch (ExecutionException failed) {
                    throw new IllegalStateException(failed.getCause());
                }
            }
        }
    }

    private long waiting(UUID id, Instant due) {
        return engine.newCreateInstanceCommand().bpmnProcessId("retainer").latestVersion()
                .variables(Map.of("retainerId", id.toString(), "retainerRef", reference(id), "nextStep", "RENEW", "nextAt", due.toString(), "noticeAt", due.plus(Duration.ofDays(1)).toString()))
                .startBeforeElement("Wait_RetainerChanged").send().join().getProcessInstanceKey();
    }

    private static String reference(UUID id) {
        return "RT-" + id.toString().substring(0, 13);
    }

    private void write(UUID id, Instant due, long instance) throws StripeException {
        var began = due.minus(Duration.ofDays(7));
        var local = began.atZone(ZoneOffset.UTC);
        var client = UUID.randomUUID();
        database.sql("insert into client.client (id, name, mail, zone, locale) values (:client, 'Mira Test', :mail, 'Europe/Berlin', 'en-GB')")
                .param("client", client).param("mail", client + "@client.example").update();
        database.sql("""
                        insert into retainer.retainer (id, version, reference, request_key, client, status, agreed_at, anchor_date, anchor_second_of_day, anchor_zone,
                            anchor_cadence, next_renewal, periods, renewals, changes, taken_up_at, process_instance_key)
                        values (:id, 0, :reference, :key, :client, 'ACTIVE', :began, :date, :second, 'Z', 'WEEK', 1, 1, 1, 0, :began, :instance)""")
                .param("id", id).param("reference", reference(id)).param("instance", instance).param("key", id.toString()).param("client", client)
                .param("began", Timestamp.from(began)).param("date", local.toLocalDate()).param("second", local.toLocalTime().toSecondOfDay()).update();
        var terms = database.sql("""
                        insert into retainer.agreed_terms (retainer, from_period, plan, name, amount_minor, amount_currency, cadence, sessions, offerings, roll_over_periods,
                            notice_days, minimum_term, trial_days, pause_policy, change_policy, contracts, agreed_at, agreed_by)
                        values (:id, 1, gen_random_uuid(), 'Two sessions a week', :amount, 'EUR', 'WEEK', 2, array[:offering]::uuid[], 0, 0, 0, 0, 'NOT_ALLOWED', 'AT_RENEWAL',
                            '{}', :began, 'client') returning id""")
                .param("id", id).param("amount", AMOUNT).param("offering", offering.id().value()).param("began", Timestamp.from(began)).query(Long.class).single();
        database.sql("""
                        insert into retainer.period (id, version, retainer, number, renewal, kind, agreed_terms, starts_at, ends_at, extended_seconds, amount_minor,
                            set_up_fee_minor, currency, sessions, status, opened_at, settled_at)
                        values (gen_random_uuid(), 0, :id, 1, 1, 'RENEWAL', :terms, :began, :due, 0, 0, 0, 'EUR', 0, 'PAID', :began, :began)""")
                .param("id", id).param("terms", terms).param("began", Timestamp.from(began)).param("due", Timestamp.from(due)).update();
        var customer = stripe.v1().customers().create(CustomerCreateParams.builder().setEmail(client + "@client.example").build()).getId();
        var card = stripe.v1().paymentMethods().attach("pm_card_visa", PaymentMethodAttachParams.builder().setCustomer(customer).build()).getId();
        database.sql("insert into payment.customer (payer, stripe_customer, created_at) values (:id, :customer, :began)")
                .param("id", id).param("customer", customer).param("began", Timestamp.from(began)).update();
        database.sql("""
                        insert into payment.card (payer, client, payment_method, brand, last_four, expiry_month, expiry_year, kept_at)
                        values (:id, :client, :card, 'visa', '4242', 12, 2040, :began)""")
                .param("id", id).param("client", client).param("card", card).param("began", Timestamp.from(began)).update();
    }
}
