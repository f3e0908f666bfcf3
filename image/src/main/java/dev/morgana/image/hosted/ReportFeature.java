package dev.morgana.image.hosted;

import com.oracle.svm.core.util.UserError;
import com.oracle.svm.hosted.FeatureImpl.AfterAnalysisAccessImpl;
import com.oracle.svm.hosted.FeatureImpl.BeforeImageWriteAccessImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;
import org.jspecify.annotations.Nullable;

/// Reports what the builder found out, and stops a build that would leave a native method unimplemented.
///
/// Its parameters are system properties of the builder's JVM, written by `dev.morgana.image.HostedReport`.
public final class ReportFeature implements Feature {
    private final Path directory = Path.of(parameter("directory"));
    private @Nullable ReachabilitySurvey elements;
    private final boolean missingAllowed = Boolean.parseBoolean(parameter("allow-missing-natives"));

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        Module application = access.getApplicationClassLoader().getUnnamedModule();
        for (String resource : lines(Path.of(parameter("resources")))) {
            RuntimeResourceAccess.addResource(application, resource);
        }
        if (missingAllowed) {
            // Thrown by the stubs in place of the missing functions.
            RuntimeJNIAccess.register(UnsatisfiedLinkError.class);
            RuntimeJNIAccess.register(constructorOfUnsatisfiedLinkError());
        }
    }

    private static java.lang.reflect.Constructor<?> constructorOfUnsatisfiedLinkError() {
        try {
            return UnsatisfiedLinkError.class.getConstructor(String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterAnalysis(AfterAnalysisAccess access) {
        var universe = ((AfterAnalysisAccessImpl) access).getUniverse();
        var natives = new NativeMethodSurvey(lines(Path.of(parameter("machine-symbols"))));
        universe.getMethods().forEach(natives::visit);
        write("natives", natives.report());
        write("facts", new ProgramSurvey(universe).report());
        elements = new ReachabilitySurvey(universe);
        write("elements", elements.report(ProgramSurvey.DRIVERS));
        if (natives.missing() > 0 && !missingAllowed) {
            throw UserError.abort(
                    "%d native methods that the program can reach are not implemented",
                    natives.missing());
        }
    }

    @Override
    public void beforeImageWrite(BeforeImageWriteAccess access) {
        var image = ((BeforeImageWriteAccessImpl) access).getImage();
        var found = Objects.requireNonNull(elements, "there was no analysis");
        var origins = new Origins(List.of(parameter("library").split(":", -1)));
        write("code", new CodeSurvey(origins, found).report(image.getCodeCache()));
        write("heap", new HeapSurvey(origins).report(image.getHeap()));
        write("objects", new ObjectSurvey(found, image.getCodeCache()).report(image.getHeap()));
        write("files", new FileSurvey(found).report());
        write("embedded", new ResourceSurvey(lines(Path.of(parameter("resources")))).report());
    }

    private static String parameter(String name) {
        String value = System.getProperty("dev.morgana.report." + name);
        if (value == null) {
            throw new IllegalStateException("the builder's JVM lacks -Ddev.morgana.report." + name);
        }
        return value;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, List<String> lines) {
        try {
            Files.write(directory.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
