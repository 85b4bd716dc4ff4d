package dev.jari.social;

import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.util.EnumMap;
import java.util.Map;

/** One application with the demo provider for each engine; its providers are given a second, and told of farewells again at once. */
final class SocialApps {
    private static final Map<Engine, App> SHARED = new EnumMap<>(Engine.class);

    private SocialApps() {}

    static synchronized App on(Engine engine) {
        return SHARED.computeIfAbsent(
                engine,
                each -> App.start(
                        each,
                        "jari.social.demo=true",
                        "jari.social.connect-timeout=300ms",
                        "jari.social.read-timeout=1200ms",
                        "jari.social.farewell-retry=100ms"));
    }
}
