package dev.llavero.agent.peer;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** IPv6 addresses as RFC 5952 writes them: lower case, no leading zeros, the longest run of zeros as "::". */
final class Ipv6Text {

    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static String of(byte[] address) {
        var groups = IntStream.range(0, GROUPS)
                .map(i -> (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff)
                .toArray();
        int start = 0;
        int longest = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) end++;
            if (end - i > longest) {
                longest = end - i;
                start = i;
            }
        }
        return longest < 2
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, start) + "::" + joined(groups, start + longest, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(groups[i]))
                .collect(Collectors.joining(":"));
    }
}
