package com.example;

import dev.morgana.config.BootKey;
import dev.morgana.config.Configuration;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;

/// The machine that runs Main. The greeting may be chosen when it boots: mvn morgana:run -Dmorgana.options="--boot greeting=servus"
final class MainMachine implements Configuration {
    static final BootKey<String> GREETING =
            BootKey.text("greeting", "hello").meaning("the first word of the page");

    @Override
    public Machine machine() {
        return Machine.running(Main.class)
                .memory(MemorySize.mebibytes(64))
                .bootKeys(GREETING);
    }
}
