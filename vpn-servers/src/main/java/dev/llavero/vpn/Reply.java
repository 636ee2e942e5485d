package dev.llavero.vpn;

import io.vertx.core.buffer.Buffer;

/** What came back over the wire: a whole answer, or none. */
sealed interface Reply {

    record Answer(int status, Buffer body) implements Reply {
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    record Broken(Fault fault, String detail) implements Reply {}
}
