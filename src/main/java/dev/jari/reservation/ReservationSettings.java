package dev.jari.reservation;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code maxOpenPerCustomer}: open bookings one customer may have at one business; 0 is no limit. */
@Validated
@ConfigurationProperties(prefix = "jari.reservation", ignoreUnknownFields = false)
record ReservationSettings(@DefaultValue("10") @Min(0) int maxOpenPerCustomer) {}
