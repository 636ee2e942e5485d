package dev.llavero.agent.peer;

/** Something given is not of its form. Names the field and the form, never the value: it may be a secret. */
public final class Invalid extends IllegalArgumentException {

    public Invalid(String field, String form) {
        super(field + ": should be " + form);
    }
}
