/** What the bookings are kept in. NORMAL may lose the last commits at a power cut, FULL waits for the disk. */
enum Engine {
    SQLITE("NORMAL"),
    SQLITE_FULL("FULL"),
    POSTGRESQL("");

    final String synchronous;

    Engine(String synchronous) {
        this.synchronous = synchronous;
    }

    @Override
    public String toString() {
        return switch (this) {
            case SQLITE -> "sqlite (NORMAL)";
            case SQLITE_FULL -> "sqlite (FULL)";
            case POSTGRESQL -> "postgresql";
        };
    }
}
