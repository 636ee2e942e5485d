package dev.llavero.agent.http;

import java.util.Optional;

/** Answers requests. */
@FunctionalInterface
public interface Api {

    /** Empty: the connection is closed without an answer. */
    Optional<Answer> answer(Request request);
}
