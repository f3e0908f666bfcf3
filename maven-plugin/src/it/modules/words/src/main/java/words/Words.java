package words;

/// What the program of the other module says.
public final class Words {
    private Words() {}

    /// The words.
    public static String words() {
        return "words of another module";
    }
}
