package dev.llavero.vpn;

import dev.llavero.vpn.Reply.Answer;
import dev.llavero.vpn.Reply.Broken;
import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One HTTPS server that is known by its certificate alone. Each exchange is one request and one bounded answer before a
 * deadline; else the connection is cut. Vert.x's {@code WebClient} is not used because it cannot cut one: it would go
 * on reading a body that never ends.
 */
final class PinnedHttps {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final String host;
    private final int port;

    PinnedHttps(Vertx vertx, String host, int port, String certSha256) {
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(TrustOptions.wrap(new PinnedCertificate(certSha256)))
                .setVerifyHost(false)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setSslHandshakeTimeout(CONNECT_TIMEOUT.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxPoolSize(4)
                .setKeepAliveTimeout(20));
    }

    Uni<Reply> send(HttpMethod method, String path, Buffer body, Duration within) {
        return Uni.createFrom().emitter(emitter -> exchange(method, path, body, within)
                .future()
                .<Reply>map(answer -> answer)
                .otherwise(PinnedHttps::broken)
                .onSuccess(emitter::complete)
                .onFailure(emitter::fail));
    }

    private Promise<Answer> exchange(HttpMethod method, String path, Buffer body, Duration within) {
        var answer = Promise.<Answer>promise();
        var timer = vertx.setTimer(within.toMillis(), _ -> answer.tryFail(new TimeoutException()));
        answer.future().onComplete(_ -> vertx.cancelTimer(timer));
        var options = new RequestOptions()
                .setMethod(method)
                .setHost(host)
                .setPort(port)
                .setURI(path)
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json");
        client.request(options)
                .onSuccess(request -> send(request, body, answer))
                .onFailure(answer::tryFail);
        return answer;
    }

    private static void send(HttpClientRequest request, Buffer body, Promise<Answer> answer) {
        answer.future().onFailure(_ -> request.reset());
        if (answer.future().isComplete()) return;
        if (body.length() > 0) request.putHeader("Content-Type", "application/json");
        request.send(body).onSuccess(response -> read(response, answer)).onFailure(answer::tryFail);
    }

    private static void read(HttpClientResponse response, Promise<Answer> answer) {
        var body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.handler(part -> {
            if (body.length() + part.length() > MAX_BODY_BYTES) answer.tryFail(new BodyTooLarge());
            else body.appendBuffer(part);
        });
        response.endHandler(_ -> answer.tryComplete(new Answer(response.statusCode(), body)));
    }

    private static final class BodyTooLarge extends Exception {
        BodyTooLarge() {
            super(null, null, false, false);
        }
    }

    /** Only the kind of the failure is kept: messages of others may hold the address. */
    private static Reply broken(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof PinnedCertificate.Mismatch mismatch)
                return new Broken(Fault.CERTIFICATE, mismatch.getMessage());
        return switch (failure) {
            case BodyTooLarge _ ->
                new Broken(Fault.BAD_ANSWER, "the answer is larger than " + MAX_BODY_BYTES + " bytes");
            case TimeoutException _ -> new Broken(Fault.TIMEOUT, "no whole answer in time");
            case ConnectTimeoutException _ -> new Broken(Fault.TIMEOUT, "no connection in time");
            case Throwable other -> new Broken(Fault.CONNECT, other.getClass().getSimpleName());
        };
    }

    void close() {
        client.close();
    }
}
