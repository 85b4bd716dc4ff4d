package dev.jari.user;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * {@code email}, {@code password}: the operator's account, created where it does not exist yet. {@code requireSecondFactor}: operators'
 * calls are for who has one; recommended wherever real people have accounts. {@code allowedNetworks}: addresses or CIDR ranges from which
 * operators work; none means everywhere.
 */
@ConfigurationProperties(prefix = "jari.admin", ignoreUnknownFields = false)
public record OperatorSettings(
        @DefaultValue("") String email,
        @DefaultValue("") String password,
        @DefaultValue("false") boolean requireSecondFactor,
        @DefaultValue List<String> allowedNetworks) {

    public OperatorSettings {
        try {
            allowedNetworks.forEach(IpAddressMatcher::new);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "jari.admin.allowed-networks holds addresses or ranges, such as 203.0.113.7 or 2001:db8::/48", e);
        }
    }
}
