package dev.llavero.app.op;

import dev.llavero.contracts.Message;
import dev.llavero.platform.projection.ReadModel;
import dev.llavero.platform.projection.Rebuild;
import dev.llavero.platform.sql.PlainTransactions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;

/** From the broker into the database, by the code that the projections themselves run. */
final class LiveRebuilds implements Rebuilds {
    private final Settings settings;

    LiveRebuilds(Settings settings) {
        this.settings = settings;
    }

    @Override
    public <M extends Message> Rebuild.Result rebuild(ReadModel<M> model, boolean swap) {
        settings.database();
        var vertx = Vertx.vertx();
        try (var log = LogReader.of(settings)) {
            return new Rebuild<>(model, log, new PlainTransactions(pool(vertx)).autocommit()).run(swap);
        } catch (KafkaException down) {
            throw new Unavailable("The broker does not answer: " + down.getMessage(), down);
        } catch (IllegalStateException inWords) {
            throw new Unavailable(inWords.getMessage(), inWords);
        } catch (VertxException down) {
            throw new Unavailable("The database does not answer: " + down.getMessage(), down);
        } catch (RuntimeException failure) {
            throw failure.getCause() instanceof IOException down
                    ? new Unavailable("The database does not answer: " + down.getMessage(), down)
                    : failure;
        } finally {
            vertx.close();
        }
    }

    /** One connection: what is begun on it goes on there. */
    private Pool pool(Vertx vertx) {
        var database = settings.database();
        var options = PgConnectOptions.fromUri(database.url())
                .setUser(database.user())
                .setPassword(database.password())
                .addProperty("application_name", "llavero-op");
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(options)
                .using(vertx)
                .build());
    }
}
