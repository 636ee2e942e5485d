package dev.llavero.bot.interaction;

import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.Reason;
import dev.llavero.platform.message.Envelope;
import java.util.Optional;
import java.util.UUID;

/**
 * What a final event says to whoever waits for the command that it goes back to.
 *
 * @param task the one that it ends; null: any, for it refuses
 * @param refusal null if it was done
 */
record Ending(Envelope<KeyEvent> event, Task task, Reason refusal) {
    UUID commandId() {
        return event.correlationId();
    }

    static Optional<Ending> in(Envelope<KeyEvent> event) {
        return switch (event.message()) {
            case KeyEvent.KeyCreated created -> Optional.of(new Ending(event, Task.CREATING, null));
            case KeyEvent.KeyRevoked revoked -> Optional.of(new Ending(event, Task.REMOVING, null));
            case KeyEvent.KeySuspended suspended -> Optional.of(new Ending(event, Task.PAUSING, null));
            case KeyEvent.KeyResumed resumed -> Optional.of(new Ending(event, Task.RESUMING, null));
            case KeyEvent.KeyRenamed renamed -> Optional.of(new Ending(event, Task.RENAMING, null));
            case KeyEvent.KeyRefused refused -> Optional.of(new Ending(event, null, refused.reason()));
            case KeyEvent.KeyRequested requested -> Optional.empty();
            case KeyEvent.KeyRevoking revoking -> Optional.empty();
        };
    }

    Screen screen(Interaction ended, UUID draft) {
        if (refusal != null) {
            // A key that was not made cannot be shown.
            return new Screen.Refused(refusal, ended.task() == Task.CREATING ? null : ended.key(), draft);
        }
        return switch (ended.task()) {
            case CREATING -> new Screen.Delivery(ended.key());
            case REMOVING ->
                event.message() instanceof KeyEvent.KeyRevoked(var _, var owner) && !owner.equals(ended.userId())
                        ? new Screen.Admin(new AdminPage.OneKey(ended.key())) // an operator did it
                        : new Screen.KeyDeleted(draft);
            case PAUSING, RESUMING, RENAMING -> new Screen.KeyCard(ended.key(), draft);
        };
    }
}
