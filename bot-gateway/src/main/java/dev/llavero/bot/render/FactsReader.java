package dev.llavero.bot.render;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.vault.UserKey;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.vault.Vault.Credential;
import dev.llavero.platform.vault.VaultException;
import dev.llavero.views.keys.KeyView;
import dev.llavero.views.keys.KeyViews;
import dev.llavero.views.servers.PlaceView;
import dev.llavero.views.servers.PlaceViews;
import dev.llavero.views.servers.ServerView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads what screens show, with a handful of statements for however many screens. */
@ApplicationScoped
public class FactsReader {
    private static final Logger LOG = Logger.getLogger(FactsReader.class);

    private final KeyViews keys;
    private final PlaceViews places;
    private final Vault vault;
    private final PlainTransactions transactions;
    private final TelegramApi telegram;
    private final AdminReader admin;
    private final ZoneId zone;

    /** @param zone in which the days of texts are told */
    @Inject
    public FactsReader(
            KeyViews keys,
            PlaceViews places,
            Vault vault,
            PlainTransactions transactions,
            TelegramApi telegram,
            AdminReader admin,
            @ConfigProperty(name = "llavero.time-zone") ZoneId zone) {
        this.keys = keys;
        this.places = places;
        this.vault = vault;
        this.transactions = transactions;
        this.telegram = telegram;
        this.admin = admin;
        this.zone = zone;
    }

    /**
     * A screen to read for.
     *
     * @param user null in groups
     * @param language of the screen
     * @param news the event that the key is to be shown after; null to show it as the view has it
     * @param patient whether there is time to wait for the key's server, if that is not known yet
     */
    public record Wanted(Screen screen, UserId user, String language, Envelope<KeyEvent> news, boolean patient) {
        Needs needs() {
            return Needs.of(screen);
        }
    }

    private record Seen(
            Map<KeyId, KeyView> keys,
            List<List<KeyView>> lists,
            Map<ServerId, ServerView> servers,
            List<PlaceView> places,
            Map<KeyId, Credential> credentials,
            String bot) {}

    /**
     * What is read is put together for each screen when it is asked for: what goes wrong with one is no matter of the others.
     *
     * @return one for each, in their order; empty where the view is too far behind the news
     */
    public Uni<List<Supplier<Optional<Facts>>>> read(List<Wanted> wanted) {
        return seen(wanted).chain(seen -> {
            var keys = wanted.stream().map(one -> key(one, seen)).toList();
            return userKeys(wanted, keys, seen)
                    .chain(opener -> admin(wanted, keys, seen).map(admin -> facts(wanted, keys, seen, opener, admin)));
        });
    }

    private Uni<List<AdminFacts>> admin(List<Wanted> wanted, List<Optional<KeyView>> keys, Seen seen) {
        return Uni.join()
                .all(IntStream.range(0, wanted.size())
                        .mapToObj(index -> wanted.get(index).screen() instanceof Screen.Admin(var page)
                                ? admin.read(page, keys.get(index), seen.bot())
                                        .onFailure()
                                        .invoke(down -> LOG.errorf("An operator's page cannot be read: %s", down))
                                        .onFailure()
                                        .recoverWithItem(AdminFacts.UNREADABLE)
                                : Uni.createFrom().item(AdminFacts.NONE))
                        .toList())
                .andFailFast();
    }

    private Uni<Seen> seen(List<Wanted> wanted) {
        var sql = transactions.autocommit();
        var about = wanted.stream()
                .map(one -> one.needs().key())
                .filter(Objects::nonNull)
                .collect(toSet());
        var shown = wanted.stream()
                .filter(one -> one.needs().link())
                .map(one -> one.needs().key())
                .collect(toSet());
        var keysSeen = unless(about.isEmpty(), () -> keys.many(about), List.<KeyView>of());
        var servers =
                unless(wanted.stream().noneMatch(one -> one.needs().servers()), places::servers, List.<ServerView>of());
        var offered = unless(
                wanted.stream().noneMatch(one -> one.needs().places()),
                () -> places.places(null),
                List.<PlaceView>of());
        var credentials = unless(shown.isEmpty(), () -> vault.credentials(sql, shown), Map.<KeyId, Credential>of());
        var bot = unless(wanted.stream().noneMatch(one -> one.needs().bot()), telegram::username, "");
        return Uni.combine()
                .all()
                .unis(keysSeen, lists(wanted), servers, offered, credentials, bot)
                .with((known, lists, all, free, held, name) -> new Seen(
                        known.stream().collect(toMap(KeyView::key, key -> key)),
                        lists,
                        all.stream().collect(toMap(ServerView::server, server -> server)),
                        free,
                        held,
                        name));
    }

    private Uni<List<List<KeyView>>> lists(List<Wanted> wanted) {
        return Uni.join().all(wanted.stream().map(this::list).toList()).andFailFast();
    }

