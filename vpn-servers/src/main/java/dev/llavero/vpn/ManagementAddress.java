package dev.llavero.vpn;

import dev.llavero.vpn.InvalidAccess.Flaw;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's management address and the SHA-256 of its certificate, as {@code access.txt} has them. The address ends in a
 * secret path: whoever has it rules the server. So nothing of it is ever printed.
 */
record ManagementAddress(URI apiUrl, String certSha256) {

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern SECRET_PATH = Pattern.compile("(/[A-Za-z0-9_~.-]+)+");
    private static final Pattern API_URL_LINE = Pattern.compile("apiUrl\"?\\s*:\\s*\"?([^\"\\s]+)");
    private static final Pattern CERT_LINE = Pattern.compile("certSha256\"?\\s*:\\s*\"?([^\"\\s,}]+)");

    /** @throws InvalidAccess naming the flaw, never the address */
    ManagementAddress {
        if (!"https".equalsIgnoreCase(apiUrl.getScheme())) throw new InvalidAccess(Flaw.NOT_HTTPS);
        if (apiUrl.getHost() == null
                || apiUrl.getRawUserInfo() != null
                || apiUrl.getRawQuery() != null
                || apiUrl.getRawFragment() != null
                || apiUrl.getPort() == 0
                || apiUrl.getPort() > 65_535) throw new InvalidAccess(Flaw.NOT_A_SERVER_ADDRESS);
        apiUrl = withoutTrailingSlash(apiUrl);
        if (!SECRET_PATH.matcher(apiUrl.getRawPath()).matches()) throw new InvalidAccess(Flaw.NO_SECRET_PATH);
        if (!HASH.matcher(certSha256).matches()) throw new InvalidAccess(Flaw.NOT_A_SHA256);
        certSha256 = certSha256.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what an operator typed.
     *
     * @param allowPrivate whether a server may be at a private, link-local or loopback address; keep it false where
     *     the operator's own network is reachable from here
     * @throws InvalidAccess naming the flaw, never the address
     */
    static ManagementAddress of(String apiUrl, String certSha256, boolean allowPrivate) {
        var access = new ManagementAddress(uri(apiUrl.strip()), certSha256.strip());
        if (!allowPrivate && !Hosts.isPublic(access.host())) throw new InvalidAccess(Flaw.PRIVATE_HOST);
        return access;
    }

    /** Reads {@code access.txt}, or the line of JSON that Outline's installer prints. Otherwise as {@link #of}. */
    static ManagementAddress parse(String text, boolean allowPrivate) {
        return of(
                first(API_URL_LINE.matcher(text), Flaw.NOT_A_SERVER_ADDRESS),
                first(CERT_LINE.matcher(text), Flaw.NOT_A_SHA256),
                allowPrivate);
    }

    /** Without the brackets of IPv6. */
    String host() {
        var host = apiUrl.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return apiUrl.getPort() < 0 ? 443 : apiUrl.getPort();
    }

    String secretPath() {
        return apiUrl.getRawPath();
    }

    @Override
    public String toString() {
        return "ManagementAddress[***]";
    }

    private static String first(Matcher matcher, Flaw otherwise) {
        if (!matcher.find()) throw new InvalidAccess(otherwise);
        return matcher.group(1);
    }

    private static URI withoutTrailingSlash(URI url) {
        return uri(url.toString().replaceAll("/+$", ""));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException secretInMessage) {
            throw new InvalidAccess(Flaw.NOT_A_SERVER_ADDRESS);
        }
    }
}
