package dev.llavero.bot.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** With which invitations are signed, from the file that {@code INVITATION_KEY_FILE} names. */
public final class InvitationKey {
    private static final int LEAST_BYTES = 16;

    private InvitationKey() {}

    /** @throws IllegalStateException if there is a file and it cannot be used; the text repeats nothing of it */
    public static Optional<byte[]> read(Optional<Path> file) {
        return file.map(path -> {
            try {
                var key = Files.readAllBytes(path);
                if (key.length < LEAST_BYTES) {
                    throw new IllegalStateException("INVITATION_KEY_FILE " + path + " is too short for a key");
                }
                return key;
            } catch (IOException unreadable) {
                throw new IllegalStateException("INVITATION_KEY_FILE " + path + " cannot be read: "
                        + unreadable.getClass().getSimpleName());
            }
        });
    }
}
