package dev.jari.session;

import java.time.Instant;
import java.util.Locale;

/** One sign-in on one device. {@code expiresAt}: when it ends unless it is refreshed. */
public record Session(
        String id,
        String userId,
        Device device,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        long refreshCounter,
        boolean revoked) {

    boolean isLive(Instant now) {
        return !revoked && now.isBefore(expiresAt);
    }

    Session seenAt(Instant now) {
        return new Session(id, userId, device, createdAt, now, expiresAt, refreshCounter, revoked);
    }

    /** From where somebody signs in: what the person will recognise in the list of sessions. */
    public record Device(String name, String ip) {
        private static final String[][] BROWSERS = {
            {"Edg", "Edge"},
            {"OPR/", "Opera"},
            {"SamsungBrowser", "Samsung Internet"},
            {"Whale/", "Whale"},
            {"KAKAOTALK", "KakaoTalk"},
            {"NAVER(", "Naver"},
            {"Firefox", "Firefox"},
            {"FxiOS", "Firefox"},
            {"Chrome", "Chrome"},
            {"CriOS", "Chrome"},
            {"Safari", "Safari"},
            {"curl", "curl"}
        };
        private static final String[][] SYSTEMS = {
            {"Android", "Android"},
            {"iPhone", "iPhone"},
            {"iPad", "iPad"},
            {"Windows", "Windows"},
            {"Mac OS X", "macOS"},
            {"CrOS", "ChromeOS"},
            {"Linux", "Linux"}
        };

        public static Device of(String userAgent, String ip) {
            String browser = first(BROWSERS, userAgent);
            String system = first(SYSTEMS, userAgent);
            String name = browser.isEmpty() || system.isEmpty() ? browser + system : browser + " on " + system;
            return new Device(name.isEmpty() ? "Unknown device" : name, ip);
        }

        private static String first(String[][] names, String userAgent) {
            String agent = userAgent.toLowerCase(Locale.ROOT);
            for (String[] name : names) {
                if (agent.contains(name[0].toLowerCase(Locale.ROOT))) {
                    return name[1];
                }
            }
            return "";
        }
    }
}
