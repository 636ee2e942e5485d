package dev.llavero.keys.server;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** What users connect to: a name of the DNS, or an address. */
final class HostName {
    private static final Pattern LABELS = Pattern.compile(
            "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?[0-9]+");

    private HostName() {}

    static boolean isAddress(String host) {
        if (!IPV4.matcher(host).matches() && !host.contains(":")) {
            return false;
        }
        try {
            InetAddress.ofLiteral(host);
            return !host.contains("%");
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    static boolean isName(String host) {
        return LABELS.matcher(host).matches() && !ENDS_IN_A_NUMBER.matcher(host).matches();
    }
}
