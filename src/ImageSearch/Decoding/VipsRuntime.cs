using System.Runtime.CompilerServices;
using NetVips;

namespace ImageSearch.Decoding;

/// <summary>Sets libvips up once, before its first use: bounded memory, one thread a call, silence on stderr.</summary>
internal static class VipsRuntime
{
    // Kept alive here: native code holds only a pointer.
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    static VipsRuntime()
    {
        // Callers decode many pictures at a time, one a thread; more threads inside one picture only get in the way.
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Cache.MaxMem = 0;
        Cache.MaxFiles = 0;

        // A bad file is an exception here. GLib would print it to stderr as well, one line for each bad byte.
        foreach (string domain in (string[])["VIPS", "GLib", "GLib-GObject"])
        {
            Log.SetLogHandler(
                domain,
                Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message | Enums.LogLevelFlags.Info
                | Enums.LogLevelFlags.Debug | Enums.LogLevelFlags.Critical,
                Silence);
        }
    }

    /// <summary>Returns after libvips is set up.</summary>
    public static void Load() => RuntimeHelpers.RunClassConstructor(typeof(VipsRuntime).TypeHandle);
}
