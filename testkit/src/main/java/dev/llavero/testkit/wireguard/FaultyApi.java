package dev.llavero.testkit.wireguard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.agent.http.Answer;
import dev.llavero.agent.http.Api;
import dev.llavero.agent.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the port and the real API. Survives restarts of the agent. */
final class FaultyApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Armed(CallFault fault, Optional<Call> call, AtomicInteger left) {}

    private final List<Armed> armed = new ArrayList<>();
    private final List<Request> late = new ArrayList<>();
    private final List<RecordedCall> calls = new ArrayList<>();
    private final Set<String> presharedKeys = new HashSet<>();
    private CountDownLatch healing = new CountDownLatch(1);
    private Api real;

    /** What the port asks instead of the real one. */
    synchronized Api around(Api theRealOne) {
        real = theRealOne;
        return this::answer;
    }

    private Optional<Answer> answer(Request request) {
        remember(request);
        var call = Call.of(request);
        var fault = next(call);
        var answer = fault.isEmpty() ? real().answer(request) : spoiled(fault.get(), request);
        record(new RecordedCall(call, request.path(), answer.map(Answer::status).orElse(0), fault));
        return answer;
    }

    private Optional<Answer> spoiled(CallFault fault, Request request) {
        return switch (fault) {
            case ANSWER_LOST -> {
                real().answer(request);
                yield Optional.empty();
            }
            case LATE -> {
                keep(request);
                yield Optional.empty();
            }
            case ERROR_AFTER_APPLYING -> {
                real().answer(request);
                yield failure(500);
            }
            case ERROR -> failure(500);
            case RATE_LIMITED -> failure(429);
            case HANG -> {
                awaitHealing();
                yield Optional.empty();
            }
        };
    }

    private static Optional<Answer> failure(int status) {
        return Optional.of(new Answer(status, Optional.of(Map.of("code", "Simulated", "message", "a fault"))));
    }

    private void awaitHealing() {
        try {
            healing().await();
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        }
    }

    /** Applies what was kept back, in the order in which it came. */
    void deliverLate() {
        for (var request : takeLate()) {
            var answer = real().answer(request);
            record(new RecordedCall(
                    Call.of(request),
                    request.path(),
                    answer.map(Answer::status).orElse(0),
                    Optional.of(CallFault.LATE)));
        }
    }

    private synchronized List<Request> takeLate() {
        var all = List.copyOf(late);
        late.clear();
        return all;
    }

    private synchronized void keep(Request request) {
        late.add(request);
    }

    synchronized void arm(CallFault fault, Optional<Call> call, int times) {
        armed.add(new Armed(fault, call, new AtomicInteger(times)));
    }

    synchronized boolean awaits(Call call) {
        return armed.stream().anyMatch(one -> one.call().filter(call::equals).isPresent());
    }

    /** Past every fault, and not recorded. */
    Answer byHand(Request request) {
        remember(request);
        return real().answer(request).orElseThrow();
    }

    /** Whoever asks tells a secret, whatever becomes of it. */
    private synchronized void remember(Request request) {
        if (!request.method().equals("PUT")) return;
        try {
            var told = JSON.readTree(request.body()).path("presharedKey").asText();
            if (!told.isEmpty()) presharedKeys.add(told);
        } catch (IOException noJson) {
            // Then it holds none, and the agent will say what is wrong with it.
        }
    }

    synchronized Set<String> everPresharedKeys() {
        return Set.copyOf(presharedKeys);
    }

    private synchronized Optional<CallFault> next(Call call) {
        for (var candidate : armed)
            if (candidate.call().isEmpty() || candidate.call().get() == call) {
                if (candidate.left().decrementAndGet() == 0) armed.remove(candidate);
                return Optional.of(candidate.fault());
            }
        return Optional.empty();
    }

    /** Disarms everything and lets go of every hanging call. */
    synchronized void heal() {
        armed.clear();
        healing.countDown();
        healing = new CountDownLatch(1);
    }

    private synchronized CountDownLatch healing() {
        return healing;
    }

    private synchronized Api real() {
        return real;
    }

    private synchronized void record(RecordedCall call) {
        calls.add(call);
        notifyAll();
    }

    synchronized List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    /** Returns after the next call, or after so many milliseconds. */
    synchronized void awaitCall(int seen, long millis) throws InterruptedException {
        if (calls.size() == seen) wait(millis);
    }
}
