package dev.upfront.sandbox.stripe;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.node.ObjectNode;

/** The HTML of the hosted pages. They work without any script. */
final class CheckoutPage {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --text: light-dark(#1a1f36, #e8eaf2); --quiet: light-dark(#5c6480, #a0a7c0);
              --page: light-dark(#f6f7f9, #14161d); --card: light-dark(#fff, #1d2029); --line: light-dark(#d9dce5, #363b4a);
              --act: light-dark(#0b57d0, #3b6fe0); --bad: light-dark(#b3261e, #ff8a80); }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 26rem; margin: 0 auto; padding: 24px 16px 40px; }
            .mark { display: inline-block; padding: 2px 8px; border: 1px solid var(--line); border-radius: 6px;
              color: var(--quiet); font-size: 13px; }
            section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin-top: 16px; }
            h1 { font-size: 20px; line-height: 1.3; margin: 16px 0 0; }
            .amount { font-size: 32px; line-height: 1.2; font-variant-numeric: tabular-nums; margin: 4px 0 0; }
            dl { margin: 0; display: grid; grid-template-columns: 1fr auto; gap: 4px 16px; }
            dd { margin: 0; font-variant-numeric: tabular-nums; }
            label { display: block; font-weight: 600; margin-bottom: 4px; } label:not(:first-child) { margin-top: 12px; }
            input, button { width: 100%%; min-height: 44px; font: inherit; border-radius: 8px; padding: 8px 12px; }
            input { border: 1px solid var(--line); background: var(--page); color: inherit; font-variant-numeric: tabular-nums; }
            input[aria-invalid] { border-color: var(--bad); }
            button { margin-top: 16px; border: 1px solid var(--act); background: var(--act); color: #fff; font-weight: 600; cursor: pointer; }
            button.quiet { background: transparent; color: inherit; border-color: var(--line); margin-top: 8px; }
            :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
            .bad { color: var(--bad); margin: 8px 0 0; }
            .quiet:not(button), summary, td, .back { color: var(--quiet); font-size: 14px; }
            .back { display: inline-block; padding: 12px 0; margin-top: 8px; }
            td { padding: 2px 12px 2px 0; vertical-align: top; } td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
            summary { padding: 12px 0; cursor: pointer; }
            button:first-child { margin-top: 0; }
            </style>
            </head>
            <body><main>
            <span class="mark">Stripe stand-in · no real money</span>
            %s
            </main></body>
            </html>
            """;

    private CheckoutPage() {
    }

    /** The page of an open session; {@code decline} and {@code typed} may be null. */
    static String checkout(ObjectNode session, List<LineItems.Line> lines, String decline, String typed) {
        boolean setup = Books.is(session, "mode", "setup");
        String amount = setup ? "" : money(session.path("amount_total").longValue(), Books.text(session, "currency"));
        String title = setup ? "Save a card" : "Pay " + amount;
        String head = setup ? "<h1>Save a card</h1><p class=\"quiet\">Nothing is charged now.</p>"
                : "<h1>Pay</h1><p class=\"amount\">" + amount + "</p>" + table(lines, Books.text(session, "currency"));
        return FRAME.formatted(title, head + """
                <section><form method="post">
                <label for="card_number">Card number</label>
                <input id="card_number" name="card_number" inputmode="numeric" autocomplete="cc-number" required
                 placeholder="4242 4242 4242 4242" value="%s"%s>%s
                <label for="expiry">Expiry <span class="quiet">(optional)</span></label>
                <input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="08 / 27">
                <button type="submit">%s</button>
                </form></section>
                <details><summary>Test cards</summary><table>%s</table></details>%s
                """.formatted(escaped(typed), decline == null ? "" : " aria-invalid=\"true\" aria-describedby=\"decline\"",
                decline == null ? "" : "<p class=\"bad\" id=\"decline\" role=\"alert\">✕ " + escaped(decline) + "</p>",
                setup ? "Save card" : "Pay", testCards(), back(Books.text(session, "cancel_url"), "Cancel and go back")));
    }

    private static String table(List<LineItems.Line> lines, String currency) {
        return lines.stream().map(line -> "<dt>" + escaped(line.name())
                        + (line.quantity() == 1 ? "" : " × " + line.quantity()) + "</dt><dd>"
                        + money(line.amount(), currency) + "</dd>")
                .collect(Collectors.joining("", "<section><dl>", "</dl></section>"));
    }

    private static String testCards() {
        return Stream.of(TestCard.values()).map(card -> "<tr><td>" + card.number.replaceAll("(.{4})(?=.)", "$1 ")
                + "</td><td>" + card.does + "</td></tr>").collect(Collectors.joining());
    }

    /** The page on which the card's holder proves to be the holder, or fails to. */
    static String authentication(String intent) {
        return FRAME.formatted("Confirm it's you", """
                <h1>Confirm it's you</h1>
                <p class="quiet">Your bank asks you to confirm this card. Reference %s.</p>
                <section><form method="post">
                <button type="submit" name="outcome" value="complete">Complete authentication</button>
                <button type="submit" name="outcome" value="fail" class="quiet">Fail authentication</button>
                </form></section>
                """.formatted(escaped(intent)));
    }

    /** A page that only says something; {@code back} may be null. */
    static String message(String title, String text, String back) {
        return FRAME.formatted(escaped(title), "<h1>" + escaped(title) + "</h1><p>" + escaped(text) + "</p>" + back(back, "Go back"));
    }

    private static String back(String address, String label) {
        return address == null ? "" : "<a class=\"back\" href=\"" + escaped(address) + "\">‹ " + label + "</a>";
    }

    private static String money(long minor, String code) {
        Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.ENGLISH);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return escaped(format.format(BigDecimal.valueOf(minor, currency.getDefaultFractionDigits())));
    }

    private static String escaped(String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
