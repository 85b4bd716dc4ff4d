package dev.jari.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Runs a suite or a test on both databases, or only on the one that {@code -Djari.test.engine} names. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(EachEngine.Chosen.class)
public @interface EachEngine {
    final class Chosen implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            String chosen = System.getProperty("jari.test.engine", "");
            return chosen.isEmpty()
                    ? Arrays.stream(Engine.values()).map(Arguments::of)
                    : Stream.of(Arguments.of(Engine.valueOf(chosen.toUpperCase(Locale.ROOT))));
        }
    }
}
