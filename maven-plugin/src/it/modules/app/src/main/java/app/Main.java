package app;

import words.Words;

/// Says what the other module has to say.
final class Main {
    private Main() {}

    static void main(String[] arguments) {
        System.out.println(Words.words() + ", " + String.join(" ", arguments));
        System.exit(arguments.length);
    }
}
