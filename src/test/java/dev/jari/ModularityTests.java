package dev.jari;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {
    private final ApplicationModules modules = ApplicationModules.of(JariApplication.class);

    @Test
    void modulesKeepTheirBoundaries() {
        modules.verify();
    }

    @Test
    void theDrawingShowsTheModulesAsTheyAre() throws IOException {
        List<String> drawn = Files.readString(Path.of("ARCHITECTURE.md"))
                .lines()
                .dropWhile(line -> !line.equals("graph TD"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .map(String::strip)
                .toList();
        assertEquals(String.join("\n", arrows()), String.join("\n", drawn), "ARCHITECTURE.md draws other modules");
    }

    private List<String> arrows() {
        return modules.stream()
                .flatMap(module -> module.getDirectDependencies(modules)
                        .uniqueModules()
                        .map(other -> name(module) + " --> " + name(other)))
                .sorted()
                .toList();
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
