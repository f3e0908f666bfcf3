package dev.morgana.image.reach;

/// A class, field or method that the analysis found reachable, or a device that the image can drive.
///
/// @param kind what it is
/// @param reason what made it reachable
/// @param name of a class or device its name, of a field `class.name`, of a method `class.name(types)`
record Element(Kind kind, Reason reason, String name) {
    /// Kinds of elements, as the builder's report names them.
    enum Kind {
        CLASS,
        FIELD,
        METHOD,
        DEVICE
    }

    /// The class it belongs to, or is.
    String owner() {
        return switch (kind) {
            case METHOD -> name.substring(0, name.lastIndexOf('.', name.indexOf('(')));
            case FIELD -> name.substring(0, name.lastIndexOf('.'));
            case CLASS, DEVICE -> name;
        };
    }
}
