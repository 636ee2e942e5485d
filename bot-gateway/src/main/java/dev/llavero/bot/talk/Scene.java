package dev.llavero.bot.talk;

import dev.llavero.bot.access.Invitation;
import dev.llavero.bot.person.Person;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What is known when something reaches the bot.
 *
 * @param person null in groups
 * @param firstContact nothing was ever heard of this person
 * @param newcomer the person has never asked for anything
 * @param admitted may come in; false in groups
 * @param operator one of {@code OPERATORS}
 * @param invitation by which they come in now; null for none
 * @param greeted the reply keyboard of an earlier bot was taken away here
 * @param dialog null if none is open
 * @param pointedAt when we last pointed to the private chat in this group; null for never
 * @param asked the commands that a button of this screen may already have given
 */
public record Scene(
        Person person,
        boolean firstContact,
        boolean newcomer,
        boolean admitted,
        boolean operator,
        Invitation invitation,
        boolean greeted,
        Dialog dialog,
        Instant pointedAt,
        Map<UUID, Asked> asked,
        Instant now) {
    boolean inDialog() {
        return dialog != null && dialog.expiresAt().isAfter(now);
    }
}
