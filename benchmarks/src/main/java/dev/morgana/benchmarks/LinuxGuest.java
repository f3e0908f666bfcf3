package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Guests that are Debian's cloud kernel with nothing but one server: an initramfs loads the drivers and goes over to a disk that is only read, whose
/// `init` sets the address and becomes the server. On a disk, files take memory only as far as they are used.
final class LinuxGuest {
    /// The kernel says nothing on the console, and an end of `init` ends the machine. Whether timer interrupts come in time is not tested: on a busy machine they
    /// do not, and the kernel would give up.
    private static final String COMMAND_LINE = "console=ttyS0 quiet panic=-1 no_timer_check";

    /// The JVM's compiler shares the only processor with the program.
    private static final int JVM_WARM_UP_SECONDS = 90;

    private static final int NGINX_WARM_UP_SECONDS = 5;

    /// In the order in which they need each other.
    private static final List<String> MODULES =
            List.of(
                    "drivers/virtio/virtio_ring",
                    "drivers/virtio/virtio",
                    "drivers/virtio/virtio_pci_legacy_dev",
                    "drivers/virtio/virtio_pci_modern_dev",
                    "drivers/virtio/virtio_pci",
                    "drivers/block/virtio_blk",
                    "net/core/failover",
                    "drivers/net/net_failover",
                    "drivers/net/virtio_net");

    private static final List<String> LIBRARIES =
            List.of("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu");
    private static final String LOADER = "lib64/ld-linux-x86-64.so.2";
    private static final Path SOURCES = Tools.file("benchmarks/src/main/guest");

    private final DebianPackages debian;
    private final Path target;

    /// @param target where archives and disks are written
    LinuxGuest(DebianPackages debian, Path target) {
        this.debian = debian;
        this.target = target;
    }

    /// The JVM with one program.
    ///
    /// @param runtime a run-time image of Java, made by jlink
    /// @param program its jar, whose manifest names the main class
    Guest jvm(Path runtime, Path program) throws IOException, InterruptedException {
        String name = program.getFileName().toString();
        GuestFiles files =
                base(name, "exec /java/bin/java -jar /program.jar")
                        .file("program.jar", program)
                        .tree("java/bin", runtime.resolve("bin"))
                        .tree("java/conf", runtime.resolve("conf"))
                        .tree("java/lib", runtime.resolve("lib"));
        libraries(files, "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1");
        return guest("Linux + JVM", files, name, JVM_WARM_UP_SECONDS);
    }

    /// nginx with one page.
    Guest nginx(byte[] page) throws IOException, InterruptedException {
        String server =
                "nginx -c /nginx.conf && echo %s %d && exec busybox sleep 1000000"
                        .formatted(RunningGuest.LISTENING, GuestNetwork.HTTP_PORT);
        GuestFiles files =
                base("nginx", server)
                        .file("bin/nginx", debian.file("usr/sbin/nginx"))
                        .file("nginx.conf", SOURCES.resolve("nginx.conf"))
                        .file("site" + GuestNetwork.PATH, page)
                        .file("etc/passwd", "root:x:0:0::/:/bin/sh\n")
                        .file("etc/group", "root:x:0:\n")
                        .directory("var/log/nginx")
                        .directory("var/lib/nginx");
        libraries(files, "libcrypt.so.1", "libz.so.1", "libssl.so.3", "libcrypto.so.3");
        libraries(files, "libpcre2-8.so.0");
        return guest("Linux + nginx", files, "nginx", NGINX_WARM_UP_SECONDS);
    }

    /// What all disks have, with the last words of `init`.
    private GuestFiles base(String name, String server) throws IOException {
        GuestFiles files =
                new GuestFiles(target.resolve(name + ".files"))
                        .file("init", SOURCES.resolve("init"))
                        .file("server", server + "\n")
                        .file("bin/busybox", debian.file("bin/busybox"))
                        .file(LOADER, debian.file(LOADER));
        for (String folder : List.of("dev", "proc", "sys", "tmp")) {
            files.directory(folder);
        }
        libraries(files, "libc.so.6");
        return files;
    }

    private void libraries(GuestFiles files, String... names) throws IOException {
        for (String name : names) {
            Path library =
                    LIBRARIES.stream()
                            .map(folder -> debian.file(folder).resolve(name))
                            .filter(Files::exists)
                            .findFirst()
                            .orElseThrow(() -> new IOException("in no package: " + name));
            files.file("lib/" + name, library);
        }
    }

    private Path initramfs() throws IOException, InterruptedException {
        Path busybox = debian.file("bin/busybox");
        GuestFiles files =
                new GuestFiles(target.resolve("initramfs.files"))
                        .file("init", SOURCES.resolve("initramfs-init"))
                        .file("bin/busybox", busybox)
                        .directory("dev")
                        .directory("disk");
        for (int i = 0; i < MODULES.size(); i++) {
            files.file("modules/" + i, debian.modules().resolve(MODULES.get(i) + ".ko"));
        }
        Path archive = target.resolve("initramfs.cpio");
        files.writeInitramfs(archive, busybox);
        return archive;
    }

    private Guest guest(String kind, GuestFiles files, String name, int warmUpSeconds)
            throws IOException, InterruptedException {
        Path disk = target.resolve(name + ".ext4");
        files.writeDisk(disk);
        Path kernel = debian.kernel();
        Path initramfs = initramfs();
        return new Guest(
                kind,
                List.of(kernel, initramfs, disk),
                memory -> Qemu.linux(kernel, initramfs, COMMAND_LINE, memory).disk(disk),
                warmUpSeconds);
    }
}
