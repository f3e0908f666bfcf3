package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The picture as a reader's XML parser sees it.
final class BarChartTest {
    @Test
    void barsAreAsLongAsTheirMedians() throws Exception {
        Comparison start = Comparison.less("start", "ms", 1);
        for (long value : new long[] {90, 100, 200}) {
            start.add("ours", value);
        }
        start.add("theirs", 400);
        String picture = BarChart.draw("starts", List.of("ours", "theirs"), List.of(start));
        assertEquals("55.0", bar(picture, "k0").getAttribute("width"));
        assertEquals("220.0", bar(picture, "k1").getAttribute("width"));
        assertTrue(picture.contains("start, ms"), picture);
        assertTrue(picture.contains("less is better"), picture);
    }

    @Test
    void whatIsNotMeasuredIsSaid() throws Exception {
        Comparison rate = Comparison.more("rate", "MB/s", 1);
        rate.add("ours", 5);
        String picture = BarChart.draw("rates", List.of("ours", "theirs"), List.of(rate));
        assertTrue(picture.contains("not measured"), picture);
    }

    private static Element bar(String picture, String name) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
        var bars = document.getElementsByTagName("rect");
        for (int i = 0; i < bars.getLength(); i++) {
            if (bars.item(i) instanceof Element bar && bar.getAttribute("class").equals(name)) {
                return bar;
            }
        }
        throw new AssertionError("no bar " + name);
    }
}
