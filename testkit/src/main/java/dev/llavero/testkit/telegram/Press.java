package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A pressed button, and the answer to it. */
public final class Press {
    private final ControlClient control;
    private final JsonNode pressed;

    Press(ControlClient control, JsonNode pressed) {
        this.control = control;
        this.pressed = pressed;
    }

    /** {@code text} is empty when the bot only stopped the spinner. */
    public record Answer(String text, boolean alert) {}

    public String queryId() {
        return pressed.path("query_id").asText();
    }

    /** A place in time from which to wait for what the press brings. */
    public long change() {
        return pressed.path("change").asLong();
    }

    public Answer awaitAnswer(Duration timeout) {
        JsonNode seen = control.waitFor("presses/" + queryId(), timeout);
        if (!seen.path("answered").asBoolean())
            throw new AssertionError("the press of " + pressed.path("data") + " was not answered within " + timeout);
        return new Answer(seen.path("text").asText(""), seen.path("alert").asBoolean());
    }
}
