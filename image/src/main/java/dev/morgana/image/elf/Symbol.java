package dev.morgana.image.elf;

/// A symbol (gABI: `Elf64_Sym`).
///
/// @param name its name, never empty
/// @param binding how it links
/// @param section index of the section that defines it, 0 if undefined
/// @param value address in an executable; in an object, the address within its section's own numbering
/// @param size bytes, 0 if unknown
public record Symbol(String name, Binding binding, int section, long value, long size) {
    private static final int UNDEFINED = 0;

    /// How a symbol links (gABI: `STB_`).
    public enum Binding {
        /// Seen in its own object only.
        LOCAL,
        /// Seen by all objects.
        GLOBAL,
        /// As global, with less weight; may stay undefined.
        WEAK;

        static Binding of(byte info) {
            return switch (Byte.toUnsignedInt(info) >> 4) {
                case 0 -> LOCAL;
                case 2 -> WEAK;
                default -> GLOBAL;
            };
        }
    }

    /// Whether another object must define it.
    public boolean wanted() {
        return section == UNDEFINED && binding == Binding.GLOBAL;
    }

    /// Whether it answers what another object wants.
    public boolean offered() {
        return section != UNDEFINED && binding != Binding.LOCAL;
    }
}
