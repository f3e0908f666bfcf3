package dev.morgana.runtime.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sun.text.Normalizer;

/// The canonical combining classes of all characters (The Unicode Standard, section 4.3), as runs of one class: some thousand bytes, where the JDK has the
/// data of its whole normalizer. Made from the JDK's own answers while the image is built, so both are the same.
final class CombiningClasses {
    /// Where each run begins, as a code point.
    private static final int[] STARTS;

    /// The class of each run.
    private static final short[] CLASSES;

    static {
        List<Integer> starts = new ArrayList<>();
        List<Short> classes = new ArrayList<>();
        int before = -1;
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            int here = Normalizer.getCombiningClass(character);
            if (here != before) {
                starts.add(character);
                classes.add((short) here);
                before = here;
            }
        }
        STARTS = starts.stream().mapToInt(Integer::intValue).toArray();
        CLASSES = new short[STARTS.length];
        for (int run = 0; run < CLASSES.length; run++) {
            CLASSES[run] = classes.get(run);
        }
    }

    private CombiningClasses() {}

    /// The class of `character`, 0 to 254; 0 for what is no code point.
    static int of(int character) {
        if (!Character.isValidCodePoint(character)) {
            return 0;
        }
        int found = Arrays.binarySearch(STARTS, character);
        return CLASSES[found >= 0 ? found : -found - 2];
    }
}
