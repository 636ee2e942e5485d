package dev.llavero.vpn;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells hosts of the open internet from those inside. Looks at the text alone: no name is resolved. */
final class Hosts {

    private static final Pattern PLAIN_IPV4 =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    private Hosts() {}

    static boolean isPublic(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (name.contains(":")) return isPublicLiteral(name);
        // "127.1", "0x7f000001", "2130706433" and "0177.0.0.1" are addresses to a resolver: only the plain form passes.
        if (ENDS_IN_A_NUMBER.matcher(name).matches())
            return PLAIN_IPV4.matcher(name).matches() && isPublicLiteral(name);
        return !name.isEmpty() && !name.equals("localhost") && !name.endsWith(".localhost");
    }

    private static boolean isPublicLiteral(String literal) {
        try {
            return isPublic(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) return false;
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes[0] & 0xff, bytes[1] & 0xff) : isPublic6(bytes);
    }

    private static boolean isPublic4(int first, int second) {
        var carrierGradeNat = first == 100 && (second & 0xc0) == 64;
        return first != 0 && first < 240 && !carrierGradeNat;
    }

    private static boolean isPublic6(byte[] bytes) {
        var uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        return !uniqueLocal && isPublicEmbedded(bytes);
    }

    /** IPv4-compatible, NAT64 (64:ff9b::/96) and 6to4 (2002::/16) addresses lead to the IPv4 address inside them. */
    private static boolean isPublicEmbedded(byte[] bytes) {
        if (startsWith(bytes, 0x20, 0x02)) return isPublic(embedded(bytes, 2));
        if (startsWith(bytes, 0, 0x64, 0xff, 0x9b) || startsWith(bytes, new int[12]))
            return isPublic(embedded(bytes, 12));
        return true;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) if ((bytes[i] & 0xff) != prefix[i]) return false;
        return true;
    }

    private static InetAddress embedded(byte[] bytes, int from) {
        return InetAddress.ofLiteral("%d.%d.%d.%d"
                .formatted(bytes[from] & 0xff, bytes[from + 1] & 0xff, bytes[from + 2] & 0xff, bytes[from + 3] & 0xff));
    }
}
