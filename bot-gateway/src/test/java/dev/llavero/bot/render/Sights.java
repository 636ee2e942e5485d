package dev.llavero.bot.render;

import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.delivery.CopyableLink;
import dev.llavero.bot.render.AdminFacts.Load;
import dev.llavero.bot.render.AdminFacts.Reach;
import dev.llavero.bot.render.AdminFacts.Waiting;
import dev.llavero.bot.render.Keyboard.Option;
import dev.llavero.bot.text.TelegramHtml;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.vault.Secret;
import dev.llavero.views.keys.KeyView;
import dev.llavero.views.keys.KeyView.State;
import dev.llavero.views.servers.PlaceView;
import dev.llavero.views.servers.ServerView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small world to render, and how a person sees it. */
final class Sights {
    static final UserId ANA = new UserId(new UUID(1, 1));
    static final UserId EVE = new UserId(new UUID(6, 6));
    static final UUID DRAFT = new UUID(7, 7);
    static final KeyId PHONE = new KeyId(new UUID(2, 1));
    static final ServerId NL = new ServerId("nl-1");
    static final Secret LINK = CopyableLink.of(new Secret("k7Jq2WvT9bXc4NfR8sLm0A"), "nl1.example.org", 443, "Phone");

    private static final Instant MADE = Instant.parse("2026-03-05T10:00:00Z");
    private static final Map<String, String> NETHERLANDS =
            Map.of("en", "Netherlands", "es", "Países Bajos", "ru", "Нидерланды");
    private static final Map<String, String> GERMANY = Map.of("en", "Germany", "es", "Alemania", "ru", "Германия");

    private Sights() {}

    static KeyView key(KeyId id, UserId owner, State state, SuspendReason why, boolean named) {
        return new KeyView(
                id,
                owner,
                Protocol.OUTLINE,
                new LocationCode("nl"),
                NL,
                443,
                state,
                why,
                named ? new Sealed("AAAA") : null,
                2,
                MADE,
                MADE);
    }

    static KeyView active() {
        return key(PHONE, ANA, State.ACTIVE, null, true);
    }

    static KeyView wireGuard(boolean named) {
        var outline = key(PHONE, ANA, State.ACTIVE, null, named);
        return new KeyView(
                PHONE,
                ANA,
                Protocol.WIREGUARD,
                outline.location(),
                NL,
                51820,
                State.ACTIVE,
                null,
                outline.name(),
                2,
                MADE,
                MADE);
    }

    static KeyId number(int index) {
        return new KeyId(new UUID(2, index));
    }

    static List<KeyView> keys(int count) {
        var states = List.of(State.ACTIVE, State.SUSPENDED, State.REQUESTED, State.REVOKING);
        return IntStream.rangeClosed(1, count)
                .mapToObj(index -> {
                    var state = states.get((index - 1) % states.size());
                    return key(number(index), ANA, state, state == State.SUSPENDED ? SuspendReason.PAUSED : null, true);
                })
                .toList();
    }

    static ServerView server(ServerMode mode) {
        return new ServerView(
                NL,
                Protocol.OUTLINE,
                new LocationCode("nl"),
                NETHERLANDS,
                "🇳🇱",
                "nl1.example.org",
                100,
                true,
                mode,
                ManagedBy.FILE,
                null,
                1,
                MADE);
    }

    static List<PlaceView> places(Protocol... protocols) {
        return List.of(
                new PlaceView(new LocationCode("de"), "🇩🇪", GERMANY, Set.of(protocols)),
                new PlaceView(new LocationCode("nl"), "🇳🇱", NETHERLANDS, Set.of(protocols)));
    }

    /** Ana's, with everything in order. */
    static Facts facts(KeyView key, List<KeyView> keys) {
        return facts(key, keys, Map.of(PHONE, "Phone", number(2), "Laptop & <tablet>"), ServerMode.ACTIVE);
    }

    static Facts facts(KeyView key, List<KeyView> keys, Map<KeyId, String> names, ServerMode mode) {
        return new Facts(
                ANA,
                key,
                keys,
                names,
                mode == null ? Map.of() : Map.of(NL, server(mode)),
                places(Protocol.OUTLINE),
                key != null && key.user().equals(ANA) ? LINK : null,
                "llavero_bot",
                ZoneOffset.UTC,
                AdminFacts.NONE);
    }

    static Facts offering(Protocol... protocols) {
        return new Facts(
                ANA,
                null,
                List.of(),
                Map.of(),
                Map.of(),
                protocols.length == 0 ? List.of() : places(protocols),
                null,
                "llavero_bot",
                ZoneOffset.UTC,
                AdminFacts.NONE);
    }

    static Facts operator(KeyView about, AdminFacts admin) {
        return new Facts(
                EVE,
                about,
                List.of(),
                Map.of(),
                Map.of(NL, server(ServerMode.ACTIVE)),
                List.of(),
                null,
                "llavero_bot",
                ZoneOffset.UTC,
                admin);
    }

    static AdminFacts loads() {
        var place = new LocationCode("nl");
        return new AdminFacts(
                List.of(
                        new Load(NL, place, "🇳🇱", Protocol.OUTLINE, ServerMode.ACTIVE, 12, 100, true, Reach.ANSWERS),
                        new Load(
                                new ServerId("nl-2"),
                                place,
                                "🇳🇱",
                                Protocol.WIREGUARD,
                                ServerMode.HIDDEN,
                                3,
                                10,
                                false,
                                Reach.SILENT),
                        new Load(
                                new ServerId("nl-3"),
                                place,
                                "🇳🇱",
                                Protocol.OUTLINE,
                                ServerMode.ACTIVE,
                                10,
                                10,
                                false,
                                Reach.ANSWERS)),
                null,
                List.of(),
                null,
                null);
    }

    static AdminFacts person(List<KeyView> keys) {
        return new AdminFacts(List.of(), 77L, keys, null, null);
    }

    static AdminFacts link() {
        return new AdminFacts(List.of(), null, List.of(), new Secret("https://t.me/llavero_bot?start=AgAB"), null);
    }

    static AdminFacts waiting(Long deadLetters) {
        return new AdminFacts(List.of(), null, List.of(), null, new Waiting(1, 2, 0, 1, deadLetters));
    }

    /** As it looks on a phone; fails on what Telegram would refuse. */
    static String seen(Rendered rendered) {
        var text = TelegramHtml.shown(rendered.text());
        var rows = rendered.keyboard().rows().stream()
                .map(row -> row.stream().map(Sights::seen).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        var attached = rendered.picture() == null ? "" : "\n(QR picture)";
        var file = rendered.file() == null ? "" : "\n(file " + rendered.file().name() + ")";
        return text + attached + file + (rows.isEmpty() ? "" : "\n" + rows);
    }

    private static String seen(Option option) {
        return switch (option) {
            case Option.Press(var label, var button) -> {
                CallbackData.write(button);
                yield "[" + label + "]";
            }
            case Option.Open(var label, var page) -> "[" + label + " ↗ " + page + "]";
            case Option.Copy(var label, var text) -> "[" + label + " ⧉]";
        };
    }
}
