/* Native methods of the JDK that have nothing to do, because the Native Image runtime handles their classes itself, and the libraries' load hooks. Nothing else
   belongs here: a native method with a meaning is written in Java. */

#define NOTHING(name) \
    long name(void) { return 0; } /* some are declared to return a number or a flag */
#define LOADED(name) \
    int name(void) { return 0x00010008; } /* JNI_VERSION_1_8 */

LOADED(JNI_OnLoad_java)
LOADED(JNI_OnLoad_net)
LOADED(JNI_OnLoad_nio)
LOADED(JNI_OnLoad_zip)
LOADED(JNI_OnLoad_extnet)
LOADED(JNI_OnLoad_prefs)
LOADED(JNI_OnLoad_management)
LOADED(JNI_OnLoad_management_ext)
LOADED(JNI_OnLoad_jaas)

NOTHING(InitializeEncoding)
NOTHING(Java_java_io_Console_initIDs)
NOTHING(Java_java_io_FileDescriptor_initIDs)
NOTHING(Java_java_io_FileInputStream_initIDs)
NOTHING(Java_java_io_FileOutputStream_initIDs)
NOTHING(Java_java_io_RandomAccessFile_initIDs)
NOTHING(Java_java_io_UnixFileSystem_initIDs)
NOTHING(Java_java_net_DatagramPacket_init)
NOTHING(Java_java_net_Inet4Address_init)
NOTHING(Java_java_net_Inet6Address_init)
NOTHING(Java_java_net_InetAddress_init)
NOTHING(Java_java_net_NetworkInterface_init)
NOTHING(Java_java_util_zip_Deflater_initIDs)
NOTHING(Java_java_util_zip_Inflater_initIDs)
NOTHING(Java_sun_net_spi_DefaultProxySelector_init)
NOTHING(Java_sun_nio_ch_DatagramChannelImpl_initIDs)
NOTHING(Java_sun_nio_ch_DatagramDispatcher_init)
NOTHING(Java_sun_nio_ch_FileDispatcherImpl_init0)
NOTHING(Java_sun_nio_ch_IOUtil_initIDs)
NOTHING(Java_sun_nio_ch_NativeThread_init)
NOTHING(Java_sun_nio_ch_Net_initIDs)
NOTHING(Java_sun_nio_ch_UnixDomainSockets_init)
NOTHING(Java_sun_nio_fs_UnixNativeDispatcher_init)
