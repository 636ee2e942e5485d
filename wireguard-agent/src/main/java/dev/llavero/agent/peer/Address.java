package dev.llavero.agent.peer;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** One IP address in its one canonical spelling, so that two spellings cannot be two peers' address. */
public record Address(String text) {

    private static final String FORM = "an IPv4 or IPv6 address, alone or with /32 or /128";
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}");

    /** @throws Invalid unless it is one address, without a zone, a name or a wider prefix */
    public static Address of(String typed) {
        if (typed == null) throw new Invalid("addresses", FORM);
        var slash = typed.indexOf('/');
        var address = new Address(canonical(slash < 0 ? typed : typed.substring(0, slash)));
        if (slash >= 0 && !typed.substring(slash).equals("/" + address.bits())) throw new Invalid("addresses", FORM);
        return address;
    }

    private static String canonical(String literal) {
        if (IPV4.matcher(literal).matches()) return literal;
        if (!IPV6.matcher(literal).matches() || literal.indexOf(':') < 0) throw new Invalid("addresses", FORM);
        try {
            if (InetAddress.ofLiteral(literal) instanceof Inet6Address ipv6) return Ipv6Text.of(ipv6.getAddress());
        } catch (IllegalArgumentException notAnAddress) {
            throw new Invalid("addresses", FORM);
        }
        throw new Invalid("addresses", FORM);
    }

    /** Of this one address: {@code 10.64.0.2/32}. */
    public String cidr() {
        return text + "/" + bits();
    }

    byte[] bytes() {
        return InetAddress.ofLiteral(text).getAddress();
    }

    public boolean isIpv4() {
        return InetAddress.ofLiteral(text) instanceof Inet4Address;
    }

    private int bits() {
        return text.indexOf(':') < 0 ? 32 : 128;
    }

    @Override
    public String toString() {
        return text;
    }
}
