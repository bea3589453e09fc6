package dev.upfront.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form as one page shows it: what is visible for the answers given so far, with what was typed and what was refused.
 * The fragment {@code form/fields :: fields(view)} draws it; the page puts it into its own {@code <form method="post" novalidate>}.
 *
 * @param title what the page is called: the form's first heading, else its id in words
 * @param previewAddress where htmx posts the answers to have the fields drawn again when an answer shows or hides others
 * @param notice a sentence above the fields, such as that an answer brought further questions
 * @param errors what was refused, in the order of the fields; empty when nothing was
 * @param shown the visible fields' names, sent back with the answers, so that the server knows what the client was asked
 */
public record FormView(String formId, int version, String title, @Nullable String previewAddress, @Nullable String notice,
                       List<Problem> errors, List<Row> rows, String shown) {

    /** Components that stand beside each other where the page is wide enough; sixteen columns in all. */
    public record Row(List<Item> items) {}

    /** @param field the HTML id of the field, null when the form as a whole is meant */
    public record Problem(@Nullable String field, String sentence) {}

    /** One visible component. */
    public sealed interface Item {
        /** The component's type as Camunda names it; a datetime is "date", "time" or "datetime". */
        String kind();

        /** Columns out of sixteen; 0 shares what is left. */
        int columns();
    }

    /**
     * A question.
     *
     * @param name the HTML name, {@link Forms#PREFIX} and the answer's path
     * @param values what stands in the field; a datetime has two, the date and the time
     * @param error a sentence saying what is wrong, null when nothing is
     * @param locked shown but not to be changed
     * @param steers whether other components show or hide by this answer
     */
    public record Field(String kind, int columns, String id, String name, String label, @Nullable String hint, boolean required, boolean locked,
                        List<String> values, List<Option> options, Input input, @Nullable String error, boolean steers) implements Item {
        public String value() {
            return values.isEmpty() ? "" : values.getFirst();
        }

        /** The time of a datetime. */
        public String secondValue() {
            return values.size() < 2 ? "" : values.get(1);
        }

        /** The ids that describe the field, for aria-describedby; null when there is nothing to say. */
        public @Nullable String describedBy() {
            var ids = (hint == null ? "" : id + "-hint ") + (error == null ? "" : id + "-error");
            return ids.isBlank() ? null : ids.strip();
        }
    }

    /** One thing to choose. */
    public record Option(String id, String label, String value, boolean chosen) {}

    /** Attributes of the HTML input; null where there is none. No maxlength: a browser would cut off what is pasted without a word. */
    public record Input(String type, @Nullable String mode, @Nullable String autocomplete, @Nullable String step,
                        @Nullable String min, @Nullable String max, @Nullable String prefix, @Nullable String suffix,
                        @Nullable String dateLabel, @Nullable String timeLabel) {}

    /** Text, as safe HTML. */
    public record Prose(String kind, int columns, String html) implements Item {}

    public record Image(String kind, int columns, String source, String alternative) implements Item {}

    public record Separator(String kind, int columns) implements Item {}

    /** @param height in CSS pixels */
    public record Spacer(String kind, int columns, int height) implements Item {}

    public record Group(String kind, int columns, String id, @Nullable String label, boolean outlined, List<Row> rows) implements Item {}

    public FormView withPreviewAddress(@Nullable String address) {
        return new FormView(formId, version, title, address, notice, errors, rows, shown);
    }
}
