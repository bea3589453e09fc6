package dev.upfront.portal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every state of /s/{token} shows around its own content.
 *
 * @param title of the browser's tab
 * @param address such as "/s/abc": what the page's links and forms start with
 * @param watch what htmx asks whether the page should move on, null when nothing can change by itself
 * @param moving whether the flow is expected to move within seconds
 * @param papers address → title of what the client signed
 */
public record StepPage(String title, String address, List<Stage> stages, Summary summary, @Nullable String watch, boolean moving, boolean canCancel,
                       List<Movement> movements, Map<String, String> papers) {

    /** @param state "done", "current", "ahead" or "stopped" */
    public record Stage(String name, String state) {}

    /**
     * Money that moved or is on its way.
     *
     * @param kind "done", "waiting", "stuck" or "neutral"
     */
    public record Movement(String when, String what, String reference, String kind, String word, String amount) {}
}
