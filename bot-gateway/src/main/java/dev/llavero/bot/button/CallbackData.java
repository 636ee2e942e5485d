package dev.llavero.bot.button;

import dev.llavero.bot.screen.Device;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Buttons as {@code callback_data}: version, verb, then ids, with dots between; at most 64 bytes. Reading accepts exactly what
 * writing makes, and nothing else.
 */
public final class CallbackData {
    /** Telegram's limit. */
    public static final int LONGEST_BYTES = 64;

    private static final String VERSION = "1";
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z]{2,4})?");
    private static final String ABSENT = "-";

    private CallbackData() {}

    public static String write(Button button) {
        return switch (button) {
            case Button.GetKey(var draft) -> join("g", id(draft));
            case Button.Choose(var draft) -> join("c", id(draft));
            case Button.PickProtocol(var draft, var protocol) -> join("t", id(draft), letter(protocol));
            case Button.PickPlace(var draft, var protocol, var place) ->
                join("p", id(draft), letter(protocol), place == null ? ABSENT : place.value());
            case Button.ShowKeys(var after) -> join("l", after == null ? ABSENT : id(after.value()));
            case Button.OpenKey(var key) -> join("k", id(key.value()));
            case Button.ShowDelivery(var key) -> join("s", id(key.value()));
            case Button.ShowQr(var key) -> join("q", id(key.value()));
            case Button.GetFile(var key) -> join("f", id(key.value()));
            case Button.PickDevice(var key, var device) -> join("o", id(key.value()), letter(device));
            case Button.Hide(var key) -> join("h", id(key.value()));
            case Button.Install(var key) -> join("i", id(key.value()));
            case Button.Check(var key) -> join("w", id(key.value()));
            case Button.AskDelete(var key) -> join("x", id(key.value()));
            case Button.Delete(var key, var draft) -> join("d", id(key.value()), id(draft));
            case Button.Pause(var key, var draft) -> join("u", id(key.value()), id(draft));
            case Button.Resume(var key, var draft) -> join("r", id(key.value()), id(draft));
            case Button.Rename(var key) -> join("n", id(key.value()));
            case Button.ShowHelp() -> join("?");
            case Button.ShowLanguages() -> join("a");
            case Button.PickLanguage(var language) -> join("e", language);
            case Button.CloseMessage() -> join("z");
            case Button.Admin(var what) -> AdminData.write(what);
        };
    }

    /** Empty for anything that {@link #write} would not have made. */
    public static Optional<Button> read(String data) {
        if (data == null || data.length() > LONGEST_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(button(data.split("\\.", -1)))
                    .filter(button -> write(button).equals(data));
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    private static Button button(String[] parts) {
        if (parts.length < 2 || !parts[0].equals(VERSION)) {
            return null;
        }
        return switch (parts[1] + (parts.length - 2)) {
            case "g1" -> new Button.GetKey(id(parts[2]));
            case "c1" -> new Button.Choose(id(parts[2]));
            case "t2" -> new Button.PickProtocol(id(parts[2]), protocol(parts[3]));
            case "p3" -> new Button.PickPlace(id(parts[2]), protocol(parts[3]), place(parts[4]));
            case "l1" -> new Button.ShowKeys(parts[2].equals(ABSENT) ? null : key(parts[2]));
            case "k1" -> new Button.OpenKey(key(parts[2]));
            case "s1" -> new Button.ShowDelivery(key(parts[2]));
            case "q1" -> new Button.ShowQr(key(parts[2]));
            case "f1" -> new Button.GetFile(key(parts[2]));
            case "o2" -> new Button.PickDevice(key(parts[2]), device(parts[3]));
            case "h1" -> new Button.Hide(key(parts[2]));
            case "i1" -> new Button.Install(key(parts[2]));
            case "w1" -> new Button.Check(key(parts[2]));
            case "x1" -> new Button.AskDelete(key(parts[2]));
            case "d2" -> new Button.Delete(key(parts[2]), id(parts[3]));
            case "u2" -> new Button.Pause(key(parts[2]), id(parts[3]));
            case "r2" -> new Button.Resume(key(parts[2]), id(parts[3]));
            case "n1" -> new Button.Rename(key(parts[2]));
            case "?0" -> new Button.ShowHelp();
            case "a0" -> new Button.ShowLanguages();
            case "e1" -> new Button.PickLanguage(language(parts[2]));
            case "z0" -> new Button.CloseMessage();
            default -> AdminData.read(parts);
        };
    }

    static String join(String verb, String... ids) {
        return VERSION + "." + verb + (ids.length == 0 ? "" : "." + String.join(".", ids));
    }

    static String id(UUID id) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static UUID id(String text) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (bytes.remaining() != 16) {
            throw new IllegalArgumentException("not an id");
        }
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    static KeyId key(String text) {
        return new KeyId(id(text));
    }

    private static LocationCode place(String text) {
        return text.equals(ABSENT) ? null : new LocationCode(text);
    }

    private static String language(String code) {
        if (!LANGUAGE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a language code");
        }
        return code;
    }

    private static String letter(Device device) {
        return switch (device) {
            case ANDROID -> "a";
            case IOS -> "i";
            case WINDOWS -> "w";
            case MACOS -> "m";
            case LINUX -> "l";
        };
    }

    private static Device device(String letter) {
        return switch (letter) {
            case "a" -> Device.ANDROID;
            case "i" -> Device.IOS;
            case "w" -> Device.WINDOWS;
            case "m" -> Device.MACOS;
            case "l" -> Device.LINUX;
            default -> throw new IllegalArgumentException("no such device");
        };
    }

    private static String letter(Protocol protocol) {
        return switch (protocol) {
            case OUTLINE -> "o";
            case WIREGUARD -> "w";
        };
    }

    private static Protocol protocol(String letter) {
        return switch (letter) {
            case "o" -> Protocol.OUTLINE;
            case "w" -> Protocol.WIREGUARD;
            default -> throw new IllegalArgumentException("no such protocol");
        };
    }
}
