package dev.llavero.playground;

import java.util.List;

/** How all of it is now. */
record Status(boolean ready, Table table) {
    static Status of(boolean ready, List<Part> parts) {
        return new Status(ready, Table.of(parts));
    }

    boolean isWell() {
        return ready && table.isWell();
    }

    String text() {
        return table.text() + (ready ? "" : "  still starting\n");
    }
}
