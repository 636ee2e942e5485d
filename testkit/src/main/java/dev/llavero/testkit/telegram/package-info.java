/**
 * Telegram without Telegram: {@link dev.llavero.testkit.telegram.TelegramSimulator} answers a bot as the Bot API does, with
 * its refusals, limits and expiries; {@link dev.llavero.testkit.telegram.Telegram} plays the people in tests; a page at
 * {@code /} lets a person play them in the browser.
 *
 * <h2>The bot's side</h2>
 * {@code /bot<token>/<method>} in any case, by GET or POST, as JSON, form or multipart; {@code /file/bot<token>/<path>}.
 *
 * <h2>The people's side: {@code /_sim/…}</h2>
 * JSON in and out; a refusal is Telegram's error object. {@code timeout} is in seconds: the answer comes as soon as there is
 * one. Every change has a number; {@code after=<number>} asks for what is newer.
 *
 * <table>
 *   <caption>Endpoints</caption>
 *   <tr><td>{@code GET users}, {@code GET users/<id>}</td><td>who there is</td></tr>
 *   <tr><td>{@code POST users}</td><td>{@code {name, username?, language?, id?}}</td></tr>
 *   <tr><td>{@code POST users/<id>/messages}</td><td>{@code {text, reply_to?}}</td></tr>
 *   <tr><td>{@code POST users/<id>/photos?caption=}</td><td>the image as body</td></tr>
 *   <tr><td>{@code POST users/<id>/documents?name=&caption=}</td><td>the file as body</td></tr>
 *   <tr><td>{@code POST users/<id>/edits}</td><td>{@code {message_id, text}}</td></tr>
 *   <tr><td>{@code POST users/<id>/presses}</td><td>{@code {message_id, row, column}} or {@code {message_id, data}}, or forged:
 *       {@code {message_id, data, chat?, forged: true}}; a button without callback data is answered as it is</td></tr>
 *   <tr><td>{@code POST groups}, {@code groups/<id>/messages}, {@code groups/<id>/kick}</td><td>{@code {title, by}},
 *       {@code {user, text, reply_to?}}, {@code {by}}: a supergroup; its chat is read like any other</td></tr>
 *   <tr><td>{@code GET presses/<query id>?timeout=}</td><td>waits for the bot's answer</td></tr>
 *   <tr><td>{@code POST users/<id>/block}, {@code …/unblock}</td><td></td></tr>
 *   <tr><td>{@code GET chats/<id>?after=}</td><td>the chat; a deleted message stays in the list, marked</td></tr>
 *   <tr><td>{@code GET chats/<id>/wait?after=&timeout=}</td><td>the same, once something is newer</td></tr>
 *   <tr><td>{@code DELETE chats/<id>/messages/<id>}</td><td>the person removes it; the bot is not told</td></tr>
 *   <tr><td>{@code GET files/<file id>}</td><td>a photo or document</td></tr>
 *   <tr><td>{@code GET events}</td><td>everything that happens, as server-sent events</td></tr>
 *   <tr><td>{@code GET updates?pending=&timeout=}</td><td>pending, confirmed and expired ones, and after which call of the bot each
 *       was {@code handed_out}; waits until at most so many are pending</td></tr>
 *   <tr><td>{@code POST updates}</td><td>a raw update, {@code update_id} optional</td></tr>
 *   <tr><td>{@code POST updates/restart}</td><td>{@code {next_id}}</td></tr>
 *   <tr><td>{@code POST updates/duplicate}, {@code updates/reorder}</td><td>{@code {seed?}}; what is pending</td></tr>
 *   <tr><td>{@code GET calls?after=&method=&timeout=}</td><td>what the bot called, with answer; status 0 is a cut
 *       connection</td></tr>
 *   <tr><td>{@code DELETE calls?through=}</td><td>forgets those up to this number, but never the last; {@code {last}} is its
 *       number</td></tr>
 *   <tr><td>{@code POST faults}</td><td>{@code {method, times, fault: {kind, …}}}: {@code too-many-requests}
 *       {@code {retryAfterSeconds}}, {@code server-error} {@code {code}}, {@code refused} {@code {code, description}},
 *       {@code hang} {@code {seconds}}, {@code reset-before}, {@code answer-lost}; method {@code *} is any but
 *       getUpdates</td></tr>
 *   <tr><td>{@code GET faults?timeout=}, {@code DELETE faults}</td><td>waits until all have struck; disarms</td></tr>
 *   <tr><td>{@code PUT outage}</td><td>{@code {how: none | cut | bad-gateway}}</td></tr>
 *   <tr><td>{@code GET settings}, {@code PUT settings}</td><td>{@code {rate_limit?, strict_html?}}</td></tr>
 *   <tr><td>{@code POST clock}</td><td>{@code {advance_seconds}}: queries expire after 150 s, messages after 24 h</td></tr>
 * </table>
 */
package dev.llavero.testkit.telegram;
