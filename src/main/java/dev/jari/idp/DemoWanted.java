package dev.jari.idp;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** {@code jari.social.demo}, and {@code jari.demo} where it is not set. */
class DemoWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        boolean demo = environment.getProperty("jari.demo", Boolean.class, false);
        return environment.getProperty("jari.social.demo", Boolean.class, demo);
    }
}
