package dev.llavero.keys.server;

import dev.llavero.contracts.Protocol;
import dev.llavero.vpn.InvalidAccess;
import dev.llavero.vpn.OutlineAccess;
import dev.llavero.vpn.ServerAccess;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what opens a server: {@code api-url} or {@code api-url-file}, and {@code cert-sha256}. */
final class AccessReader {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    /** Stands in while only the address is looked at. */
    private static final String ANY_SHA256 = "0".repeat(64);

    private final Path folder;
    private final boolean allowPrivate;
    private final Remarks remarks;
    private final Set<Path> files = new LinkedHashSet<>();

    AccessReader(Path folder, boolean allowPrivate, Remarks remarks) {
        this.folder = folder;
        this.allowPrivate = allowPrivate;
        this.remarks = remarks;
    }

    /** Every file that was named, readable or not. */
    Set<Path> files() {
        return files;
    }

    /** @param protocol of the server; whatever it is, both kinds of server are opened alike */
    Optional<ServerAccess> read(Fields fields, Protocol protocol) {
        if (fields.has("api-url") && fields.has("api-url-file")) {
            remarks.problem(fields.line(), "api-url", "stands beside api-url-file: give only one of them");
            return Optional.empty();
        }
        return fields.has("api-url-file") ? fromFile(fields, protocol) : typedIn(fields, protocol);
    }

    private Optional<ServerAccess> typedIn(Fields fields, Protocol protocol) {
        var url = fields.required("api-url").filter(typed -> isServerAddress(typed.value(), typed.line(), "api-url"));
        var hash = fields.required("cert-sha256").filter(this::isHash);
        return url.isEmpty() || hash.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ServerAccess.of(protocol, url.get().value(), hash.get().value(), allowPrivate));
    }

    private Optional<ServerAccess> fromFile(Fields fields, Protocol protocol) {
        var hash = fields.text("cert-sha256").filter(this::isHash);
        return fields.text("api-url-file").flatMap(typed -> open(typed).flatMap(text -> {
            if (text.contains("apiUrl")) {
                return accessTxt(text, typed, hash, protocol);
            }
            var complete = isServerAddress(text, typed.line(), "api-url-file")
                    && fields.required("cert-sha256").isPresent();
            return complete
                    ? hash.map(known -> ServerAccess.of(protocol, text, known.value(), allowPrivate))
                    : Optional.empty();
        }));
    }

    private Optional<String> open(Fields.Typed typed) {
        if (typed.value().contains("//")) {
            remarks.problem(typed.line(), "api-url-file", "should be the path of a file; an address goes into api-url");
            return Optional.empty();
        }
        var path = folder.resolve(typed.value()).normalize();
        files.add(path);
        return switch (PrivateFile.read(path)) {
            case PrivateFile.Text(var text) -> Optional.of(text.strip());
            case PrivateFile.Refused(var why) -> {
                remarks.problem(typed.line(), "api-url-file", typed.value() + " " + why);
                yield Optional.empty();
            }
        };
    }

    private Optional<ServerAccess> accessTxt(
            String text, Fields.Typed file, Optional<Fields.Typed> hash, Protocol protocol) {
        try {
            var access = ServerAccess.parse(
                    protocol,
                    text + hash.map(typed -> "\ncertSha256:" + typed.value()).orElse(""),
                    allowPrivate);
            if (hash.isPresent() && !hash.get().value().equalsIgnoreCase(access.certSha256())) {
                remarks.problem(
                        hash.get().line(),
                        "cert-sha256",
                        "is not the certSha256 in " + file.value() + ": leave it out");
                return Optional.empty();
            }
            return Optional.of(access);
        } catch (InvalidAccess invalid) {
            remarks.problem(file.line(), "api-url-file", "in " + file.value() + " " + inWords(invalid.flaw()));
            return Optional.empty();
        }
    }

    private boolean isServerAddress(String url, int line, String field) {
        try {
            OutlineAccess.of(url, ANY_SHA256, allowPrivate);
            return true;
        } catch (InvalidAccess invalid) {
            remarks.problem(line, field, inWords(invalid.flaw()));
            return false;
        }
    }

    private boolean isHash(Fields.Typed typed) {
        var right = SHA256.matcher(typed.value()).matches();
        if (!right) {
            remarks.problem(
                    typed.line(),
                    "cert-sha256",
                    "should be 64 hexadecimal digits without colons, found %d characters"
                            .formatted(typed.value().length()));
        }
        return right;
    }

    private static String inWords(InvalidAccess.Flaw flaw) {
        return switch (flaw) {
            case NOT_HTTPS -> "the address should begin with https://";
            case NOT_A_SERVER_ADDRESS -> "the address should look like https://host:port/secret-path";
            case NO_SECRET_PATH -> "the address has no secret path: copy all of apiUrl";
            case NOT_A_SHA256 -> "the certSha256 should be 64 hexadecimal digits";
            case PRIVATE_HOST ->
                "the address is inside a private network: if that is meant, set ALLOW_PRIVATE_SERVERS=true";
        };
    }
}
