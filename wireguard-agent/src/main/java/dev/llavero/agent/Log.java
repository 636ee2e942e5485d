package dev.llavero.agent;

/** Lines for the operator, on standard error: the system's journal adds time and program. Never a secret, never who uses a key. */
public final class Log {

    private Log() {}

    public static void line(String text) {
        System.err.println(text.replaceAll("\\p{Cntrl}", " "));
    }
}
