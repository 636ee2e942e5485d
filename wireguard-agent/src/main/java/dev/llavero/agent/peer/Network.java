package dev.llavero.agent.peer;

/**
 * The server's own address and the range that its peers' addresses come from: {@code 10.64.0.1/10}.
 *
 * @param server the server's address inside it
 */
public record Network(Address server, int prefix) {

    /** @throws Invalid unless it is an address and a prefix length */
    public static Network of(String typed) {
        var slash = typed.indexOf('/');
        if (slash < 0 || !typed.substring(slash + 1).matches("\\d{1,3}"))
            throw new Invalid("network", "address/prefix");
        var server = Address.of(typed.substring(0, slash));
        var prefix = Integer.parseInt(typed.substring(slash + 1));
        if (prefix < 8 || prefix > (server.isIpv4() ? 30 : 126))
            throw new Invalid("network", "an address and a prefix of 8 to 30 (IPv4) or 126 (IPv6)");
        return new Network(server, prefix);
    }

    /** Whether a peer may have it: inside, and not the server's own. */
    public boolean gives(Address address) {
        return address.isIpv4() == isIpv4() && !address.equals(server) && samePrefix(address.bytes(), server.bytes());
    }

    private boolean samePrefix(byte[] one, byte[] other) {
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) return false;
        }
        return true;
    }

    public boolean isIpv4() {
        return server.isIpv4();
    }

    /** The server's address and the range: what {@code ip address} takes. */
    public String cidr() {
        return server.text() + "/" + prefix;
    }

    @Override
    public String toString() {
        return cidr();
    }
}
