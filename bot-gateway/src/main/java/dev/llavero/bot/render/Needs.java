package dev.llavero.bot.render;

import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Screen;
import dev.llavero.contracts.KeyId;

/**
 * What a screen looks at.
 *
 * @param key the key that it is about; null for none
 * @param keys how many of the user's keys; 0 for none
 * @param after where those begin; null for the first
 * @param places whether it offers places
 * @param link whether it shows the key itself
 * @param bot whether it needs the bot's name
 */
record Needs(KeyId key, int keys, KeyId after, boolean places, boolean link, boolean bot) {
    private static final Needs NOTHING = new Needs(null, 0, null, false, false, false);
    /** Enough to know whether there is more than one. */
    private static final int TWO = 2;

    static Needs of(Screen screen) {
        return switch (screen) {
            case Screen.ChooseProtocol _, Screen.ChoosePlace _ -> new Needs(null, 0, null, true, false, false);
            case Screen.Delivery(var key) -> new Needs(key, 0, null, false, true, false);
            case Screen.Qr(var key) -> new Needs(key, 0, null, false, true, false);
            case Screen.ChooseDevice(var key) -> new Needs(key, 0, null, false, true, false);
            case Screen.KeyFile(var key, var _) -> new Needs(key, 0, null, false, true, false);
            case Screen.Hidden(var key) -> about(key);
            case Screen.InstallApp(var key) -> about(key);
            case Screen.SelfCheck(var key, var _) -> about(key);
            case Screen.AskName(var key) -> about(key);
            case Screen.ConfirmDelete(var key, var _) -> about(key);
            case Screen.KeyCard(var key, var _, var _) -> new Needs(key, TWO, null, false, false, false);
            case Screen.MyKeys(var _, var after) -> new Needs(null, KeyScreens.PAGE + 1, after, false, false, false);
            case Screen.Admin(AdminPage.OneKey(var key)) -> about(key);
            case Screen.Admin(AdminPage.ConfirmRevoke(var key, var _)) -> about(key);
            case Screen.Admin(AdminPage.Invitation _) -> new Needs(null, 0, null, false, false, true);
            case Screen.Admin _ -> NOTHING;
            case Screen.PrivateChatOnly() -> new Needs(null, 0, null, false, false, true);
            case Screen.Welcome _,
                    Screen.Invited _,
                    Screen.AccessEnded _,
                    Screen.Working _,
                    Screen.StillWorking _,
                    Screen.WillWrite _,
                    Screen.KeyDeleted _,
                    Screen.BadName _,
                    Screen.Refused _,
                    Screen.Help _,
                    Screen.Languages _,
                    Screen.Cancelled _,
                    Screen.InvitedOnly _,
                    Screen.Unknown _,
                    Screen.StaleButton _,
                    Screen.Toast _,
                    Screen.Nothing _ -> NOTHING;
        };
    }

    private static Needs about(KeyId key) {
        return new Needs(key, 0, null, false, false, false);
    }

    boolean servers() {
        return key != null || keys > 0;
    }
}
