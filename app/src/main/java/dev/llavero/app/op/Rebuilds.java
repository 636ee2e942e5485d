package dev.llavero.app.op;

import dev.llavero.contracts.Message;
import dev.llavero.platform.projection.ReadModel;
import dev.llavero.platform.projection.Rebuild;

/** Makes a read model anew beside the live one. Fails with {@link Unavailable}. */
interface Rebuilds {
    <M extends Message> Rebuild.Result rebuild(ReadModel<M> model, boolean swap);
}
