package dev.llavero.vpn;

/** A server's access as typed is unusable. Says what is wrong with it, never what it is. */
public final class InvalidAccess extends IllegalArgumentException {

    public enum Flaw {
        NOT_HTTPS,
        NOT_A_SERVER_ADDRESS,
        NO_SECRET_PATH,
        /** The certificate's hash is not 64 hexadecimal digits. */
        NOT_A_SHA256,
        PRIVATE_HOST
    }

    private final Flaw flaw;

    public InvalidAccess(Flaw flaw) {
        super(flaw.name());
        this.flaw = flaw;
    }

    public Flaw flaw() {
        return flaw;
    }
}
