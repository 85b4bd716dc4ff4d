package dev.jari.business;

import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Service;

@Service
public class Businesses {

    public Business byId(String businessId) {
        throw Problem.notFound("business");
    }

    /** The business, if the caller may run it: its owner or an operator; else a 403, and 404 where there is none. */
    public Business requireOwner(String businessId, Caller caller) {
        throw Problem.notFound("business");
    }

    public Map<String, String> names(Collection<String> businessIds) {
        return Map.of();
    }
}
