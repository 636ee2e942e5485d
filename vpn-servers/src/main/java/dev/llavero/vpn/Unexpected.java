package dev.llavero.vpn;

import dev.llavero.vpn.Outcome.Down;
import dev.llavero.vpn.Reply.Answer;
import dev.llavero.vpn.Reply.Broken;

/** A reply that is none of those a call knows. Nothing certain follows from it. */
final class Unexpected {

    private Unexpected() {}

    static <T> Outcome<T> answer(Reply reply, String call) {
        return switch (reply) {
            case Broken(var fault, var detail) -> new Down<>(fault, call + ": " + detail);
            case Answer answer ->
                new Down<>(faultOf(answer.status()), call + ": unusable answer, status " + answer.status());
        };
    }

    private static Fault faultOf(int status) {
        if (status == 429) return Fault.RATE_LIMITED;
        if (status >= 500) return Fault.SERVER_ERROR;
        return status >= 300 && status < 400 ? Fault.REDIRECT : Fault.BAD_ANSWER;
    }
}
