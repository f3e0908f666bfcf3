package dev.morgana.image.configuration;

import dev.morgana.config.Configuration;
import dev.morgana.config.ConfigurationException;
import dev.morgana.config.Evaluation;
import dev.morgana.config.Machine;
import dev.morgana.config.SourceLine;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The class of a program that describes its machine.
public final class ConfigurationClass {
    private ConfigurationClass() {}

    /// The machine that the only configuration class in `classes` describes; empty if there is none. The class runs in this JVM, sees the
    /// program's class path and of Morgana only what a configuration is made of.
    ///
    /// @param classes the program's own classes: a directory or a jar
    /// @param classPath the program's class path
    /// @param project the folder in which relative paths of the configuration start
    /// @throws ConfigurationException if there are several, or the description is wrong
    public static Optional<Machine> evaluate(Path classes, List<Path> classPath, Path project)
            throws IOException {
        var loader = loader(classPath);
        var found = ConfigurationSearch.in(classes, loader);
        if (found.size() > 1) {
            throw new ConfigurationException(
                    new SourceLine(found.getFirst(), 0),
                    "%s describes the machine too: keep one configuration class"
                            .formatted(found.get(1)));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(evaluate(found.getFirst(), loader, project));
    }

    /// The machine of a program without configuration class.
    ///
    /// @param mainClass binary name of the class that starts it
    /// @throws ConfigurationException if the class cannot be loaded
    public static Machine defaults(String mainClass, List<Path> classPath) throws IOException {
        try {
            return Machine.running(loader(classPath).loadClass(mainClass));
        } catch (ClassNotFoundException | LinkageError e) {
            throw failed(new SourceLine(mainClass, 0), e);
        }
    }

    /// Not to be closed: a description refers to classes of the program.
    private static ClassLoader loader(List<Path> classPath) throws IOException {
        var urls = new ArrayList<URL>();
        for (var entry : classPath) {
            urls.add(entry.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), new Window());
    }

    private static Machine evaluate(String name, ClassLoader loader, Path project) {
        var where = new SourceLine(name, 0);
        Machine described;
        try {
            described = Evaluation.of(() -> made(name, loader).machine(), project);
        } catch (NoSuchMethodException e) {
            throw new ConfigurationException(
                    where, "it has no constructor without parameters: give it one");
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            var why = unwrapped(e);
            throw refusal(why).orElseGet(() -> failed(lineOf(name, why).orElse(where), why));
        }
        if (described == null) {
            throw new ConfigurationException(
                    where, "machine() returns null: return Machine.running(...)");
        }
        return described;
    }

    private static Configuration made(String name, ClassLoader loader)
            throws ReflectiveOperationException {
        var constructor = loader.loadClass(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Configuration) constructor.newInstance();
    }

    /// What a constructor or the initialization of a class has thrown, without what reflection and the class loader put around it.
    private static Throwable unwrapped(Throwable thrown) {
        boolean wraps =
                thrown instanceof InvocationTargetException
                        || thrown instanceof ExceptionInInitializerError;
        return wraps && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
    }

    /// The refusal of a value among what has caused `thrown`: it names its line itself.
    private static Optional<ConfigurationException> refusal(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(ConfigurationException.class::isInstance)
                .map(ConfigurationException.class::cast)
                .findFirst();
    }

    private static ConfigurationException failed(SourceLine where, Throwable why) {
        var failure =
                new ConfigurationException(
                        where, "the description ends with %s: mend it there".formatted(why));
        failure.initCause(why);
        return failure;
    }

    private static Optional<SourceLine> lineOf(String name, Throwable thrown) {
        for (var frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(name) && frame.getFileName() != null) {
                return Optional.of(new SourceLine(frame.getFileName(), frame.getLineNumber()));
            }
        }
        return Optional.empty();
    }

    /// Shows the program's classes the JDK and the values of a configuration, and nothing else of the tool.
    private static final class Window extends ClassLoader {
        Window() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.morgana.config.") || name.startsWith("dev.morgana.wire.")) {
                return ConfigurationClass.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
