package dev.llavero.agent.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @Type(name = "held", value = Entry.Held.class),
    @Type(name = "removed", value = Entry.Removed.class),
    @Type(name = "filled", value = Entry.Filled.class)
})
public sealed interface Entry {

    /** The peer is held, as it stands here. */
    record Held(
            String key, String publicKey, String presharedKey, List<String> addresses, long epoch, long counterEpoch)
            implements Entry {

        public static Held of(Peer peer) {
            return new Held(
                    peer.key().value(),
                    peer.publicKey().base64(),
                    peer.presharedKey().base64(),
                    peer.addresses().stream().map(Address::text).toList(),
                    peer.epoch(),
                    peer.counterEpoch());
        }

        Peer peer() {
            return new Peer(
                    new KeyId(key),
                    new PublicKey(publicKey),
                    new PresharedKey(presharedKey),
                    addresses.stream().map(Address::of).toList(),
                    epoch,
                    counterEpoch);
        }
    }

    /** The peer, if there was one, is no longer held. Without a public key there was none. */
    record Removed(
            String key,
            long epoch,
            long atSecond,
            String publicKey,
            long counterEpoch,
            long receivedBytes,
            long sentBytes,
            long handshakeSecond)
            implements Entry {

        public static Removed of(Removal removal) {
            var counters = removal.last().map(Removal.Last::counters).orElse(Counters.NONE);
            return new Removed(
                    removal.key().value(),
                    removal.epoch(),
                    removal.at().getEpochSecond(),
                    removal.last().map(last -> last.publicKey().base64()).orElse(null),
                    removal.last().map(Removal.Last::counterEpoch).orElse(0L),
                    counters.receivedBytes(),
                    counters.sentBytes(),
                    counters.handshakeSecond());
        }

        Removal removal() {
            var counters = new Counters(receivedBytes, sentBytes, handshakeSecond);
            return new Removal(
                    new KeyId(key),
                    epoch,
                    Instant.ofEpochSecond(atSecond),
                    Optional.ofNullable(publicKey)
                            .map(known -> new Removal.Last(new PublicKey(known), counterEpoch, counters)));
        }
    }

    /** The interface was found anew: every peer counts from here. */
    record Filled(long counterEpoch) implements Entry {}
}
