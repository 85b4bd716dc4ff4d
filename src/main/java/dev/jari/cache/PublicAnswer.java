package dev.jari.cache;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a GET whose answer is the same for everybody of the same language and roles: it is kept, and has an ETag. {@code of}: the path variable that
 * names the group; without it the answer belongs to {@code group}. {@code alsoSignedIn} is false where the answer differs by who asks: then it is
 * kept for those who are not signed in.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicAnswer {
    String of() default "";

    String group() default "";

    boolean alsoSignedIn() default true;

    /** A parameter with which the answer is not for everybody. */
    String unless() default "";
}
