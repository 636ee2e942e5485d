package dev.llavero.bot.send;

import dev.llavero.bot.send.Send.Form;
import dev.llavero.bot.send.WaitingSend.Slot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is among rows that are due.
 *
 * @param next the first of each chat, and every answer to a callback; most urgent first
 * @param moot nobody needs to see them any more: menus that a newer one replaces, and everything for whoever blocked the bot
 */
record Turn(List<WaitingSend> next, List<WaitingSend> moot) {
    /** @param due most urgent first */
    static Turn among(List<WaitingSend> due) {
        var newestMenu = newestMenus(due);
        var moot = due.stream()
                .filter(row -> row.blocked() || replaced(row, newestMenu))
                .toList();
        Set<Slot> taken = new HashSet<>();
        var next = due.stream()
                .filter(row -> !row.blocked() && !replaced(row, newestMenu))
                .filter(row -> taken.add(row.slot()))
                .toList();
        return new Turn(next, moot);
    }

    private static Map<Long, Long> newestMenus(List<WaitingSend> due) {
        var newest = new HashMap<Long, Long>();
        due.stream()
                .filter(row -> row.form() == Form.MENU)
                .forEach(row -> newest.merge(row.chatId(), row.id(), Math::max));
        return newest;
    }

    private static boolean replaced(WaitingSend row, Map<Long, Long> newestMenu) {
        return row.form() == Form.MENU && row.id() < newestMenu.get(row.chatId());
    }
}
