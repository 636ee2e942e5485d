package dev.llavero.bot.render;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.platform.vault.Secret;
import dev.llavero.views.keys.KeyView;
import java.util.List;
import java.util.Optional;

/**
 * What is true now of what an operator looks at.
 *
 * @param telegramId of the person that it is about; null if unknown
 * @param keys that person's
 * @param link an invitation; null where invitations cannot be signed
 * @param waiting null where nobody asked
 */
public record AdminFacts(List<Load> servers, Long telegramId, List<KeyView> keys, Secret link, Waiting waiting) {
    static final AdminFacts NONE = new AdminFacts(List.of(), null, List.of(), null, null);

    /** What keeps an operator from looking must not keep everybody else from their answers. */
    static final AdminFacts UNREADABLE = new AdminFacts(List.of(), null, List.of(), null, null);

    /** Whether a server answered when it was last spoken to. */
    enum Reach {
        ANSWERS,
        SILENT,
        UNKNOWN
    }

    /** @param keys that it has or is about to have */
    record Load(
            ServerId server,
            LocationCode location,
            String flag,
            Protocol protocol,
            ServerMode mode,
            int keys,
            int capacity,
            boolean room,
            Reach reach) {}

    /**
     * What waits.
     *
     * @param people for an answer, for more than 10 seconds
     * @param messages to be sent
     * @param commands to be published
     * @param deadLetters null if the broker does not say
     */
    record Waiting(long people, long messages, long commands, long silentServers, Long deadLetters) {}

    Optional<Load> server(ServerId id) {
        return servers.stream().filter(load -> load.server().equals(id)).findFirst();
    }
}
