package dev.jari.user;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the calling thread wait behind all others: Java's own thread priorities mean nothing to Linux, while there
 * {@code setpriority(PRIO_PROCESS, 0, n)} is about the calling thread alone (setpriority(2), NOTES). Elsewhere nothing is done.
 */
final class LowPriority {
    private static final Logger log = LoggerFactory.getLogger(LowPriority.class);
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;
    private static final int NICE = 5;

    private LowPriority() {}

    @SuppressWarnings("restricted") // A libc function of three ints.
    static void apply() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            var type = FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            int failed = (int) linker.downcallHandle(
                            linker.defaultLookup().find("setpriority").orElseThrow(), type)
                    .invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
            log.debug("hashing waits behind other work: {}", failed == 0);
        } catch (Throwable e) {
            log.info("Hashing passwords has the priority of all other work: {}", e.toString());
        }
    }
}
