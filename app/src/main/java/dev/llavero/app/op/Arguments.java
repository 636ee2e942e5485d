package dev.llavero.app.op;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads what an operator typed. */
final class Arguments {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TELEGRAM_ID = Pattern.compile("[1-9][0-9]{0,17}");

    private Arguments() {}

    static KeyId key(String text) {
        if (UUID.matcher(text).matches()) {
            return KeyId.of(text);
        }
        throw new TypeConversionException("'" + text + "' is not the id of a key, which is a UUID");
    }

    static java.util.UUID id(String text) {
        if (UUID.matcher(text).matches()) {
            return java.util.UUID.fromString(text);
        }
        throw new TypeConversionException("'" + text + "' is not an id, which is a UUID");
    }

    static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new TypeConversionException("'" + text + "' is not a time like 2026-01-31T12:00:00Z");
        }
    }

    static ServerId server(String text) {
        try {
            return new ServerId(text);
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException("'" + text + "' is not the id of a server. " + malformed.getMessage());
        }
    }

    static Person person(String text) {
        if (UUID.matcher(text).matches()) {
            return new Person.User(UserId.of(text));
        }
        if (TELEGRAM_ID.matcher(text).matches()) {
            return new Person.OnTelegram(Long.parseLong(text));
        }
        throw new TypeConversionException(
                "'" + text + "' is neither the id of a user, which is a UUID, nor a Telegram id");
    }
}
