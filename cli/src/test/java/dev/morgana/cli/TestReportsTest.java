package dev.morgana.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestReportsTest {
    private static final String REPORT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="a.B" tests="5" failures="1" errors="1" skipped="2">
              <testcase name="passes" classname="a.B" time="0.1"/>
              <testcase name="fails" classname="a.B"><failure message="expected: 1&#10;more" type="x">trace</failure></testcase>
              <testcase name="breaks" classname="a.B"><error type="y"/></testcase>
              <testcase name="skips" classname="a.B"><skipped message="needs root"/></testcase>
              <testcase name="skipsToo" classname="a.B"><skipped type="x"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: needs root
            \tat a.B]]></skipped></testcase>
            </testsuite>
            """;

    @Test
    void areAddedUp(@TempDir Path root) throws IOException {
        Path surefire = Files.createDirectories(root.resolve("wire/target/surefire-reports"));
        Path failsafe =
                Files.createDirectories(root.resolve("examples/web/target/failsafe-reports"));
        Files.writeString(surefire.resolve("TEST-a.B.xml"), REPORT);
        Files.writeString(
                failsafe.resolve("TEST-c.D.xml"),
                "<testsuite><testcase name='t' classname='c.D'/></testsuite>");
        Files.writeString(surefire.resolve("other.xml"), "not a report");
        var reports = TestReports.below(root);
        assertEquals("2 passed, 2 failed, 2 skipped", reports.summary());
        assertEquals(
                List.of("a.B.fails: expected: 1", "a.B.breaks: no reason given"),
                reports.failures());
        assertEquals(List.of("2 because: needs root"), reports.skips());
        TestReports.clear(root);
        assertEquals("0 passed, 0 failed, 0 skipped", TestReports.below(root).summary());
        assertFalse(Files.exists(surefire.resolve("TEST-a.B.xml")));
    }

    @Test
    void aDamagedReportIsAnError(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("x/target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-x.xml"), "<testsuite><testcase");
        assertThrows(IOException.class, () -> TestReports.below(root));
    }
}
