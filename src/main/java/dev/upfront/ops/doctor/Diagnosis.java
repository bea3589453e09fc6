package dev.upfront.ops.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject such as "Mail"
 * @param seen what was seen, a sentence
 * @param remedy what to do about it, a sentence; empty when all is well
 */
public record Diagnosis(String subject, State state, String seen, String remedy) {

    /** LOOK: works, but somebody should look at it. BROKEN: something does not work until it is mended. */
    public enum State {
        WELL("well"), LOOK("look at this"), BROKEN("broken");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static Diagnosis well(String subject, String seen) {
        return new Diagnosis(subject, State.WELL, seen, "");
    }

    static Diagnosis look(String subject, String seen, String remedy) {
        return new Diagnosis(subject, State.LOOK, seen, remedy);
    }

    static Diagnosis broken(String subject, String seen, String remedy) {
        return new Diagnosis(subject, State.BROKEN, seen, remedy);
    }
}
