package dev.morgana.runtime.resource;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.util.NativeImageResourcePathRepresentation;
import java.nio.charset.StandardCharsets;

/// Canonical names of resources: whoever looks for a service, or for a resource by a class loader, asks for the same one once for each module of the image, and most names are canonical.
@TargetClass(NativeImageResourcePathRepresentation.class)
final class Target_com_oracle_svm_util_NativeImageResourcePathRepresentation {
    @Alias
    static native byte[] getResolved(NativeImageResourcePathRepresentation path);

    @Substitute
    public static String toCanonicalForm(String name) {
        if (ResourceName.isCanonical(name)) {
            return name;
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        byte[] octets = path.getBytes(StandardCharsets.UTF_8);
        return new String(
                getResolved(new NativeImageResourcePathRepresentation(octets, true)),
                StandardCharsets.UTF_8);
    }
}
