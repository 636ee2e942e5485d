package dev.llavero.platform.consumer;

import dev.llavero.platform.role.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.Function;

/** Tells those whom it concerns. */
@ApplicationScoped
class OlderDatabases {
    @Inject
    @Any
    Instance<OlderDatabase> concerned;

    Uni<Void> found(Role role) {
        return each(role, OlderDatabase::found);
    }

    Uni<Void> ready(Role role) {
        return each(role, OlderDatabase::ready);
    }

    private Uni<Void> each(Role role, Function<OlderDatabase, Uni<Void>> what) {
        return Multi.createFrom()
                .items(concerned.stream().filter(one -> one.role() == role))
                .onItem()
                .transformToUniAndConcatenate(what::apply)
                .collect()
                .last();
    }
}
