package dev.llavero.bot.telegram;

import dev.llavero.platform.vault.Secret;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.generics.TelegramClient;

/**
 * Calls to Telegram. Nothing here blocks: calls run on OkHttp's own threads.
 *
 * <p>Danger: the token is a part of every URL. Log and throw only what {@link #masked} has gone over.
 */
@ApplicationScoped
public class TelegramApi {
    /** For everything but the long poll; shorter than a lease. */
    private static final Duration CALL = Duration.ofSeconds(10);
    /** A long poll's 25 s at Telegram, and the way there and back. */
    private static final Duration LONG_CALL = Duration.ofSeconds(35);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** OkHttp's own 5 would hold up everything behind the long poll and a few slow sends. */
    private static final int REQUESTS_AT_ONCE = 64;

    private final TelegramUrl address;
    private final BotToken token;
    private volatile Clients clients;
    private volatile String username;

    @Inject
    public TelegramApi(
            @ConfigProperty(name = "llavero.telegram.api-url") URI url,
            @ConfigProperty(name = "llavero.telegram.bot-token") Optional<String> token,
            @ConfigProperty(name = "llavero.telegram.bot-token-file") Optional<Path> tokenFile) {
        this.address = ApiAddress.of(url);
        this.token = new BotToken(token, tokenFile);
    }

    private record Clients(OkHttpClient http, TelegramClient calls, TelegramClient longCalls) {}

    /** One call, 10 s at most. Fails with {@link NoToken} if there is none. */
    public <T extends Serializable, M extends BotApiMethod<T>> Uni<T> call(M method) {
        return answer(() -> clients().calls.executeAsync(method));
    }

    /** As any other call. */
    public Uni<Message> call(SendPhoto photo) {
        return answer(() -> clients().calls.executeAsync(photo));
    }

    /** As any other call. */
    public Uni<Message> call(SendDocument document) {
        return answer(() -> clients().calls.executeAsync(document));
    }

    /** One call that Telegram may hold open, 35 s at most. */
    public <T extends Serializable, M extends BotApiMethod<T>> Uni<T> longCall(M method) {
        return answer(() -> clients().longCalls.executeAsync(method));
    }

    private static <T> Uni<T> answer(Callable<CompletableFuture<T>> call) {
        return Uni.createFrom().deferred(() -> {
            try {
                return readable(call.call());
            } catch (Exception notEvenCalled) {
                return Uni.createFrom().failure(notEvenCalled);
            }
        });
    }

    /** At an answer that is not Telegram's the library fails with whatever it stumbles over; that is no bug of the caller's. */
    private static <T> Uni<T> readable(CompletableFuture<T> answer) {
        return Uni.createFrom()
                .completionStage(answer)
                .onFailure(RuntimeException.class)
                .transform(stumbled -> new TelegramApiException("An answer that is not Telegram's", stumbled));
    }

    /** The bot's name without {@code @}, asked for once; empty if it has none. */
    public Uni<String> username() {
        return username != null
                ? Uni.createFrom().item(username)
                : call(new GetMe())
                        .map(me -> Objects.requireNonNullElse(me.getUserName(), ""))
                        .invoke(name -> username = name);
    }

    /** The bot's id, without asking Telegram; 0 if its token does not tell. */
    public long bot() {
        return token.bot();
    }

    /** Known to whoever knows the token, and says nothing of it: all copies of this process derive the same. */
    public Secret webhookSecret() {
        return token.derived("webhook");
    }

    /** What went wrong, down to the first cause, without the token. */
    public String masked(Throwable failure) {
        var said = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            said.append(said.isEmpty() ? "" : ": ").append(cause.getClass().getSimpleName());
            said.append(cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
        }
        return token.masked(said.toString());
    }

    private synchronized Clients clients() {
        if (clients == null) {
            clients = connect(token.required());
        }
        return clients;
    }

    private Clients connect(Secret token) {
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(REQUESTS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(REQUESTS_AT_ONCE);
        var calls = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT)
                .callTimeout(CALL)
                .readTimeout(CALL)
                .writeTimeout(CALL)
                .followRedirects(false)
                .build();
        var longCalls =
                calls.newBuilder().callTimeout(LONG_CALL).readTimeout(LONG_CALL).build();
        return new Clients(
                calls,
                new OkHttpTelegramClient(calls, token.reveal(), address),
                new OkHttpTelegramClient(longCalls, token.reveal(), address));
    }

    /** An address at which nobody can be called ends the process before it begins. */
    void start(@Observes StartupEvent start) {}

    /** After the workers, who may still be sending. */
    void stop(@Observes @Priority(4000) ShutdownEvent stop) {
        if (clients != null) {
            clients.http.dispatcher().cancelAll();
            clients.http.dispatcher().executorService().shutdown();
            clients.http.connectionPool().evictAll();
        }
    }
}
