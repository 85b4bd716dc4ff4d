package dev.jari.factor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How somebody can prove who they are. */
public enum Method {
    @JsonProperty("password")
    PASSWORD("password"),
    @JsonProperty("totp")
    TOTP("totp"),
    @JsonProperty("recovery")
    RECOVERY("recovery"),
    @JsonProperty("passkey")
    PASSKEY("passkey");

    private final String text;

    Method(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
