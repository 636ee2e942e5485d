/**
 * An Outline server for tests and the playground: {@link dev.llavero.testkit.outline.OutlineSimulator} in the same JVM,
 * or {@link dev.llavero.testkit.outline.OutlineMain} as a process of its own with this control side over plain HTTP
 * (bodies and answers are JSON; an error is 400 or 404 with {@code {"error"}}):
 *
 * <pre>
 * GET    /_sim/truth                 {name, apiUrl, certSha256, ssPort, refusedConnections,
 *                                     keys: [{id, name, password, method, port, limitBytes?}], live: [id], bytes: {id: n}}
 * GET    /_sim/calls?from=0          {calls: [{at, call, keyId, status, fault}]}, from that position on
 * GET    /_sim/await?…&amp;withinMs=5000  200 as soon as everything asked for is true, 408 when it is not in time:
 *                                     keys=3 · present=id · absent=id · live=id · bytes=id:1000 (at least)
 *                                     · calls=7 (at least), with call=PUT_KEY those of one kind
 * POST   /_sim/faults                {fault: "ANSWER_LOST", call: "PUT_KEY" (else any), times: 1}
 * DELETE /_sim/faults                ends faults, outage, wrong certificate, hanging calls and latency
 * POST   /_sim/outage                the management API refuses connections; traffic goes on
 * POST   /_sim/wrong-certificate     the management API shows another certificate
 * PUT    /_sim/latency               {ms} before each management call
 * PUT    /_sim/live-after            {ms} from 201 to working traffic
 * PUT    /_sim/creation-cost         {microsPerKey}
 * PUT    /_sim/estimate              {missed, wobble, mostBytes}: how far /metrics/transfer is off
 * POST   /_sim/advance               {seconds}: the 30-day window slides
 * POST   /_sim/keys                  {name, id?, password?, method?}: a key made by hand; without an id the server picks one
 * DELETE /_sim/keys/{id}             removed by hand, or forgotten as after a restart
 * POST   /_sim/traffic               {id, bytes}: counted without any traffic
 * PUT    /_sim/routes                {host, to: "127.0.0.1:8080"}: where traffic for a host goes
 * </pre>
 *
 * <p>Faults and calls are those of {@link dev.llavero.testkit.outline.CallFault} and
 * {@link dev.llavero.testkit.outline.Call}. The control side tells secrets: it listens on 127.0.0.1 only.
 */
package dev.llavero.testkit.outline;
