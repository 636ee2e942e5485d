package dev.llavero.vpn;

import java.util.function.Function;

/** How a call ended. Details are for logs: they never hold a URL's secret prefix, a password or a body. */
public sealed interface Outcome<T> {

    /** The server agrees. */
    record Done<T>(T value) implements Outcome<T> {}

    /** Nothing certain is known; trying again later is right. */
    record Down<T>(Fault fault, String detail) implements Outcome<T> {}

    /** The server answers and says no; trying the same again is pointless. */
    record Refused<T>(Refusal refusal, String detail) implements Outcome<T> {}

    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Done<T>(var value) -> new Done<>(change.apply(value));
            case Down<T>(var fault, var detail) -> new Down<>(fault, detail);
            case Refused<T>(var refusal, var detail) -> new Refused<>(refusal, detail);
        };
    }
}
