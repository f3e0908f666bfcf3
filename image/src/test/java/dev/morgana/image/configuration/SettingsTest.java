package dev.morgana.image.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.config.Machine;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    static void main() {}

    private static Settings of(Locale locale) {
        return Settings.of(
                Machine.running(SettingsTest.class)
                        .timeZone(ZoneId.of("Europe/Vienna"))
                        .locale(locale));
    }

    @Test
    void defaultsAreTheJdksProperties() {
        var properties =
                Map.of(
                        "user.timezone", "Europe/Vienna",
                        "user.language", "de",
                        "user.country", "AT",
                        "user.script", "",
                        "user.variant", "");
        var settings = of(Locale.of("de", "AT"));
        assertEquals(properties, settings.defaults());
        properties.forEach((name, value) -> {
            String line = "\nproperty.%s=%s\n".formatted(name, value);
            assertTrue(settings.text().contains(line), settings::text);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "th-TH-u-nu-thai, u-nu-thai",
        "en-US-x-own, x-own",
        "en-x-own-y-use, x-own-y-use",
        "en-u-nu-thai-y-no-x-own-z-use, u-nu-thai-y-no-x-own-z-use",
    })
    void extensionsAreAmongThem(String locale, String extensions) {
        var found = of(Locale.forLanguageTag(locale)).defaults();
        assertEquals(extensions, found.get("user.extensions"));
        assertEquals(6, found.size());
    }
}
