package dev.morgana.examples.files;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// Something that cannot be done with files.
interface Complaint {
    void attempt() throws IOException;

    /// Says why it cannot be done.
    static String about(Complaint complaint) throws IOException {
        try {
            complaint.attempt();
            return "no complaint";
        } catch (FileSystemException e) {
            String kind = e.getClass().getSimpleName();
            return e.getReason() == null ? kind : kind + ": " + e.getReason();
        }
    }
}
