package dev.llavero.app.op;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Command;
import dev.llavero.contracts.Event;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.platform.message.Envelope;
import java.util.Locale;
import java.util.UUID;
import picocli.CommandLine;

/** Says how it went, as text or as JSON, and with which exit code. */
final class Answers {
    private static final ObjectMapper JSON = Json.mapper();

    private final Op op;
    private final CommandLine line;

    Answers(Op op, CommandLine line) {
        this.op = op;
        this.line = line;
    }

    /** What a change came to, in JSON. */
    private record Told(String outcome, UUID commandId, Reason reason, String event, String subject) {}

    private record Refusal(String outcome, String why) {}

    int show(Object answer, Table text) {
        print(op.json ? json(answer) : text.toString());
        return Op.DONE;
    }

    /** @param afterwards a sentence below the table */
    int show(Object answer, Table text, String afterwards) {
        print(op.json ? json(answer) : text + System.lineSeparator() + afterwards);
        return Op.DONE;
    }

    /** Nothing was asked of anybody. */
    int refuse(String sentence) {
        if (op.json) print(json(new Refusal("refused", sentence)));
        else Op.complain(line.getErr(), sentence);
        return Op.REFUSED;
    }

    int noSuch(String thing) {
        return refuse("There is no " + thing);
    }

    int tell(Envelope<? extends Command> command, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Event event) -> {
                tell(told("done", command, null, event), sentence(command.message(), event));
                yield Op.DONE;
            }
            case Outcome.Refused(Event event, Reason reason) -> {
                tell(told("refused", command, reason, event), "Refused: " + words(reason));
                yield Op.REFUSED;
            }
            case Outcome.Unanswered unanswered -> {
                tell(
                        new Told(
                                "accepted",
                                command.id(),
                                null,
                                null,
                                command.message().subject()),
                        "Accepted, no answer yet (command " + command.id() + ")");
                yield Op.UNAVAILABLE;
            }
        };
    }

    private static Told told(String outcome, Envelope<? extends Command> command, Reason reason, Event event) {
        return new Told(outcome, command.id(), reason, event.getClass().getSimpleName(), event.subject());
    }

    private void tell(Told told, String sentence) {
        print(op.json ? json(told) : sentence);
    }

    private static String sentence(Command command, Event event) {
        if (command instanceof RemoveForeignKey(var server, var key, var operator)) {
            return "Key %s is no longer on %s".formatted(key, server);
        }
        return event instanceof ServerState state
                ? "Server %s is %s".formatted(state.serverId(), words(state.mode()))
                : "Done: %s %s".formatted(event.getClass().getSimpleName(), event.subject());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void print(String text) {
        line.getOut().println(text);
        line.getOut().flush();
    }

    private static String json(Object answer) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot write the answer", impossible);
        }
    }
}
