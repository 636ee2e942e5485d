package dev.llavero.platform.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the database is and who we are there, by {@code DATABASE_URL}, {@code DATABASE_USER} and {@code DATABASE_PASSWORD}; every program of
 * ours reads them like this. A login may also stand in the address; the variables of its own win.
 *
 * @param address host, port, database and options, without scheme and login: {@code host:port/database?options}
 * @param password empty where none is needed
 */
public record DatabaseVariables(String address, String user, String password) {
    private static final String HERE = "postgresql://127.0.0.1:5432/llavero";
    private static final String SELF = "llavero";
    private static final int PORT = 5432;
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

    /**
     * @throws IllegalStateException if the address is malformed, or the password's file cannot be read; the text holds nothing of what is
     *     secret
     */
    public static DatabaseVariables of(Map<String, String> environment) {
        var url = parsed(set("DATABASE_URL", environment).orElse(HERE));
        var login = Optional.ofNullable(url.getRawUserInfo()).orElse("").split(":", 2);
        return new DatabaseVariables(
                address(url),
                set("DATABASE_USER", environment).or(() -> part(login, 0)).orElse(SELF),
                SecretVariable.read("DATABASE_PASSWORD", environment)
                        .or(() -> part(login, 1))
                        .orElse(""));
    }

    private static Optional<String> set(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static Optional<String> part(String[] login, int number) {
        return number < login.length && !login[number].isEmpty()
                // A plus is a plus in this part of an address.
                ? Optional.of(URLDecoder.decode(login[number].replace("+", "%2B"), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static URI parsed(String address) {
        try {
            var url = new URI(address);
            var whole = url.getScheme() != null
                    && SCHEMES.contains(url.getScheme())
                    && url.getHost() != null
                    && url.getRawPath() != null
                    && url.getRawPath().length() > 1;
            if (whole) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // Its text repeats the address, and that can hold a password.
        }
        throw new IllegalStateException("DATABASE_URL has the form postgresql://host:port/database");
    }

    private static String address(URI url) {
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return url.getHost() + ":" + (url.getPort() < 0 ? PORT : url.getPort()) + url.getRawPath() + query;
    }

    public String url() {
        return "postgresql://" + address;
    }

    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    @Override
    public String toString() {
        return url() + " as " + user;
    }
}
