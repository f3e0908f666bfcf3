package dev.morgana.runtime.hosted;

import com.oracle.svm.core.jdk.RuntimeModuleSupport;
import com.oracle.svm.core.jdk.ServiceCatalogSupport;
import com.oracle.svm.hosted.FeatureImpl.AfterAnalysisAccessImpl;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature.AfterAnalysisAccess;
import org.graalvm.nativeimage.hosted.Feature.BeforeAnalysisAccess;
import org.jspecify.annotations.Nullable;

/// Gives the image the module graph that its program has on a JVM.
///
/// The builder needs nearly every package of the JDK exported and opened to its own modules and to the class path. In an image, that would be half a megabyte of maps, and the program's reflection could reach what the JDK
/// keeps to itself. Here, a module exports and opens to the program what its descriptor says, and to the builder's modules, whose runtime uses reflection too, what it did before; equal sets of readers are one. Of the
/// descriptors of the builder's modules, which no JVM has, little more than the name is left.
final class ModuleGraph {
    /// The builder's own additions to this package stay: method handles are spun in it.
    private static final String METHOD_HANDLES = "java.lang.invoke";

    /// What is emptied of the descriptors of the builder's modules. The version stays: stack traces print it.
    private static final List<String> PARTS =
            List.of("packages", "provides", "uses", "requires", "exports", "opens");

    private final Set<String> builder = builderModules();
    private final Map<Set<Module>, Set<Module>> shared = new HashMap<>();

    /// Leaves out the services that the builder's modules provide: no JVM has them. Called before the builder seals the catalog of services.
    void withoutServices() {
        Map<String, Set<String>> omitted = new HashMap<>();
        for (Module module : ModuleLayer.boot().modules()) {
            if (builder.contains(module.getName())) {
                for (var provides : module.getDescriptor().provides()) {
                    omitted.computeIfAbsent(provides.service(), service -> new HashSet<>())
                            .addAll(provides.providers());
                }
            }
        }
        omitted.forEach(ServiceCatalogSupport.singleton()::removeServicesFromServicesCatalog);
    }

    /// Empties the descriptors of the builder's modules.
    void beforeAnalysis(BeforeAnalysisAccess access) {
        for (String part : PARTS) {
            access.registerFieldValueTransformer(
                    field(ModuleDescriptor.class, part),
                    (descriptor, value) ->
                            builder.contains(((ModuleDescriptor) descriptor).name())
                                    ? Set.of()
                                    : value);
        }
    }

    /// Withdraws exports and opens, when the builder has made its last ones.
    void afterAnalysis(AfterAnalysisAccess access) {
        Field exported = field(Module.class, "exportedPackages");
        Field open = field(Module.class, "openPackages");
        for (Module module : RuntimeModuleSupport.singleton().getBootLayer().modules()) {
            withdraw(access, module, exported, declaredExports(module.getDescriptor()));
            withdraw(access, module, open, declaredOpens(module.getDescriptor()));
        }
    }

    private void withdraw(
            AfterAnalysisAccess access,
            Module module,
            Field packages,
            Map<String, Set<String>> declared) {
        Map<String, Set<Module>> kept = new HashMap<>();
        granted(module, packages)
                .forEach((name, readers) -> {
                    Set<Module> remaining =
                            name.equals(METHOD_HANDLES)
                                    ? readers
                                    : remaining(readers, declared.get(name));
                    if (!remaining.isEmpty()) {
                        kept.put(name, shared.computeIfAbsent(remaining, same -> same));
                    }
                });
        try {
            packages.set(module, kept.isEmpty() ? null : kept);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        ((AfterAnalysisAccessImpl) access).rescanField(module, packages);
    }

    /// Of `readers`, the builder's modules and those that a descriptor names; all, if it names none and means everyone.
    private Set<Module> remaining(Set<Module> readers, @Nullable Set<String> named) {
        if (named != null && named.isEmpty()) {
            return readers;
        }
        return readers.stream()
                .filter(Module::isNamed)
                .filter(reader ->
                        builder.contains(reader.getName())
                                || (named != null && named.contains(reader.getName())))
                .collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> declaredExports(ModuleDescriptor descriptor) {
        Map<String, Set<String>> declared = new HashMap<>();
        descriptor.exports().forEach(exports -> declared.put(exports.source(), exports.targets()));
        return declared;
    }

    private static Map<String, Set<String>> declaredOpens(ModuleDescriptor descriptor) {
        Map<String, Set<String>> declared = new HashMap<>();
        descriptor.opens().forEach(opens -> declared.put(opens.source(), opens.targets()));
        return declared;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Set<Module>> granted(Module module, Field packages) {
        try {
            Object granted = packages.get(module);
            return granted == null ? Map.of() : (Map<String, Set<Module>>) granted;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The modules that come from jars: all others come with the JDK.
    private static Set<String> builderModules() {
        Set<String> names = new HashSet<>();
        for (var module : ModuleLayer.boot().configuration().modules()) {
            ModuleReference reference = module.reference();
            if (reference.location().filter(place -> place.getScheme().equals("jrt")).isEmpty()) {
                names.add(module.name());
            }
        }
        return names;
    }

    /// `Class.getDeclaredField` hides the fields of `Module`.
    private static Field field(Class<?> holder, String name) {
        try {
            Method fields = Class.class.getDeclaredMethod("getDeclaredFields0", boolean.class);
            fields.setAccessible(true);
            Field found =
                    Stream.of((Field[]) fields.invoke(holder, false))
                            .filter(field -> field.getName().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new NoSuchFieldException(holder + "." + name));
            found.setAccessible(true);
            return found;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
