/// What runs inside the image builder's JVM: looks at the finished analysis and the finished code, and reports.
///
/// [ReportFeature] is the entry point. [NativeMethodSurvey] finds the native methods that the program can reach and who implements
/// each; [CodeSurvey] and [HeapSurvey] say what the image is made of; [Origins] says where a class comes from; [ReachabilitySurvey], [ObjectSurvey] and [ResourceSurvey] say why each
/// part is in it. All of it goes to text
/// files in one directory, which `dev.morgana.image` reads when the builder has ended. This package is the only one of this module that
/// knows the builder's classes.
@NullMarked
package dev.morgana.image.hosted;

import org.jspecify.annotations.NullMarked;
