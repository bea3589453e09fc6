package dev.upfront.form;

import dev.upfront.form.Component.Type;
import dev.upfront.form.FormView.Field;
import dev.upfront.form.FormView.Group;
import dev.upfront.form.FormView.Image;
import dev.upfront.form.FormView.Input;
import dev.upfront.form.FormView.Item;
import dev.upfront.form.FormView.Option;
import dev.upfront.form.FormView.Prose;
import dev.upfront.form.FormView.Row;
import dev.upfront.form.FormView.Separator;
import dev.upfront.form.FormView.Spacer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Draws a filled form as the page shows it. */
final class Drawing {

    /** The HTML standard's autofill names for keys that leave no doubt. */
    private static final Map<String, String> AUTOCOMPLETE = Map.ofEntries(
            Map.entry("name", "name"), Map.entry("fullname", "name"), Map.entry("firstname", "given-name"), Map.entry("givenname", "given-name"),
            Map.entry("lastname", "family-name"), Map.entry("familyname", "family-name"), Map.entry("mail", "email"), Map.entry("email", "email"),
            Map.entry("phone", "tel"), Map.entry("phonenumber", "tel"), Map.entry("street", "street-address"), Map.entry("address", "street-address"),
            Map.entry("city", "address-level2"), Map.entry("postcode", "postal-code"), Map.entry("zip", "postal-code"), Map.entry("postalcode", "postal-code"),
            Map.entry("country", "country-name"), Map.entry("company", "organization"), Map.entry("organisation", "organization"),
            Map.entry("organization", "organization"), Map.entry("birthday", "bday"), Map.entry("dateofbirth", "bday"), Map.entry("jobtitle", "organization-title"));

    private final Filling filling;
    private final Map<Component, String> refusals;

    /** @param refusals a sentence for each refused question */
    Drawing(Filling filling, Map<Component, String> refusals) {
        this.filling = filling;
        this.refusals = refusals;
    }

    static String id(Component component) {
        return "field-" + component.id();
    }

    /** Components of one row stand together; a hidden one leaves no gap. */
    List<Row> rows(List<Component> components) {
        var rows = new ArrayList<Row>();
        String current = null;
        for (var component : components) {
            var item = filling.shows(component) ? item(component) : null;
            if (item == null) {
                continue;
            }
            var row = component.json().at("/layout/row").asString("");
            if (row.isEmpty() || !row.equals(current)) {
                rows.add(new Row(new ArrayList<>()));
            }
            rows.getLast().items().add(item);
            current = row;
        }
        return List.copyOf(rows);
    }

    private @Nullable Item item(Component component) {
        var kind = component.kind();
        var columns = Math.clamp(component.json().at("/layout/columns").asInt(0), 0, 16);
        return switch (component.type()) {
            case TEXT -> prose(component, columns);
            case IMAGE -> image(component, columns);
            case SEPARATOR -> new Separator(kind, columns);
            case SPACER -> new Spacer(kind, columns, Math.clamp(component.json().path("height").asInt(24), 1, 400));
            case GROUP -> new Group(kind, columns, id(component), text(component, "/label"), component.flag("/showOutline"), rows(component.children()));
            default -> field(component, columns);
        };
    }

    private @Nullable Prose prose(Component component, int columns) {
        var text = text(component, "/text");
        return text == null ? null : new Prose(component.kind(), columns, Markdown.toSafeHtml(text));
    }

    private @Nullable Image image(Component component, int columns) {
        var source = Objects.requireNonNullElse(text(component, "/source"), "");
        return Component.safeImage(source) ? new Image(component.kind(), columns, source, Objects.requireNonNullElse(text(component, "/alt"), "")) : null;
    }

    private Field field(Component question, int columns) {
        var options = new ArrayList<Option>();
        var typed = filling.typed(question);
        for (var choice : question.choices(filling.context())) {
            // The first choice has the field's own id, so that the summary of errors leads to it.
            var id = options.isEmpty() ? id(question) : id(question) + "-" + options.size();
            options.add(new Option(id, choice.label(), choice.value(), typed.contains(choice.value())));
        }
        return new Field(question.kind(), columns, id(question), Forms.PREFIX + question.path(), question.label(filling.context()),
                text(question, "/description"), question.required(), question.locked(filling.context()), typed, List.copyOf(options),
                input(question), refusals.get(question), filling.form().steers(question));
    }

    private Input input(Component question) {
        var json = question.json();
        var validation = json.at("/validate/validationType").asString("");
        var increment = json.path("increment").asString("");
        var type = switch (question.type()) {
            case TEXTFIELD -> validation.equals("email") ? "email" : validation.equals("phone") ? "tel" : "text";
            case NUMBER -> increment.isBlank() ? "text" : "number";
            case CHECKBOX -> "checkbox";
            case DATETIME -> question.kind().equals("time") ? "time" : "date";
            default -> "text";
        };
        var interval = json.path("timeInterval").asInt(0);
        return new Input(type, question.type() == Type.NUMBER ? json.path("decimalDigits").asInt(-1) == 0 ? "numeric" : "decimal" : null,
                autocomplete(question, type), question.type() == Type.DATETIME ? interval > 0 ? String.valueOf(interval * 60) : null : increment,
                plain(AnswerRules.limit(question, "min", filling)), plain(AnswerRules.limit(question, "max", filling)),
                text(question, "/appearance/prefixAdorner"), text(question, "/appearance/suffixAdorner"), text(question, "/dateLabel"), text(question, "/timeLabel"));
    }

    private @Nullable String autocomplete(Component question, String type) {
        if (type.equals("email") || type.equals("tel")) {
            return type;
        }
        var key = Objects.requireNonNull(question.path());
        var asks = question.type() == Type.TEXTFIELD || question.type() == Type.TEXTAREA || question.kind().equals("date");
        return asks ? AUTOCOMPLETE.get(key.substring(key.lastIndexOf('.') + 1).replace("_", "").toLowerCase(Locale.ROOT)) : null;
    }

    private @Nullable String text(Component component, String pointer) {
        return component.text(pointer, filling.context());
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
