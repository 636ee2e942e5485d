package dev.llavero.keys.server;

/**
 * Something to say to whoever wrote the servers file. Never holds a part of a server's secret address.
 *
 * @param line in the file, from 1; 0 when it is about the file as a whole
 * @param field such as {@code names.en}; empty when no field is meant
 */
public record Remark(int line, String field, String message) {
    /** One line, such as {@code servers.yaml:7: host: is missing}. */
    public String in(String file) {
        return file + (line == 0 ? "" : ":" + line) + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
