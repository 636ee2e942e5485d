package dev.llavero.agent.link;

/** What the machine must do beside the interface so that peers reach the internet. */
public interface Routing {

    /** For interfaces that somebody else looks after, and for those in memory. */
    Routing SOMEBODY_ELSES = new Routing() {
        @Override
        public void establish() {
            // theirs
        }

        @Override
        public void withdraw() {
            // theirs
        }
    };

    /** May be repeated: the same again changes nothing. */
    void establish() throws LinkDown;

    /** Leaves the machine as it was; may be repeated too. */
    void withdraw() throws LinkDown;
}
