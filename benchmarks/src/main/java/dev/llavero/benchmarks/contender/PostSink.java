package dev.llavero.benchmarks.contender;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.OutputStream;

/** The server stack of the application with nothing behind it: reads a POST to its end and answers 200. */
final class PostSink {
    private PostSink() {}

    /** Ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request ->
                        request.body().onSuccess(body -> request.response().end()))
                .listen()
                .onSuccess(server -> System.out.println("READY " + server.actualPort()))
                .onFailure(Throwable::printStackTrace);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
