package dev.morgana.storage;

/// A file system in the sense of Linux: a device number, and nodes numbered from 1. Guarded by the file system.
final class Volume {
    private final int device;
    private final boolean readOnly;
    private final Budget budget;
    private long lastNumber;

    Volume(int device, boolean readOnly, Budget budget) {
        this.device = device;
        this.readOnly = readOnly;
        this.budget = budget;
    }

    int device() {
        return device;
    }

    boolean readOnly() {
        return readOnly;
    }

    Budget budget() {
        return budget;
    }

    long nextNumber() {
        return ++lastNumber;
    }
}
