package dev.llavero.testkit.backing.process;

sealed interface Server extends AutoCloseable permits KafkaBroker, Postgres {

    /** The process whose end is the end of the server. */
    long pid();

    /** Returns when the server ended, whoever ended it. */
    void awaitEnd();

    @Override
    void close();
}