    private Uni<List<KeyView>> list(Wanted wanted) {
        var needs = wanted.needs();
        return unless(
                needs.keys() == 0 || wanted.user() == null,
                () -> keys.ofUser(wanted.user(), needs.after(), needs.keys()),
                List.of());
    }

    private static <T> Uni<T> unless(boolean unneeded, Supplier<Uni<T>> asked, T instead) {
        return unneeded ? Uni.createFrom().item(instead) : asked.get();
    }

    private static Optional<KeyView> key(Wanted wanted, Seen seen) {
        if (wanted.needs().key() == null) {
            return Optional.empty();
        }
        var known = Optional.ofNullable(seen.keys().get(wanted.needs().key()));
        return wanted.news() == null
                ? known
                : KeyViews.after(known, wanted.news()).or(() -> created(wanted.news()));
    }

    /** That event tells all there is to know, so nobody waits for the view to show a new key. */
    private static Optional<KeyView> created(Envelope<KeyEvent> event) {
        return event.message() instanceof KeyEvent.KeyCreated created
                ? Optional.of(new KeyView(
                        created.keyId(),
                        created.userId(),
                        created.protocol(),
                        created.location(),
                        created.serverId(),
                        created.port(),
                        KeyView.State.ACTIVE,
                        null,
                        created.name(),
                        event.sequence(),
                        event.time(),
                        event.time()))
                : Optional.empty();
    }

    /** Only of those of whom something is to be opened. */
    private Uni<Map<UserId, UserKey>> userKeys(List<Wanted> wanted, List<Optional<KeyView>> keys, Seen seen) {
        var listed = seen.lists().stream().flatMap(Collection::stream);
        var named = Stream.concat(listed, keys.stream().flatMap(Optional::stream))
                .filter(key -> key.name() != null)
                .map(KeyView::user);
        var owners = seen.credentials().values().stream().map(Credential::userId);
        var asking = wanted.stream().map(Wanted::user).filter(Objects::nonNull).collect(toSet());
        var users = Stream.concat(named, owners).filter(asking::contains).collect(toSet());
        return unless(users.isEmpty(), () -> userKeys(users), Map.of());
    }

    /** One that does not open must not keep everybody else from their keys. */
    private Uni<Map<UserId, UserKey>> userKeys(Set<UserId> users) {
        var sql = transactions.autocommit();
        return vault.userKeys(sql, users).onFailure(VaultException.class).recoverWithUni(() -> Multi.createFrom()
                .iterable(users)
                .onItem()
                .transformToUniAndConcatenate(user -> vault.userKey(sql, user)
                        .onFailure(VaultException.class)
                        .recoverWithUni(lost -> lost(user, lost)))
                .collect()
                .asMap(UserKey::owner));
    }

    /** What is sealed for them is then shown as if it were not there. */
    private static Uni<UserKey> lost(UserId user, Throwable lost) {
        LOG.errorf("The vault key of user %s does not open: %s", user, lost.getMessage());
        return Uni.createFrom().nullItem();
    }

    private List<Supplier<Optional<Facts>>> facts(
            List<Wanted> wanted,
            List<Optional<KeyView>> keys,
            Seen seen,
            Map<UserId, UserKey> userKeys,
            List<AdminFacts> admin) {
        return IntStream.range(0, wanted.size())
                .<Supplier<Optional<Facts>>>mapToObj(index -> () -> facts(
                        wanted.get(index), keys.get(index), seen.lists().get(index), seen, userKeys, admin.get(index)))
                .toList();
    }

    /** Servers come by another topic than keys: the first key on a new one may be wanted before they arrive. */
    private static boolean isAheadOfItsServer(KeyView key, Seen seen) {
        var server = seen.servers().get(key.server());
        return server == null || key.protocol() == Protocol.WIREGUARD && server.wireGuard() == null;
    }

    private Optional<Facts> facts(
            Wanted wanted,
            Optional<KeyView> key,
            List<KeyView> list,
            Seen seen,
            Map<UserId, UserKey> userKeys,
            AdminFacts admin) {
        if (wanted.news() != null && wanted.needs().key() != null && key.isEmpty()) {
            return Optional.empty();
        }
        if (wanted.news() != null
                && wanted.patient()
                && wanted.needs().link()
                && isAheadOfItsServer(key.orElseThrow(), seen)) {
            return Optional.empty();
        }
        // In groups there is nobody, and some maps cannot even be asked for nobody.
        var userKey = wanted.user() == null ? null : userKeys.get(wanted.user());
        var opener = new Opener(wanted.user(), userKey, wanted.language());
        var names = opener.names(Stream.concat(key.stream(), list.stream()).toList());
        var link = key.map(found -> opener.link(
                        found,
                        seen.servers().get(found.server()),
                        seen.credentials().get(found.key()),
                        names.get(found.key())))
                .orElse(null);
        return Optional.of(new Facts(
                wanted.user(),
                key.orElse(null),
                list,
                names,
                seen.servers(),
                seen.places(),
                link,
                seen.bot(),
                zone,
                admin));
    }
}
