package dev.jari.cache;

import java.time.Duration;

/**
 * The measures of one cache. In Redis it takes at most {@code groups × keysPerGroup × maxBytes}. {@code sliding}: a copy that is read keeps its
 * place for another life. {@code early}: what is in use is read anew shortly before its life ends, on a thread of its own.
 */
public record Kind(
        String name, Duration life, int groups, int keysPerGroup, int maxBytes, boolean sliding, boolean early) {

    public Kind(String name, Duration life, int groups, int keysPerGroup, int maxBytes) {
        this(name, life, groups, keysPerGroup, maxBytes, false, true);
    }

    /** Of values that stay in an instance's memory. */
    public static Kind near(String name) {
        return new Kind(name, Near.LIFE, 0, 0, 0);
    }

    boolean isInRedis() {
        return groups > 0;
    }

    String redisKey(String group) {
        return redisKey(Math.floorMod(group.hashCode(), groups));
    }

    String redisKey(int place) {
        return "cache:" + name + ":" + place;
    }

    String field(String key) {
        return "k" + Math.floorMod(key.hashCode(), keysPerGroup);
    }
}
