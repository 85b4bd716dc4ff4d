package dev.jari.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A record's component that is not {@code @Nullable} is a member that is always there: the code says it, so the document does. */
@Component
class PresentMembers implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (schema != null && java.getRawClass().isRecord()) {
            markPresent(java.getRawClass(), schema.get$ref() == null ? schema : referenced(schema, context));
        }
        return schema;
    }

    private static Schema<?> referenced(Schema<?> schema, ModelConverterContext context) {
        String name = schema.get$ref().substring("#/components/schemas/".length());
        return context.getDefinedModels().getOrDefault(name, schema);
    }

    private static void markPresent(Class<?> type, Schema<?> model) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean known =
                    model.getProperties() != null && model.getProperties().containsKey(component.getName());
            boolean listed = model.getRequired() != null && model.getRequired().contains(component.getName());
            if (known && !listed && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.addRequiredItem(component.getName());
            }
        }
    }
}
