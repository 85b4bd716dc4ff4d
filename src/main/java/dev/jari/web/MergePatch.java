package dev.jari.web;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396): what is absent stays, null takes away, objects merge, anything else replaces. */
public final class MergePatch {
    private static final JsonMapper JSON = JsonMapper.shared();

    private MergePatch() {}

    public static <T> T apply(T current, ObjectNode patch, Class<T> type) {
        ObjectNode merged = (ObjectNode) JSON.<JsonNode>valueToTree(current);
        merge(merged, patch);
        try {
            return JSON.treeToValue(merged, type);
        } catch (JacksonException e) {
            throw Problem.badRequest(
                    "malformed_json", "The body is not the JSON this call takes: " + e.getOriginalMessage());
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(member -> {
            JsonNode present = target.get(member.getKey());
            if (present instanceof ObjectNode nested && member.getValue() instanceof ObjectNode change) {
                merge(nested, change);
            } else {
                target.set(member.getKey(), member.getValue());
            }
        });
    }
}
