package dev.jari.job;

/** Deletes what is over, some rows at a time, until there are no more. */
public interface Sweep extends Work {
    int AT_ONCE = 500;

    /** Answers how many it has deleted; fewer than {@code limit} were the last. */
    int delete(int limit);

    @Override
    default Done next(String position) {
        int deleted = delete(AT_ONCE);
        return deleted < AT_ONCE ? Done.atLast(deleted) : Done.andMore(deleted, "");
    }
}
