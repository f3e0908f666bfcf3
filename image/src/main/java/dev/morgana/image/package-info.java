/// From a program's class path to a file that boots: `ImageSpec` in, files out.
///
/// [ImageBuilder] is the front door. It compiles the machine layer's C once ([MachineLayer]), has a forked JDK compile the
/// program and everything below it to one relocatable object ([ObjectBuilder], with [NativeImageOptions] and
/// [BuilderModules]), links the two ([Linker]) and describes the result in [ImageMetadata], which travels inside the image in
/// a section that is not loaded. What runs inside the forked JDK lives in `dev.morgana.image.hosted`; it reports to this package
/// through the files that [HostedReport] reads. Nothing here knows Maven or a command line.
@NullMarked
package dev.morgana.image;

import org.jspecify.annotations.NullMarked;
