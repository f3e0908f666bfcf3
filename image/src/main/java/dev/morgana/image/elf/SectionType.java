package dev.morgana.image.elf;

/// What a section holds (gABI: `sh_type`), as far as this package tells kinds apart.
public enum SectionType {
    /// No section (`SHT_NULL`).
    NONE,
    /// A symbol table (`SHT_SYMTAB`).
    SYMBOLS,
    /// Zeros that have no bytes in the file (`SHT_NOBITS`).
    NOBITS,
    /// Anything else.
    OTHER;

    static SectionType of(int type) {
        return switch (type) {
            case 0 -> NONE;
            case 2 -> SYMBOLS;
            case 8 -> NOBITS;
            default -> OTHER;
        };
    }
}
