package dev.morgana.image;

import dev.morgana.image.reach.Inventory;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much of a component is in an image.
///
/// @param classes classes that are in it
/// @param methods methods that are in it as code
/// @param resources other files
record Reached(int classes, int methods, int resources) {
    /// Nothing of it.
    static final Reached NOTHING = new Reached(0, 0, 0);

    private static final String CLASS = ".class";

    /// What an image holds of the files `names`, which are relative to a root of the class path. Names that are in `seen` belong to an earlier component; those that are found are added.
    static Reached of(Collection<String> names, Inventory image, Set<String> seen) {
        int classes = 0;
        int methods = 0;
        int resources = 0;
        for (String name : new HashSet<>(names)) {
            if (name.endsWith(CLASS)) {
                Integer found = image.methods().get(className(name));
                if (found != null && seen.add(name)) {
                    classes++;
                    methods += found;
                }
            } else if (image.resources().contains(name) && seen.add(name)) {
                resources++;
            }
        }
        return new Reached(classes, methods, resources);
    }

    private static String className(String file) {
        return file.substring(0, file.length() - CLASS.length()).replace('/', '.');
    }

    /// How much of both is in it.
    Reached plus(Reached other) {
        return new Reached(
                classes + other.classes, methods + other.methods, resources + other.resources);
    }

    /// Whether there is anything of it.
    boolean any() {
        return classes + resources > 0;
    }

    /// Adds this to a component in the words of CycloneDX: what is not in the image has the scope `excluded`.
    Map<String, Object> addTo(Map<String, Object> component) {
        var fields = new LinkedHashMap<>(component);
        fields.put("scope", any() ? "required" : "excluded");
        fields.put(
                "properties",
                List.of(
                        property("classes", classes),
                        property("methods", methods),
                        property("resources", resources)));
        return fields;
    }

    private static Map<String, Object> property(String name, int count) {
        var property = new LinkedHashMap<String, Object>();
        property.put("name", "morgana:image:" + name);
        property.put("value", Integer.toString(count));
        return property;
    }
}
