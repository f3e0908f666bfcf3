package dev.morgana.runtime.hosted;

import com.oracle.svm.core.ParsingReason;
import com.oracle.svm.core.feature.InternalFeature;
import dev.morgana.runtime.boot.Described;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.BiFunction;
import jdk.graal.compiler.nodes.ConstantNode;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderConfiguration.Plugins;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderContext;
import jdk.graal.compiler.nodes.graphbuilderconf.InvocationPlugin;
import jdk.graal.compiler.nodes.graphbuilderconf.InvocationPlugins.Registration;
import jdk.graal.compiler.phases.util.Providers;
import jdk.vm.ci.meta.JavaKind;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import org.jspecify.annotations.Nullable;

/// Makes system properties that the configuration class fixes constants of the code: who asks for one by a constant name, the program or
/// the JDK, finds its value there, and the analysis does not go into a branch that the value rules out.
public final class FixedProperties implements InternalFeature {
    private static final Map<String, String> FIXED = Described.MACHINE.properties();

    @Override
    public void registerInvocationPlugins(
            Providers providers, Plugins plugins, ParsingReason reason) {
        if (FIXED.isEmpty()) {
            return;
        }
        Registration system = new Registration(plugins.getInvocationPlugins(), System.class);
        system.register(
                new Folding("getProperty", JavaKind.Object, FixedProperties::text, String.class));
        system.register(
                new Folding(
                        "getProperty",
                        JavaKind.Object,
                        FixedProperties::text,
                        String.class,
                        String.class));
        new Registration(plugins.getInvocationPlugins(), Boolean.class)
                .register(
                        new Folding(
                                "getBoolean",
                                JavaKind.Boolean,
                                (_, value) -> ConstantNode.forBoolean(Boolean.parseBoolean(value)),
                                String.class));
    }

    private static ConstantNode text(GraphBuilderContext code, String value) {
        return ConstantNode.forConstant(
                code.getSnippetReflection().forObject(value),
                code.getMetaAccess(),
                code.getGraph());
    }

    /// Puts a constant in the place of a call whose first argument is the name of a property. If the name is no constant, or the property
    /// is not fixed, the call stays.
    private static final class Folding extends InvocationPlugin {
        private final JavaKind kind;
        private final BiFunction<GraphBuilderContext, String, ConstantNode> constant;

        Folding(
                String method,
                JavaKind kind,
                BiFunction<GraphBuilderContext, String, ConstantNode> constant,
                Type... arguments) {
            super(method, arguments);
            this.kind = kind;
            this.constant = constant;
        }

        @Override
        public boolean apply(
                GraphBuilderContext code,
                ResolvedJavaMethod method,
                Receiver receiver,
                ValueNode name) {
            String value = fixed(code, name);
            if (value == null) {
                return false;
            }
            code.addPush(kind, constant.apply(code, value));
            return true;
        }

        @Override
        public boolean apply(
                GraphBuilderContext code,
                ResolvedJavaMethod method,
                Receiver receiver,
                ValueNode name,
                ValueNode otherwise) {
            return apply(code, method, receiver, name);
        }
    }

    private static @Nullable String fixed(GraphBuilderContext code, ValueNode name) {
        if (!name.isJavaConstant() || name.isNullConstant()) {
            return null;
        }
        String text = code.getSnippetReflection().asObject(String.class, name.asJavaConstant());
        return text == null ? null : FIXED.get(text);
    }
}
