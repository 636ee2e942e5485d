package dev.llavero.agent.link;

import java.io.IOException;

/** The interface, or a tool that leads to it, does not do what it is asked. Never holds a secret. */
public final class LinkDown extends IOException {

    public LinkDown(String what) {
        super(what);
    }

    public LinkDown(String what, Throwable cause) {
        super(what, cause);
    }
}
